/** A file of settings: YAML read as data, of which every value can say where it stands. */
import { readFileSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from "yaml";
import { UnusableInput, type Position } from "../diagnostic.js";
import type { Json } from "../document/document.js";
import { isObject, partOf } from "../document/refs.js";

/** A parsed file of settings. */
export class SettingsFile {
  readonly value: Json;
  private readonly lines = new LineCounter();
  private readonly document: YamlDocument;

  /** @throws UnusableInput where the file is not YAML */
  constructor(readonly file: string) {
    this.document = parseDocument(readFileSync(file, "utf8"), { lineCounter: this.lines, merge: true });
    const [broken] = this.document.errors;
    if (broken) {
      const { line, col } = this.lines.linePos(broken.pos[0]);
      const [reason = ""] = broken.message.split("\n", 1);
      throw unusable(
        { file, line, column: col },
        "config/not-yaml",
        `The configuration is not YAML: ${reason}`,
        "Correct the syntax at this position.",
      );
    }
    this.value = this.plain();
  }

  private plain(): Json {
    try {
      return this.document.toJS({ maxAliasCount: 100 }) as Json;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `The aliases of the configuration cannot be resolved: ${reason}.`;
      throw unusable(this.file, "config/not-yaml", message, "Write out the values they stand for.");
    }
  }

  /** The value at the top of the file. */
  get top(): Setting {
    return new Setting(this, [], this.value);
  }

  /** Where a key, or an item of a list, stands; for a path that does not exist, the nearest position above it. */
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

/** One value of a settings file with the keys that lead to it; its value is undefined where the file does not have it. */
export class Setting {
  constructor(
    readonly source: SettingsFile,
    readonly path: readonly string[],
    readonly value: Json | undefined,
  ) {}

  /** The value of a key of this map, or of an index of this list. */
  at(...keys: readonly string[]): Setting {
    const value = keys.reduce<Json | undefined>(
      (owner, key) => (owner === undefined ? undefined : partOf(owner, key)),
      this.value,
    );
    return new Setting(this.source, [...this.path, ...keys], value);
  }

  /** The keys of this map; none where it is not a map. */
  get keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The settings of this list; none where it is not a list. */
  get items(): readonly Setting[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(String(index))) : [];
  }

  /** `calls`, or `skip[0]` for an item of a list. */
  get name(): string {
    const last = this.path.at(-1) ?? "";
    return /^\d+$/.test(last) ? `${this.path.at(-2) ?? ""}[${last}]` : last;
  }

  get position(): Position {
    return this.source.position(this.path);
  }

  error(message: string, hint: string): UnusableInput {
    return unusable(this.position, "config/unusable", message, hint);
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

/** The error for a configuration that cannot be used. */
export function unusable(place: string | Position, code: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({
    code,
    severity: "error",
    message,
    hint,
    place: typeof place === "string" ? { file: place } : place,
  });
}
