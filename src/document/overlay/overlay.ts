/**
 * Applies overlays (OpenAPI Overlay Specification 1.0): files of actions that change the document, in order, before
 * anything else reads it.
 *
 * Targets are JSONPath queries (RFC 9535). json-p3 evaluates them, because it never runs code from a query.
 */
import path from "node:path";
import { JSONPathEnvironment, JSONPathError } from "json-p3";
import type { JSONPathQuery } from "json-p3";
import type { Diagnostic, Position } from "../../diagnostic.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Json, JsonObject } from "../document.js";
import { createDraft, locatorOf, mergeAt, removeAt } from "../bundle/draft.js";
import type { Draft } from "../bundle/draft.js";
import { OutOfTime, within } from "../budget.js";
import { measure } from "../limits.js";
import type { Limits } from "../limits.js";
import { pointerOf } from "../pointer.js";
import { isObject, member, valueAt } from "../refs.js";
import { readRegularFile } from "../text/regular-file.js";
import { excessDiagnostic, parseSource } from "../text/source-file.js";
import type { Source } from "../text/source-file.js";

export interface Overlaid {
  /** The document with all actions applied; values from an overlay have their position in the overlay. */
  readonly source: Source;
  readonly overlays: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Action {
  readonly overlay: Source;
  readonly tokens: readonly string[];
  readonly target: string;
  readonly query: JSONPathQuery;
  readonly remove: boolean;
  readonly update?: Json;
}

/**
 * Applies overlays to a document.
 *
 * @param files overlay files, as absolute paths, in the order of application
 * @throws UnusableInput if an overlay cannot be read, is not an overlay, or makes the document exceed a limit
 */
export function applyOverlays(base: Source, files: readonly string[], limits: Limits): Overlaid {
  const clock = startClock(limits);
  const overlays = files.map((file) => readInTime(file, limits, clock));
  const draft = createDraft(base);
  const diagnostics: Diagnostic[] = [];
  for (const overlay of overlays) {
    for (const action of actionsOf(overlay, limits, diagnostics)) {
      if (clock.isOver()) throw malformed(overlay, action.tokens, allTooLong(limits), fewer);
      apply(draft, action, limits, diagnostics);
    }
  }
  const locate = locatorOf(draft);
  const { excess, shared } = measure(draft.root, limits, false);
  if (excess !== undefined) throw new UnusableInput(excessDiagnostic(excess, limits, locate(excess.tokens)));
  return { source: { file: base.file, value: draft.root, shared, locate }, overlays, diagnostics };
}

/** The queries of all overlays together may take this many times the limit of one query. */
const QUERIES = 4;

interface Clock {
  readonly isOver: () => boolean;
}

function startClock({ querySeconds }: Limits): Clock {
  const end = performance.now() + QUERIES * querySeconds * 1_000;
  return { isOver: () => performance.now() > end };
}

function allTooLong({ querySeconds }: Limits): string {
  const all = String(QUERIES * querySeconds);
  return `All overlays take longer than ${all} seconds, ${String(QUERIES)} times the limit \`querySeconds\` of ${String(querySeconds)}.`;
}

const fewer = "Make the actions fewer, and name what is meant with fewer `..` and patterns.";

function readInTime(file: string, limits: Limits, clock: Clock): Source {
  const overlay = readOverlay(file, limits);
  if (clock.isOver()) throw malformed(overlay, [], allTooLong(limits), fewer);
  return overlay;
}

function readOverlay(file: string, limits: Limits): Source {
  const content = readRegularFile(file, limits);
  if (typeof content !== "string") return parseSource(file, content, limits);
  throw new UnusableInput({
    code: "document/overlay-unreadable",
    severity: "error",
    message: `The overlay \`${path.basename(file)}\` is not a file that can be read.`,
    hint: "Correct its path under `overlays`, or give yourself permission to read it.",
    place: { file },
  });
}

function actionsOf(overlay: Source, limits: Limits, diagnostics: Diagnostic[]): readonly Action[] {
  const root = overlay.value;
  checkVersion(overlay, member(root, "overlay"));
  const actions = member(root, "actions");
  if (!Array.isArray(actions))
    throw malformed(overlay, ["actions"], "The overlay has no list of `actions`.", "List at least one action.");
  return (actions as readonly Json[]).flatMap((action, index) =>
    readAction(overlay, action, ["actions", String(index)], limits, diagnostics),
  );
}

function checkVersion(overlay: Source, declared: Json | undefined): void {
  const isKnown = declared === 1 || (typeof declared === "string" && /^1\.0(?:\.\d+)?$/.test(declared));
  if (isKnown) return;
  const found = declared === undefined ? "has no `overlay`" : `is of version ${JSON.stringify(declared)}`;
  throw malformed(
    overlay,
    ["overlay"],
    `The overlay ${found}.`,
    "Write `overlay: 1.0.0`, the version that Callwright reads.",
  );
}

function readAction(
  overlay: Source,
  action: Json,
  tokens: readonly string[],
  limits: Limits,
  diagnostics: Diagnostic[],
): Action[] {
  const target = member(action, "target");
  if (!isObject(action) || typeof target !== "string")
    throw malformed(
      overlay,
      tokens,
      "The action has no `target`.",
      "Give it a JSONPath query, such as `$.paths['/keys'].get`.",
    );
  noteUnknownKeys(overlay, action, tokens, diagnostics);
  const update = member(action, "update");
  const remove = member(action, "remove") ?? false;
  if (typeof remove !== "boolean")
    throw malformed(overlay, [...tokens, "remove"], "`remove` is neither true nor false.", "Write `remove: true`.");
  const query = compiled(overlay, target, [...tokens, "target"], limits);
  if (remove && isRoot(query))
    throw malformed(overlay, tokens, "The action removes the whole document.", "Name the part to remove.");
  if (update === undefined && !remove) {
    const message = `The action on \`${target}\` neither updates nor removes anything.`;
    diagnostics.push(warning("idle", message, "Give it `update`, or `remove: true`.", overlay.locate(tokens)));
    return [];
  }
  return [{ overlay, tokens, target, query, remove, ...(update === undefined ? {} : { update }) }];
}

const known: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

function noteUnknownKeys(
  overlay: Source,
  action: JsonObject,
  tokens: readonly string[],
  diagnostics: Diagnostic[],
): void {
  for (const key of Object.keys(action)) {
    if (known.has(key) || key.startsWith("x-")) continue;
    const message = `An action of Overlay 1.0 has no key \`${key}\`, so it is ignored.`;
    const hint = `Known keys: ${[...known].join(", ")}.`;
    diagnostics.push(warning("unknown-key", message, hint, overlay.locate([...tokens, key], true)));
  }
}

function compiled(overlay: Source, target: string, tokens: readonly string[], limits: Limits): JSONPathQuery {
  try {
    return new JSONPathEnvironment({ maxRecursionDepth: limits.depth + 2 }).compile(target);
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    const reason = error.message.replace(/ \('.*$/s, "");
    const hint = "Write it according to RFC 9535: `$.paths['/keys'].get`, `$.paths.*.*[?@.deprecated]`.";
    throw malformed(overlay, tokens, `\`${target}\` is not a JSONPath query: ${reason}.`, hint);
  }
}

function isRoot(query: JSONPathQuery): boolean {
  return query.segments.length === 0;
}

function apply(draft: Draft, action: Action, limits: Limits, diagnostics: Diagnostic[]): void {
  const { overlay, tokens, target, update } = action;
  const found = locationsInTime(draft.root, action, limits);
  const place = () => overlay.locate([...tokens, "target"]);
  if (found.length === 0) {
    const message = `\`${target}\` matches nothing in the document.`;
    diagnostics.push(warning("no-match", message, "Write it as the document does, or remove the action.", place()));
  }
  if (action.remove) {
    for (const location of [...found].sort(lastFirst)) removeAt(draft, location);
    return;
  }
  let hasNoted = false;
  for (const location of found) {
    const from = { source: overlay, tokens: [...tokens, "update"] };
    if (update === undefined || mergeAt(draft, location, update, from)) continue;
    const value = valueAt(draft.root, pointerOf(...location));
    if (isObject(value)) {
      const hint = "Give keys and values to merge into it.";
      throw malformed(overlay, from.tokens, `\`update\` must be an object, as \`${target}\` is.`, hint);
    }
    if (hasNoted) continue;
    hasNoted = true;
    const message = `\`${target}\` leads to a single value, and only objects and lists can be updated.`;
    diagnostics.push(warning("single-value", message, "Update the object that holds it.", place()));
  }
}

/**
 * Evaluates a query within the time limit: regular expressions in `match()` and `search()`, and nested `..`, can take
 * exponential time.
 */
function locationsInTime(root: Json, action: Action, limits: Limits): readonly (readonly string[])[] {
  try {
    return within(limits.querySeconds, () => locationsOf(root, action, limits));
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    const message = `The query takes longer than the limit \`querySeconds\` of ${String(limits.querySeconds)}.`;
    throw malformed(action.overlay, [...action.tokens, "target"], message, "Use fewer `..` and patterns in the query.");
  }
}

/** The distinct matches of a query as tokens, in document order. */
function locationsOf(root: Json, { overlay, tokens, query }: Action, limits: Limits): readonly (readonly string[])[] {
  const locations = new Map<string, readonly string[]>();
  let count = 0;
  try {
    for (const { location } of query.lazyQuery(root as Parameters<JSONPathQuery["lazyQuery"]>[0])) {
      count += 1;
      if (count > limits.values) throw new RangeError("the query has more results than a document may have values");
      const found = location.map(String);
      locations.set(pointerOf(...found), found);
    }
  } catch (error) {
    if (!(error instanceof JSONPathError) && !(error instanceof RangeError)) throw error;
    const message = `The query cannot be evaluated: ${error.message}.`;
    throw malformed(overlay, [...tokens, "target"], message, "Use fewer `..` in the query.");
  }
  return [...locations.values()];
}

/** Orders later list items and nested values first, so that a removal does not move a target that is still to be removed. */
function lastFirst(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((token, index) => token !== other[index]);
  const [token, rival] = [one[at], other[at]];
  if (token === undefined || rival === undefined) return other.length - one.length;
  const difference = Number(rival) - Number(token);
  return Number.isNaN(difference) ? (token < rival ? 1 : -1) : difference;
}

function warning(code: string, message: string, hint: string, place: Position): Diagnostic {
  return { code: `document/overlay-${code}`, severity: "warning", message, hint, place };
}

function malformed(overlay: Source, tokens: readonly string[], message: string, hint: string): UnusableInput {
  const place = overlay.locate(tokens);
  return new UnusableInput({ code: "document/overlay-malformed", severity: "error", message, hint, place });
}
