/**
 * Reads YAML text, and finds the positions of its values.
 *
 * The schema is YAML 1.2's JSON schema (section 10.2) with the merge key of 1.1: a date stays text, a custom tag is an
 * error. js-yaml reads, because it is fast; the `yaml` package finds positions on demand, because it is exact.
 */
import { CORE_SCHEMA, load, Type, YAMLException } from "js-yaml";
import type { LoadOptions } from "js-yaml";
import { CST, Parser } from "yaml";
import type { Limits } from "../limits.js";
import type { Located, Locator } from "./lines.js";

/** Why a text cannot be read as YAML, with the offset if js-yaml gives one. */
export interface YamlFault {
  readonly kind: "syntax" | "depth" | "values" | "mergedKeys" | "tag" | "repeatedKey";
  /** A phrase without a full stop. */
  readonly message: string;
  readonly offset?: number;
}

/** The original text of numbers that JavaScript would print differently, by the container and key. */
export type WrittenNumbers = ReadonlyMap<object, ReadonlyMap<string, string>>;

export interface YamlValue {
  readonly value: unknown;
  readonly written: WrittenNumbers;
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
  const listener = countingListener(limits);
  const options: LimitedOptions = {
    schema,
    listener,
    json: repeats,
    maxDepth: limits.depth + 2,
    maxTotalMergeKeys: limits.mergedKeys,
  };
  try {
    return settleNumbers(load(text, options));
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

function countingListener(limits: Limits): (event: string, state: { readonly position: number }) => void {
  const most = limits.values * looksAtValue;
  let count = 0;
  return (_, state) => {
    count += 1;
    // Each visit opens and closes.
    if (count > 2 * most) throw new TooManyNodes(state.position);
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
function settleNumbers(root: unknown): YamlValue {
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

type Token = CST.Token | null | undefined;
type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** Anchored values by name, in the order of the text: an alias refers to the last one before it. */
type Anchors = ReadonlyMap<string, readonly { readonly offset: number; readonly value: Token }[]>;

/** A key, if there is one, and its value, which may be empty. */
interface Part {
  readonly key: number;
  readonly value: Token;
}

/** Creates the locator of a text that {@link readYaml} accepts. */
export function yamlLocator(text: string): Locator {
  const document = firstDocument(text);
  const root: Part = { key: document?.value?.offset ?? 0, value: document?.value };
  const anchors = document === undefined ? new Map<string, []>() : anchorsOf(document);
  const read = new Map<object, ReadonlyMap<string, Part>>();

  function partsOf(token: Token): ReadonlyMap<string, Part> {
    const target = dereference(token, anchors);
    if (target === undefined) return new Map();
    const known = read.get(target);
    if (known !== undefined) return known;
    // Registered before it is complete, because a merge key may name the mapping that contains it.
    const parts = new Map<string, Part>();
    read.set(target, parts);
    for (const [name, part] of listParts(target)) parts.set(name, part);
    for (const merged of mergedInto(target, anchors)) {
      for (const [name, part] of partsOf(merged)) if (!parts.has(name)) parts.set(name, part);
    }
    return parts;
  }

  return (tokens, onKey): Located => {
    let at = root;
    for (const token of tokens) {
      const part = partsOf(at.value).get(token);
      if (part === undefined) return { offset: offsetOf(at, onKey), exact: false };
      at = part;
    }
    return { offset: offsetOf(at, onKey), exact: true };
  };
}

function offsetOf(part: Part, onKey: boolean): number {
  return onKey ? part.key : (part.value?.offset ?? part.key);
}

function firstDocument(text: string): CST.Document | undefined {
  for (const token of new Parser().parse(text)) if (token.type === "document") return token;
  return undefined;
}

/** Follows an alias to its collection; undefined for a scalar, or an alias that refers to nothing. */
function dereference(token: Token, anchors: Anchors): Collection | undefined {
  let at = token;
  if (at?.type === "alias") {
    const { offset, source } = at;
    at = anchors.get(source.slice(1))?.findLast((anchor) => anchor.offset < offset)?.value;
  }
  return CST.isCollection(at) ? at : undefined;
}

function isList(collection: Collection): boolean {
  return (
    collection.type === "block-seq" ||
    (collection.type === "flow-collection" && collection.start.type === "flow-seq-start")
  );
}

function listParts(collection: Collection): [string, Part][] {
  const items: readonly CST.CollectionItem[] = collection.items;
  if (isList(collection)) {
    return items.filter(isElement).map((item, index) => [String(index), elementPart(item, collection.offset)]);
  }
  return items.flatMap((item): [string, Part][] => {
    const key = keyText(item.key);
    return key === undefined ? [] : [[key, { key: item.key?.offset ?? collection.offset, value: item.value }]];
  });
}

/** A comma or comment after the last element creates an item without content. */
function isElement(item: CST.CollectionItem): boolean {
  return item.value != null || item.key != null || item.start.some((token) => token.type === "seq-item-ind");
}

function elementPart(item: CST.CollectionItem, fallback: number): Part {
  const offset = item.key?.offset ?? item.value?.offset ?? item.start[0]?.offset ?? fallback;
  return { key: offset, value: item.value };
}

/** Returns a key as js-yaml does; undefined for a collection used as a key, which has no position. */
function keyText(key: Token): string | undefined {
  if (key === null) return "null";
  if (key?.type === "scalar") return plainKeyText(CST.resolveAsScalar(key).value);
  return CST.isScalar(key) ? CST.resolveAsScalar(key)?.value : undefined;
}

function plainKeyText(text: string): string {
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return "null";
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** The values of a mapping's merge keys, in order of precedence. */
function mergedInto(collection: Collection, anchors: Anchors): Token[] {
  const items: readonly CST.CollectionItem[] = collection.items;
  return items
    .filter((item) => item.key?.type === "scalar" && item.key.source === "<<")
    .flatMap((item): Token[] => {
      const target = dereference(item.value, anchors);
      return target !== undefined && isList(target) ? target.items.map((element) => element.value) : [item.value];
    });
}

function anchorsOf(document: CST.Document): Anchors {
  const anchors = new Map<string, { offset: number; value: Token }[]>();
  const note = (tokens: readonly CST.SourceToken[] | undefined, value: Token): void => {
    for (const token of tokens ?? []) {
      if (token.type !== "anchor") continue;
      const name = token.source.slice(1);
      const places = anchors.get(name) ?? [];
      anchors.set(name, places);
      places.push({ offset: token.offset, value });
    }
  };
  note(document.start, document.value);
  const waiting: Token[] = [document.value];
  while (waiting.length > 0) {
    const token = waiting.pop();
    if (!CST.isCollection(token)) continue;
    for (const item of token.items) {
      note(item.start, item.key ?? item.value);
      note(item.sep, item.value);
      waiting.push(item.key, item.value);
    }
  }
  for (const places of anchors.values()) places.sort((one, other) => one.offset - other.offset);
  return anchors;
}
