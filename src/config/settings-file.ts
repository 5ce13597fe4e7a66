/** A file of settings: YAML read as data, that can say where each of its keys stands. */
import { readFileSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from "yaml";
import { UnusableInput, type Position } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import { isObject, member } from "../document/refs.js";

/** A parsed file of settings. Its readers throw where a value is not of the kind that is asked for. */
export class SettingsSource {
  readonly value: Json;
  private readonly lines = new LineCounter();
  private readonly document: YamlDocument;

  /** @throws UnusableInput where the file is not YAML */
  constructor(readonly file: string) {
    this.document = parseDocument(readFileSync(file, "utf8"), { lineCounter: this.lines, merge: true });
    const [broken] = this.document.errors;
    if (broken) {
      const { line, col } = this.lines.linePos(broken.pos[0]);
      throw unusable(
        { file, line, column: col },
        "config/not-yaml",
        `The configuration is not YAML: ${broken.message.split("\n", 1)[0] ?? ""}`,
        "Mend the syntax at this place.",
      );
    }
    this.value = this.plain();
  }

  private plain(): Json {
    try {
      return this.document.toJS({ maxAliasCount: 100 }) as Json;
    } catch (cause) {
      const message = `The aliases of the configuration cannot be followed: ${cause instanceof Error ? cause.message : String(cause)}.`;
      throw unusable(this.file, "config/not-yaml", message, "Write out what they stand for.");
    }
  }

  at(root: JsonObject, path: readonly string[]): Json | undefined {
    return path.reduce<Json | undefined>((value, key) => member(value, key), root);
  }

  text(root: JsonObject, path: readonly string[]): string | undefined {
    const value = this.at(root, path);
    if (value === undefined || typeof value === "string") return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a text.`, "Give it as one text.");
  }

  object(root: JsonObject, path: readonly string[]): JsonObject | undefined {
    const value = this.at(root, path) ?? undefined;
    if (value === undefined || isObject(value)) return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a map of keys.`, "Give it as `key: value` lines.");
  }

  texts(root: JsonObject, path: readonly string[]): Readonly<Record<string, string>> | undefined {
    const map = this.object(root, path);
    for (const key of Object.keys(map ?? {})) this.text(root, [...path, key]);
    return map as Readonly<Record<string, string>> | undefined;
  }

  list(root: JsonObject, path: readonly string[]): readonly string[] | undefined {
    const value = this.at(root, path) ?? undefined;
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a list of texts.`, "Give it as `- item` lines.");
  }

  /** @throws UnusableInput at the first key of `owner` that is not among the known ones */
  checkKeys(owner: JsonObject, path: readonly string[], known: readonly string[]): void {
    const unknown = Object.keys(owner).find((key) => !known.includes(key));
    if (unknown === undefined) return;
    throw this.error(
      [...path, unknown],
      `\`${path.at(-1) ?? ""}\` has no key \`${unknown}\`.`,
      `Known keys: ${known.join(", ")}.`,
    );
  }

  error(path: readonly string[], message: string, hint: string): UnusableInput {
    return unusable(this.position(path), "config/unusable", message, hint);
  }

  /** Where a key, or an item of a list, stands; the nearest one above it that does where it does not exist. */
  position(path: readonly string[]): Position {
    let node: unknown = this.document.contents;
    let offset = 0;
    for (const key of path) {
      const step = stepInto(node, key);
      if (!step) break;
      offset = step.offset ?? offset;
      node = step.value;
    }
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

function stepInto(
  node: unknown,
  key: string,
): { readonly offset: number | undefined; readonly value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { offset: offsetOf(item), value: item };
  }
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return pair && { offset: offsetOf(pair.key), value: pair.value };
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** What makes a configuration unusable, as an error to throw. */
export function unusable(place: string | Position, code: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({
    code,
    severity: "error",
    message,
    hint,
    place: typeof place === "string" ? { file: place } : place,
  });
}
