/**
 * Edits samples in the text of a YAML or JSON specification and changes no other byte: comments, order, indentation and
 * line ends stay as the author wrote them.
 */
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** One entry of `x-codeSamples`. */
export interface Item {
  readonly lang: string;
  readonly source: string;
}

/** `path` leads, key by key, to the text to replace, to the list to extend, or to the object that gets a new key. */
export type Edit =
  | { readonly kind: "replace"; readonly path: readonly string[]; readonly source: string }
  | { readonly kind: "append"; readonly path: readonly string[]; readonly items: readonly Item[] }
  | {
      readonly kind: "insert";
      readonly path: readonly string[];
      readonly key: string;
      readonly items: readonly Item[];
    };

export interface Edited {
  readonly text: string;
  /** The edits that were applied. Text from an alias or a merge key, or with an anchor, cannot be edited. */
  readonly made: ReadonlySet<Edit>;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies the edits that can be applied; if two replace the same text, only the first. */
export function editText(text: string, edits: readonly Edit[]): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const plain = text.slice(mark.length);
  const document = parseDocument(plain, { uniqueKeys: false, strict: false, logLevel: "silent" });
  const spec: Spec = { text: plain, document, end: plain.includes("\r\n") ? "\r\n" : "\n" };
  const made = new Set<Edit>();
  const splices = new Map<string, Splice>();
  for (const edit of edits) {
    const splice = spliceOf(edit, spec);
    const range = splice && `${String(splice.start)}-${String(splice.end)}`;
    if (!splice || range === undefined || splices.has(range)) continue;
    splices.set(range, splice);
    made.add(edit);
  }
  const ordered = [...splices.values()].sort((one, other) => one.start - other.start);
  const pieces = ordered.flatMap(({ start, text: put }, index) => [
    plain.slice(ordered[index - 1]?.end ?? 0, start),
    put,
  ]);
  return { text: [mark, ...pieces, plain.slice(ordered.at(-1)?.end ?? 0)].join(""), made };
}

interface Spec {
  readonly text: string;
  readonly document: Document.Parsed;
  /** The file's line ending. */
  readonly end: string;
}

type Parent = { readonly pair?: Pair; readonly owner?: YAMLMap | YAMLSeq; readonly node: Node };

function spliceOf(edit: Edit, spec: Spec): Splice | undefined {
  const found = nodeAt(spec.document, edit.path);
  if (!found) return undefined;
  switch (edit.kind) {
    case "replace":
      return replaced(found, edit.source, spec);
    case "append":
      return isSeq(found.node) ? appended(found.node, edit.items, spec) : undefined;
    case "insert":
      return isMap(found.node) ? inserted(found.node, edit.key, edit.items, spec) : undefined;
  }
}

/** Walks plain maps and lists only, because text from an alias or a merge key is used in several places. */
function nodeAt(document: Document.Parsed, path: readonly string[]): Parent | undefined {
  let at: Parent | undefined = document.contents ? { node: document.contents } : undefined;
  for (const token of path) {
    if (at && isMap(at.node)) {
      const owner: YAMLMap = at.node;
      const pair = owner.items.findLast(({ key }) => isScalar(key) && String(key.source ?? key.value) === token);
      at = pair?.value ? { pair, owner, node: pair.value as Node } : undefined;
    } else if (at && isSeq(at.node)) {
      const owner: YAMLSeq = at.node;
      const node = owner.items[Number(token)] as Node | undefined;
      at = node ? { owner, node } : undefined;
    } else return undefined;
  }
  return at;
}

function replaced({ pair, owner, node }: Parent, source: string, spec: Spec): Splice | undefined {
  if (!isScalar(node) || !node.range || node.anchor !== undefined || node.tag !== undefined) return undefined;
  const [start, end] = node.range;
  const key = pair?.key as Node | undefined;
  if (owner?.flow === true || !key?.range) return { start, end, text: JSON.stringify(source) };
  const column = columnOf(spec.text, key.range[0]);
  const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  if (isBlock) return { start, end, text: blockInstead(spec.text.slice(start, end), source, column, spec.end) };
  // A comment after the old value moves to the header of the new one.
  const rest = /^[^\n\r]*/.exec(spec.text.slice(end))?.[0] ?? "";
  const lines = blockLines(source, column + 2);
  return { start, end: end + rest.length, text: [`|${rest.trimEnd()}`, ...lines].join(spec.end) };
}

/** Replaces a block scalar, and keeps its indentation, its comment, and the blank lines after it. */
function blockInstead(old: string, source: string, column: number, end: string): string {
  const indentation = /^[^\n]*\n(?:[ \t]*\r?\n)*( +)/.exec(old)?.[1]?.length ?? column + 2;
  const after = /^[^\n]*\n((?:[ \t]*\r?\n)*)$/.exec(old.slice(old.trimEnd().length))?.[1];
  const comment = /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(old)?.[1] ?? "";
  const lines = [`|${comment}`, ...blockLines(source, indentation)].join(end);
  return after === undefined ? lines : `${lines}${end}${after}`;
}

