/** A settings file: YAML read as data, with the position of every value. */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Document as YamlDocument,
  visit,
  type YAMLMap,
  YAMLParseError,
} from "yaml";
import { UnusableInput, type Position } from "../diagnostic.js";
import { OutOfTime, within } from "../document/budget.js";
import type { Json } from "../document/document.js";
import { defaultLimits } from "../document/limits.js";
import { encodingFault } from "../document/text/encoding.js";
import { readRegularFile } from "../document/text/regular-file.js";
import { isObject, partOf } from "../document/refs.js";

/** A parsed settings file. */
export class SettingsFile {
  readonly value: Json;
  private readonly lines = new LineCounter();
  private readonly document: YamlDocument;

  /** @throws UnusableInput if the text is not YAML, or exceeds a limit */
  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    this.document = inTime(file, () => {
      // `uniqueKeys` would make the parser compare every pair of a map's keys.
      const parsed = parseDocument(text, { lineCounter: this.lines, merge: true, uniqueKeys: false });
      noteRepeatedKeys(parsed);
      return parsed;
    });
    const [broken] = this.document.errors;
    if (broken) {
      const { line, col } = this.lines.linePos(broken.pos[0]);
      const [reason = ""] = broken.message.split("\n", 1);
      if (broken.code === "RESOURCE_EXHAUSTION") throw tooDeep({ file, line, column: col });
      throw unusable(
        { file, line, column: col },
        "config/not-yaml",
        `The configuration is not YAML: ${reason}`,
        "Correct the syntax at this position.",
      );
    }
    this.value = inTime(file, () => this.plain());
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

  /** The top-level value of the file. */
  get top(): Setting {
    return new Setting(this, [], this.value);
  }

  /** Returns the position of a key or list item; for a path that does not exist, that of its nearest ancestor. */
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

/**
 * Reads the current settings of a file.
 *
 * @param known the settings read earlier, returned again if the file has not changed
 * @throws UnusableInput if the file is not YAML, or exceeds a limit
 */
export function settingsIn(file: string, known?: SettingsFile): SettingsFile {
  const text = textAt(file);
  return known?.file === file && known.text === text ? known : new SettingsFile(file, text);
}

/** The largest file: far more than any configuration needs. */
const LARGEST = 4 * 1024 * 1024;
const LONGEST = 10;

function textAt(file: string): string {
  const content = readRegularFile(file, { ...defaultLimits, fileSize: LARGEST });
  if (typeof content === "string") {
    const hint = "Name a file of YAML that can be read.";
    throw unusable(file, "config/not-a-file", "The configuration is not a regular file that can be read.", hint);
  }
  const fault = encodingFault(content);
  if (fault) throw unusable(file, "config/not-text", fault.message, fault.hint);
  return content.toString("utf8");
}

function inTime<Result>(file: string, work: () => Result): Result {
  try {
    return within(LONGEST, work);
  } catch (error) {
    if (isOverflow(error)) throw tooDeep({ file, line: 1, column: 1 });
    if (!(error instanceof OutOfTime)) throw error;
    const message = `Reading the configuration takes longer than ${String(LONGEST)} seconds.`;
    throw unusable(file, "config/too-slow", message, "Make it smaller, and use fewer aliases.");
  }
}

/** The parser does not limit the depth: it reports or throws the engine's own error, which may come from another realm. */
function isOverflow(error: unknown): boolean {
  return (Object(error) as { name?: unknown }).name === "RangeError";
}

function tooDeep(place: Position): UnusableInput {
  const message = "The configuration is not YAML: it is nested too deeply.";
  return unusable(place, "config/not-yaml", message, "Correct the syntax at this position.");
}

/** Rejects a key that occurs twice in a map, which is a mistake (YAML 1.2, section 3.2.1.3). */
function noteRepeatedKeys(document: YamlDocument): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === "<<") continue;
        if (seen.has(key.value)) {
          const [begin = 0, end = 0] = key.range ?? [];
          document.errors.push(new YAMLParseError([begin, end], "DUPLICATE_KEY", "Map keys must be unique"));
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
}

/** One value of a settings file with the keys that lead to it; the value is undefined if the file does not contain it. */
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

  /** The keys of this map; empty if it is not a map. */
  get keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The items of this list; empty if it is not a list. */
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
  const pair = isMap(node) ? pairsOf(node).get(key) : undefined;
  return pair && { offset: offsetOf(pair.key), value: pair.value };
}

const pairsByMap = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a map by key, indexed once, because a configuration may have many thousands. */
function pairsOf(node: YAMLMap): ReadonlyMap<string, Pair> {
  const known = pairsByMap.get(node);
  if (known !== undefined) return known;
  const pairs = new Map(
    node.items.flatMap((item): [string, Pair][] => (isScalar(item.key) ? [[String(item.key.value), item]] : [])),
  );
  pairsByMap.set(node, pairs);
  return pairs;
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** Creates the error for an unusable configuration. */
export function unusable(place: string | Position, code: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({
    code,
    severity: "error",
    message,
    hint,
    place: typeof place === "string" ? { file: place } : place,
  });
}
