/**
 * Finds the positions of values in YAML text, with the `yaml` package, because it is exact. It takes several times as long as
 * js-yaml, which reads the text.
 */
import { CST, Parser } from "yaml";
import type { Json } from "../json.js";
import { partOf } from "../refs.js";
import type { Located, Locator } from "./lines.js";
import type { TextRange, YamlValue } from "./yaml.js";

type Token = CST.Token | null | undefined;
type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** Anchored values by name, in the order of the text: an alias refers to the last one before it. */
type Anchors = ReadonlyMap<string, readonly { readonly offset: number; readonly value: Token }[]>;

/** A key, if there is one, and its value, which may be empty. */
interface Part {
  readonly key: number;
  readonly value: Token;
}

/**
 * Creates the locator of a text that `readYaml` accepts. Given what was read, it parses only those parts of the text again
 * that hold what it is asked for.
 */
export function yamlLocator(text: string, read?: Pick<YamlValue, "value" | "ranges">): Locator {
  let ofWhole: Locator | undefined;
  const whole: Locator = (tokens, onKey) => (ofWhole ??= locatorOf(text))(tokens, onKey);
  if (read === undefined) return whole;
  const known = new Map<TextRange, Locator>();
  return (tokens, onKey) => {
    const { range, depth } = partAround(tokens, read);
    // What an alias stands for may be in another part; merged mappings could then be found in the wrong order.
    if (range === undefined || text.slice(range.start, range.end).includes("<<")) return whole(tokens, onKey);
    const locate = known.get(range) ?? partLocator(text, range);
    known.set(range, locate);
    const located = locate(tokens.slice(depth), onKey);
    return located.exact ? located : whole(tokens, onKey);
  };
}

/** Deeper parts than this, such as an operation or a component, are not parsed one by one. */
const deepestPart = 3;

/** The smallest part with a known range that is around a value; the value itself is found by its key in it. */
function partAround(
  tokens: readonly string[],
  { value, ranges }: Pick<YamlValue, "value" | "ranges">,
): { readonly range: TextRange | undefined; readonly depth: number } {
  let found: TextRange | undefined;
  let depth = 0;
  let node = value as Json | undefined;
  for (const token of tokens.slice(0, Math.min(tokens.length - 1, deepestPart))) {
    node = node === undefined ? undefined : partOf(node, token);
    const range = typeof node === "object" && node !== null ? ranges.get(node) : undefined;
    // A value that was put here from elsewhere has its range there.
    if (range === undefined || (found && (range.start < found.start || range.end > found.end))) break;
    found = range;
    depth += 1;
  }
  return { range: found, depth };
}

/** The locator of a part, which is read as a text of its own; indented as it is, as far as its first line. */
function partLocator(text: string, { start, end }: TextRange): Locator {
  const line = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const locate = locatorOf(`${" ".repeat(start - line)}${text.slice(start, end)}`);
  return (tokens, onKey) => {
    const { offset, exact } = locate(tokens, onKey);
    return { offset: offset + line, exact };
  };
}

function locatorOf(text: string): Locator {
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
