/** Differences that callers of an SDK notice when a client replaces it, as values and as sentences. */
import type { Gap } from "./gaps.js";
import type { Fix } from "./fixes.js";

export type DifferenceKind =
  | "call-gone"
  | "call-second-name"
  | "call-moved"
  | "argument-position"
  | "argument-body"
  | "helper-gone"
  | "export-gone"
  | "result-pages"
  | `${"argument" | "result" | "option"}-${Gap["kind"]}`;

/** One difference that callers notice. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** `apiKeys.retrieve`, `new Portkey`, or the name of an export. */
  readonly subject: string;
  /** The argument, option or property: `data[].created_at`; empty for a whole result. */
  readonly path?: string;
  /** The argument that contains it, unless that is the first: `options`. */
  readonly owner?: string;
  /** For types, the earlier and the later one; for names and addresses, what replaces them. */
  readonly before?: string;
  readonly after?: string;
  /** Absent if no line of configuration fixes it. */
  readonly mend?: Fix;
  /** Whether the owner has accepted it; absent if not. */
  readonly accepted?: true;
}

/**
 * Code, call or export, and argument or property: `argument-gone keys.create note`, as an entry of `accept` has it. It
 * says nothing about types, so that an accepted difference stays accepted when they change.
 */
export function acceptText({ kind, subject, owner, path }: Omit<Difference, "mend">): string {
  return [kind, subject, owner, path].filter((part) => part !== undefined && part !== "").join(" ");
}

/** Whether an entry of `accept`, in which `*` is any text and `{a|b}` is either, matches a difference. */
export function isAcceptedBy(entry: string, difference: Difference): boolean {
  const text = acceptText(difference);
  return endsOf(entry.trim(), text, new Set([0])).has(text.length);
}

/** A pattern is made of any text, alternatives, and text that stands for itself. */
const PARTS = /\*|\{[^{}]*\}|[^*{]+|\{/g;

/**
 * The places in a text at which a match of the pattern ends that begins at one of `starts`. All matches go on together, so that
 * a pattern of many alternatives takes no longer than its length times the text's.
 */
function endsOf(pattern: string, text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  let ends = starts;
  for (const [part] of pattern.matchAll(PARTS)) {
    const reached = ends;
    if (part === "*") ends = placesFrom(Math.min(...reached, text.length + 1), text);
    else if (part.endsWith("}") && part.startsWith("{")) {
      const choices = part.slice(1, -1).split("|");
      ends = new Set(choices.flatMap((choice) => [...endsOf(choice, text, reached)]));
    } else ends = new Set([...reached].flatMap((at) => (text.startsWith(part, at) ? at + part.length : [])));
  }
  return ends;
}

function placesFrom(first: number, text: string): ReadonlySet<number> {
  return new Set(Array.from({ length: text.length + 1 - first }, (_, index) => first + index));
}

/** The same difference of one or more subjects, at one or more paths. */
export interface DifferenceGroup {
  readonly kind: DifferenceKind;
  readonly subjects: readonly string[];
  /** What the subjects do now, as a predicate: "no longer takes `user`". */
  readonly text: string;
  readonly mend?: Fix;
  /** The entry of `accept` that matches all of it: `argument-gone keys.create {note|memo}`. */
  readonly accept: string;
  readonly accepted: boolean;
}

/** A difference of at least this many subjects is reported once for all of them. */
const common = 4;

/** The most names that one sentence lists. */
const mostNamed = 8;

/** Groups differences into few sentences: the same difference of many calls, and names of one kind in one call. */
export function grouped(differences: readonly Difference[]): readonly DifferenceGroup[] {
  const same = collected(differences, keyOf);
  const isCommon = (group: readonly Difference[]): boolean => group.length >= common;
  const shared = collected(same.filter(isCommon), (group) =>
    JSON.stringify([subjectsOf(group), ...group.slice(0, 1).map(formOf)]),
  );
  const single = same.filter((group) => !isCommon(group)).flat();
  const alone = collected(single, (one) => JSON.stringify([one.subject, formOf(one)]));
  const groups = [
    ...shared.flatMap((alike) =>
      groupOf(
        alike.flatMap(([first]) => first ?? []),
        subjectsOf(alike[0] ?? []),
      ),
    ),
    ...alone.flatMap((alike) => groupOf(alike, subjectsOf(alike.slice(0, 1)))),
  ];
  return groups.sort((one, other) => ORDER.indexOf(sectionOf(one.kind)) - ORDER.indexOf(sectionOf(other.kind)));
}

/** Differences with equal keys are the same for different subjects. */
function keyOf({ subject: _, ...one }: Difference): string {
  const isBelow = one.kind === "call-second-name" && one.mend === undefined;
  return JSON.stringify(isBelow ? one.kind : one);
}

function subjectsOf(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ subject }) => subject);
}