/** The lines of a literal block scalar (YAML 1.2.2, section 8.1.2), without its header. */
function blockLines(source: string, indentation: number): readonly string[] {
  const pad = " ".repeat(indentation);
  return source
    .replace(/(?<!\n)\n+$/, "")
    .split("\n")
    .map((line) => (line === "" ? "" : pad + line));
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function itemLines(items: readonly Item[], column: number): readonly string[] {
  const pad = " ".repeat(column);
  return items.flatMap(({ lang, source }) => [
    `${pad}- lang: ${lang}`,
    `${pad}  source: |`,
    ...blockLines(source, column + 4),
  ]);
}

function appended(list: YAMLSeq, items: readonly Item[], spec: Spec): Splice | undefined {
  const start = list.range?.[0] ?? 0;
  if (list.flow === true) return inFlow(list, items.map(String), items, spec);
  if (spec.text[start] !== "-") return undefined;
  return atLineEnd(list.range?.[1] ?? 0, itemLines(items, columnOf(spec.text, start)), spec);
}

function inserted(map: YAMLMap, key: string, items: readonly Item[], spec: Spec): Splice | undefined {
  const [first] = map.items;
  if (map.flow === true) return inFlow(map, [key], items, spec);
  const start = (first?.key as Node | undefined)?.range?.[0];
  if (start === undefined) return undefined;
  const column = columnOf(spec.text, start);
  const lines = [`${" ".repeat(column)}${key}:`, ...itemLines(items, column + 2)];
  return atLineEnd(endOf(map), lines, spec);
}

/** The end of a map's last value, or of its last key if that has no value. */
function endOf(map: YAMLMap): number {
  const last = map.items.at(-1);
  const value = last?.value as Node | null | undefined;
  return value?.range?.[1] ?? (last?.key as Node | undefined)?.range?.[1] ?? 0;
}

/** Inserts whole lines after the line in which a value ends. */
function atLineEnd(offset: number, lines: readonly string[], { text, end }: Spec): Splice {
  const put = lines.join(end);
  if (text[offset - 1] === "\n") return { start: offset, end: offset, text: put + end };
  const next = text.indexOf("\n", offset);
  if (next < 0) return { start: text.length, end: text.length, text: end + put };
  return { start: next + 1, end: next + 1, text: put + end };
}

/** Inserts into `{…}` or `[…]` after the last entry, on a line of its own if the other entries are. */
function inFlow(
  owner: YAMLMap | YAMLSeq,
  keys: readonly string[],
  items: readonly Item[],
  spec: Spec,
): Splice | undefined {
  const range = owner.range;
  if (!range) return undefined;
  const entries: readonly unknown[] = owner.items;
  const last = entries.at(-1) as Pair | Node | undefined;
  const lastEnd = isMap(owner) ? endOf(owner) : ((last as Node | undefined)?.range?.[1] ?? 0);
  const first = entries[0] as Pair | Node | undefined;
  const firstStart = isMap(owner)
    ? ((first as Pair | undefined)?.key as Node | undefined)?.range?.[0]
    : (first as Node | undefined)?.range?.[0];
  const layout = layoutOf(firstStart, range[0], spec);
  const values = isMap(owner)
    ? [`${JSON.stringify(keys[0])}: ${jsonOf(items, layout)}`]
    : items.map((item) => jsonOf(item, layout));
  if (last === undefined) {
    const open = range[0] + 1;
    return { start: open, end: open, text: values.join(", ") };
  }
  return {
    start: lastEnd,
    end: lastEnd,
    text: values.map((value) => `,${layout ? spec.end + layout.pad : " "}${value}`).join(""),
  };
}

interface Layout {
  /** The indentation of the entries. */
  readonly pad: string;
  /** One level of indentation. */
  readonly unit: string;
  readonly end: string;
}

/** The layout of entries; undefined if they are on one line. */
function layoutOf(first: number | undefined, open: number, { text, end }: Spec): Layout | undefined {
  if (first === undefined) return undefined;
  const pad = indentationAt(text, first);
  if (pad === undefined) return undefined;
  const around = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", open - 1) + 1))?.[0] ?? "";
  return { pad, unit: pad.slice(around.length) || "  ", end };
}

/** The white space before an offset; undefined if other text precedes it on its line. */
function indentationAt(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*$/.test(before) && text.lastIndexOf("\n", offset - 1) >= 0 ? before : undefined;
}

function jsonOf(value: unknown, layout: Layout | undefined): string {
  if (!layout) return JSON.stringify(value);
  return JSON.stringify(value, null, layout.unit).replaceAll("\n", layout.end + layout.pad);
}
