/**
 * Reads YAML text.
 *
 * The schema is YAML 1.2's JSON schema (section 10.2) with the merge key of 1.1: a date stays text, a custom tag is an
 * error. js-yaml reads, because it is fast; `yaml-positions.ts` finds positions on demand.
 */
import { CORE_SCHEMA, load, Type, YAMLException } from "js-yaml";
import type { LoadOptions } from "js-yaml";
import type { Limits } from "../limits.js";

/** Why a text cannot be read as YAML, with the offset if js-yaml gives one. */
export interface YamlFault {
  readonly kind: "syntax" | "depth" | "values" | "mergedKeys" | "tag" | "repeatedKey";
  /** A phrase without a full stop. */
  readonly message: string;
  readonly offset?: number;
}

/** The original text of numbers that JavaScript would print differently, by the container and key. */
export type WrittenNumbers = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** Where a mapping or list is in the text; what separates it from what is before and behind it may belong to it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The ranges of mappings and lists in the outer levels of a text. */
export type Ranges = ReadonlyMap<object, TextRange>;

export interface YamlValue {
  readonly value: unknown;
  readonly written: WrittenNumbers;
  readonly ranges: Ranges;
  /** The offset of the first key that its mapping has twice; the last of them counts. */
  readonly repeatedKey?: number;
}

export type YamlReading = YamlValue | { readonly fault: YamlFault };

/** A number that JavaScript would print differently. As a key it must keep its text (`1.10`, `0x1F`, a long integer). */
class WrittenNumber {
  constructor(
    readonly value: number,
    readonly text: string,
  ) {}

  /** js-yaml uses the text of an object as a key only if the object has a tag of its own. */
  get [Symbol.toStringTag](): string {
    return "WrittenNumber";
  }

  toString(): string {
    return this.text;
  }
}

function writtenNumber(text: string): number | WrittenNumber {
  const value = Number(text);
  return String(value) === text ? value : new WrittenNumber(value, text);
}

function numberType(tag: string, pattern: RegExp): Type {
  const resolve = (text: unknown): boolean => typeof text === "string" && pattern.test(text);
  return new Type(tag, { kind: "scalar", resolve, construct: writtenNumber });
}

/** YAML 1.2.2, section 10.3.2, without `.inf` and `.nan`, which JSON cannot represent: they stay text. */
const schema = CORE_SCHEMA.extend({
  implicit: [
    numberType("tag:yaml.org,2002:int", /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/),
    numberType("tag:yaml.org,2002:float", /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/),
    new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (text: unknown) => text === "<<" }),
  ],
});

/** Options of js-yaml 4.3 that its published types lack. */
interface LimitedOptions extends LoadOptions {
  readonly maxDepth: number;
  readonly maxTotalMergeKeys: number;
}

/** Reads one YAML document. An alias becomes the object it refers to, so objects may be shared or contain themselves. */
export function readYaml(text: string, limits: Limits): YamlReading {
  const reading = readStrictly(text, limits, false);
  const repeated = "fault" in reading && reading.fault.kind === "repeatedKey" ? reading.fault : undefined;
  if (repeated === undefined) return reading;
  const again = readStrictly(text, limits, true);
  return "fault" in again || repeated.offset === undefined ? again : { ...again, repeatedKey: repeated.offset };
}

/** @param repeats whether a mapping may have a key twice, as in JSON */
function readStrictly(text: string, limits: Limits, repeats: boolean): YamlReading {
  const ranges = new Map<object, TextRange>();
  const listener = watchful(limits, ranges);
  const options: LimitedOptions = {
    schema,
    listener,
    json: repeats,
    maxDepth: limits.depth + 2,
    maxTotalMergeKeys: limits.mergedKeys,
  };
  try {
    return { ...settleNumbers(load(text, options)), ranges };
  } catch (error) {
    if (error instanceof TooManyNodes)
      return { fault: { kind: "values", message: "it holds too many values", offset: error.offset } };
    if (error instanceof RangeError) return { fault: { kind: "depth", message: "it is nested too deeply" } };
    if (error instanceof YAMLException) return { fault: faultOf(error) };
    throw error;
  }
}

/** Stops js-yaml, which has no limit of its own. */
class TooManyNodes extends Error {
  constructor(readonly offset: number) {
    super("too many nodes");
  }
}

/**
 * js-yaml may visit a value three times: as a key, as a mapping and as itself. This count is an upper bound; `measure`
 * counts exactly.
 */
const looksAtValue = 3;

/** js-yaml's nesting below which ranges are not noted; a level of the document may count twice. */
const outerLevels = 10;

interface ParserState {
  readonly position: number;
  readonly result: unknown;
}

/** Counts the nodes, and notes the ranges of the outer ones. */
function watchful(limits: Limits, ranges: Map<object, TextRange>): (event: string, state: ParserState) => void {
  const most = limits.values * looksAtValue;
  const starts: number[] = [];
  let count = 0;
  return (event, { position, result }) => {
    count += 1;
    // Each visit opens and closes.
    if (count > 2 * most) throw new TooManyNodes(position);
    if (event === "open") {
      starts.push(position);
      return;
    }
    const start = starts.pop() ?? 0;
    const isOuter = starts.length < outerLevels && typeof result === "object" && result !== null;
    if (isOuter && !ranges.has(result)) ranges.set(result, { start, end: position });
  };
}

function faultOf(error: YAMLException): YamlFault {
  // For a stream of several documents, js-yaml sets no mark, although its types say so.
  const mark: YAMLException["mark"] | undefined = error.mark;
  const place = mark === undefined ? {} : { offset: mark.position };
  const message = error.reason;
  if (message.includes("maxDepth")) return { kind: "depth", message, ...place };
  if (message.includes("maxTotalMergeKeys") || message.includes("merge sequence"))
    return { kind: "mergedKeys", message, ...place };
  if (message === "duplicated mapping key") return { kind: "repeatedKey", message, ...place };
  if (message.startsWith("unknown tag")) return { kind: "tag", message, ...place };
  return { kind: "syntax", message, ...place };
}

/** Replaces written numbers by plain ones, in one pass over distinct objects and without recursion. */
function settleNumbers(root: unknown): Omit<YamlValue, "ranges"> {
  const written = new Map<object, Map<string, string>>();
  const seen = new Set<object>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, part] of Object.entries(value)) {
      if (part instanceof WrittenNumber) {
        Object.defineProperty(value, key, { value: part.value });
        written.set(value, (written.get(value) ?? new Map<string, string>()).set(key, part.text));
      } else if (typeof part === "object") waiting.push(part);
    }
  }
  return { value: root instanceof WrittenNumber ? root.value : root, written };
}