/** The part that differences in one sentence have in common: names are listed together, types one by one. */
function formOf({ subject: _, ...one }: Difference): unknown {
  const isName = one.path !== undefined && one.before === undefined && one.mend === undefined;
  return isName ? [one.kind, one.owner, one.accepted] : one;
}

const ORDER = ["call", "argument", "result", "option", "export", "helper"] as const;

/** `argument`, of `argument-gone`. */
export function sectionOf(kind: DifferenceKind): (typeof ORDER)[number] {
  return ORDER.find((section) => kind.startsWith(section)) ?? "call";
}

function groupOf(differences: readonly Difference[], subjects: readonly string[]): readonly DifferenceGroup[] {
  const [first] = differences;
  if (first === undefined) return [];
  const { kind, mend: fix, accepted = false } = first;
  const paths = differences.flatMap(({ path }) => path ?? []);
  const isSecond = kind === "call-second-name" && subjects.length > 1;
  const shown = isSecond ? { ...first, after: "another call of the same operation" } : first;
  const accept = acceptText({
    ...first,
    subject: oneOrAny(subjects),
    ...(paths.length > 0 ? { path: oneOrAny(paths) } : {}),
  });
  return [{ kind, subjects, text: sentenceOf(shown, paths), ...(fix ? { mend: fix } : {}), accept, accepted }];
}

/** The most names in braces; more are any text. */
const mostInBraces = 6;

function oneOrAny(texts: readonly string[]): string {
  const names = [...new Set(texts)];
  const [first = "*"] = names;
  if (names.length === 1) return first;
  return names.length > mostInBraces ? "*" : `{${names.join("|")}}`;
}

/** @param paths all paths with the same difference; only names are reported together */
function sentenceOf({ kind, owner, before, after = "" }: Difference, paths: readonly string[]): string {
  const names = listedNames(paths);
  const place = owner === undefined ? "" : ` in its ${owner}`;
  switch (kind) {
    case "call-gone":
    case "helper-gone":
    case "export-gone":
      return after === "" ? "is gone" : `is gone: ${after}`;
    case "call-second-name":
      return `is gone: it was a second name of ${after}`;
    case "call-moved":
      return `requests ${after}, not ${before ?? ""}`;
    case "argument-position":
      return "takes ids in its object, not by position";
    case "argument-body":
      return `takes its body as ${after}, not by position`;
    case "argument-gone":
    case "option-gone":
      return `no longer takes ${names}${place}`;
    case "argument-required":
    case "option-required":
      return `now requires ${names}${place}`;
    case "argument-type":
    case "option-type":
      return `takes ${names}${place} as ${after}, not ${before ?? ""}`;
    case "result-type":
      return `returns ${paths[0] === "" ? "its result" : names} as ${after}, not ${before ?? ""}`;
    case "result-pages":
      return `asks for the next page with ${after}, not with ${before ?? ""}`;
    default:
      return `no longer returns ${names}`;
  }
}

function listedNames(paths: readonly string[]): string {
  const left = paths.length - mostNamed;
  return `${paths
    .slice(0, mostNamed)
    .map((path) => `\`${path}\``)
    .join(", ")}${left > 0 ? ` and ${String(left)} more` : ""}`;
}

/** Groups items by key, in the order in which the keys first appear. */
function collected<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
