/**
 * Makes one document of several files. Components of other files are carried in under `#/components`; path items, and
 * whatever else has no section there, take the place of the reference. What needs no change is not copied.
 */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import { UnusableInput } from "../diagnostic.js";
import { addComponents, carryIn, expandComponents, settleHomes } from "./components.js";
import type { Carried } from "./components.js";
import { withoutForeignRefs } from "./data.js";
import type { Json, JsonObject } from "./document.js";
import type { Files } from "./files.js";
import { holdsData, kindUnder, sectionOf } from "./grammar.js";
import type { Kind } from "./grammar.js";
import type { Limits } from "./limits.js";
import { createOrigins } from "./origin.js";
import type { Origins, Place } from "./origin.js";
import { childPointer, pointerOf, rootPointer } from "./pointer.js";
import { isObject, member, partOf, refOf } from "./refs.js";
import type { Fault } from "./files.js";
import { createResolver, isProblem, targetKey } from "./targets.js";
import type { Problem, Resolver, Target } from "./targets.js";

export interface Bundle {
  readonly root: JsonObject;
  readonly origins: Origins;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known so far of a document in the making. */
export interface Work {
  readonly files: Files;
  readonly limits: Limits;
  readonly resolver: Resolver;
  readonly origins: Origins;
  readonly carried: Carried;
  readonly problems: Set<Problem>;
  readonly notes: Diagnostic[];
  /** Where targets that are being put in place of references go: one that contains itself refers back there. */
  readonly placing: Map<string, Pointer>;
  readonly placed: Map<string, Json | undefined>;
  /** Results for objects that aliases share, by what they are. */
  readonly rewritten: Map<Kind, Map<object, Json | undefined>>;
}

/** The piece of a file that is being rewritten: where it comes from, where it goes, and how far into it one is. */
export interface Frame extends Place {
  readonly out: Pointer;
  readonly path: string[];
}

/** How many problems of one document are worth showing at once. */
const mostProblems = 20;

/**
 * @throws UnusableInput with every reference that cannot be followed
 */
export function bundle(files: Files, limits: Limits): Bundle {
  const work: Work = {
    files,
    limits,
    resolver: createResolver(files, limits),
    origins: createOrigins(),
    carried: { homes: new Map(), sites: new Set(), names: new Map(), results: new Map(), queue: [] },
    problems: new Set(),
    notes: [],
    placing: new Map(),
    placed: new Map(),
    rewritten: new Map(),
  };
  expandComponents(work);
  settleHomes(work);
  const root = rewrite(
    work,
    { source: files.root, tokens: [], out: rootPointer, path: [] },
    files.root.value,
    "document",
  );
  const complete = addComponents(work, isObject(root) ? root : {});
  if (work.problems.size > 0) throw unusable([...work.problems]);
  return { root: complete, origins: work.origins, diagnostics: work.notes };
}

function unusable(problems: readonly Problem[]): UnusableInput {
  const [first, ...others] = problems.slice(0, mostProblems).map(diagnosticOf);
  return new UnusableInput(first ?? { code: "document/unresolved-ref", severity: "error", message: "" }, ...others);
}

function diagnosticOf({ fault, at }: Problem): Diagnostic {
  return { ...fault, severity: "error", place: at.source.locate(at.tokens, true) };
}

/**
 * A value with every reference in it made a pointer into the document; the very value where nothing changes.
 * Undefined where it must be left out.
 */
export function rewrite(work: Work, frame: Frame, value: Json, kind: Kind): Json | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (frame.path.length > work.limits.depth) throw new RangeError("nested too deeply");
  if (!frame.source.shared.has(value) || refOf(value) !== undefined) return rewriteObject(work, frame, value, kind);
  const known = work.rewritten.get(kind) ?? new Map<object, Json | undefined>();
  work.rewritten.set(kind, known);
  if (!known.has(value)) known.set(value, rewriteObject(work, frame, value, kind));
  return known.get(value);
}

function rewriteObject(work: Work, frame: Frame, value: JsonObject | readonly Json[], kind: Kind): Json | undefined {
  if (holdsData(kind)) return withoutForeignRefs(work, frame, value, kind);
  if (isList(value)) return rewriteList(work, frame, value, kind);
  const ref = refOf(value);
  return ref === undefined ? rewriteMembers(work, frame, value, kind) : rewriteReference(work, frame, value, ref, kind);
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function rewriteList(work: Work, frame: Frame, list: readonly Json[], kind: Kind): Json {
  let changed = false;
  const parts = list.map((part, index) => {
    frame.path.push(String(index));
    const result = rewrite(work, frame, part, kind);
    frame.path.pop();
    changed ||= result !== part;
    return result;
  });
  return changed ? parts.filter((part) => part !== undefined) : list;
}

function rewriteMembers(work: Work, frame: Frame, object: JsonObject, kind: Kind): JsonObject {
  let result = object;
  for (const [key, part] of Object.entries(object)) {
    if (part === undefined || !needsLook(part, kind)) continue;
    frame.path.push(key);
    const changed =
      typeof part === "object"
        ? rewrite(work, frame, part, kindUnder(kind, key))
        : rewriteScalar(work, frame, part, kind);
    frame.path.pop();
    if (changed === part) continue;
    if (result === object) result = { ...object };
    if (changed === undefined) Reflect.deleteProperty(result, key);
    else put(result, key, changed);
  }
  return result;
}

/** Sets an own member whatever its key: `__proto__` is a key like any other. */
export function put(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Most members are scalars, and only few of those may mean something. */
function needsLook(part: Json, kind: Kind): boolean {
  if (typeof part === "object") return part !== null;
  if (typeof part === "number") return !Number.isSafeInteger(part) && Number.isInteger(part);
  return kind === "mapping" || kind === "discriminator" || kind === "example";
}

function rewriteScalar(work: Work, frame: Frame, value: string | number | boolean, kind: Kind): Json | undefined {
  const key = frame.path.at(-1) ?? "";
  if (typeof value === "number" && holdsData(kindUnder(kind, key))) work.notes.push(roundedNumber(frame, value));
  if (typeof value !== "string") return value;
  if (kind === "mapping" || (kind === "discriminator" && key === "defaultMapping"))
    return rewriteMapping(work, frame, value);
  if (kind !== "example" || key !== "externalValue") return value;
  work.notes.push(externalValue(frame, value));
  return undefined;
}

function roundedNumber(frame: Frame, value: number): Diagnostic {
  return {
    code: "document/rounded-number",
    severity: "info",
    message: `The whole number here is beyond 2^53 and is read as ${value}.`,
    hint: "Put it in quotes, and say `type: string`, where every digit matters.",
    place: { pointer: outPointer(frame) },
  };
}

function externalValue(frame: Frame, value: string): Diagnostic {
  return {
    code: "document/external-value",
    severity: "info",
    message: `The example is at \`${value}\`, which is not fetched, so it is left out.`,
    hint: "Give the example as `value`.",
    place: { pointer: outPointer(frame), onKey: true },
  };
}

/**
 * A value of a discriminator's mapping is the name of a schema or a reference to one (OpenAPI Specification 3.1,
 * section 4.8.25.3): a name where there is such a schema, a reference where it looks like one.
 */
function rewriteMapping(work: Work, frame: Frame, value: string): Json {
  const looksLikeRef = /[#/]/.test(value) || /\.(?:ya?ml|json)$/i.test(value) || /^[a-z][a-z0-9+.-]+:/i.test(value);
  const isName = hasSchema(work.files.root.value, value);
  if (isName && !looksLikeRef) return value;
  if (isName || hasSchema(frame.source.value, value))
    return mappedPointer(work, frame, pointerOf("components", "schemas", value));
  return looksLikeRef ? mappedPointer(work, frame, value) : value;
}

function hasSchema(root: Json, name: string): boolean {
  return member(member(member(root, "components"), "schemas"), name) !== undefined;
}

function mappedPointer(work: Work, frame: Frame, ref: string): Json {
  const target = work.resolver.resolve(frame.source, ref, placeIn(frame).tokens);
  if (!isProblem(target)) return componentPointer(work, target, ref, "schema") ?? ref;
  work.problems.add(target);
  return ref;
}

function rewriteReference(work: Work, frame: Frame, node: JsonObject, ref: string, kind: Kind): Json | undefined {
  if (isHome(work, frame)) return node;
  const place = placeIn(frame);
  const target = work.resolver.resolve(frame.source, ref, [...place.tokens, "$ref"]);
  const fault = isProblem(target) ? undefined : unfit(target, ref, kind);
  if (isProblem(target) || fault !== undefined) {
    work.problems.add(
      fault === undefined
        ? (target as Problem)
        : { fault, at: { source: place.source, tokens: [...place.tokens, "$ref"] } },
    );
    return node;
  }
  const pointer = componentPointer(work, target, ref, kind);
  return pointer === undefined
    ? replace(work, frame, node, target, kind)
    : withRef(rewriteMembers(work, frame, node, kind), node, pointer);
}

/** Whether this is a component that was written as a reference, whose content is to stand in its place. */
function isHome(work: Work, frame: Frame): boolean {
  return frame.out === rootPointer && frame.path.length === 3 && work.carried.sites.has(outPointer(frame));
}

function withRef(result: JsonObject, node: JsonObject, pointer: Pointer): JsonObject {
  if (result["$ref"] === pointer) return result;
  const copy = result === node ? { ...node } : result;
  put(copy, "$ref", pointer);
  return copy;
}

/** What is wrong with a target that does not fit the place it is referred to from. */
function unfit(target: Target, ref: string, kind: Kind): Fault | undefined {
  const { value } = target;
  if (kind === "plain" || isObject(value) || (kind === "schema" && typeof value === "boolean")) return undefined;
  if (isList(value) && sectionOf(kind) === undefined) return undefined;
  const found = value === null ? "nothing" : isList(value) ? "a list" : `a ${typeof value}`;
  return {
    code: "document/unfit-ref",
    message: `The reference \`${ref}\` leads to ${found} where an object is needed.`,
    hint: "Correct the reference, or what it names.",
  };
}

/** The pointer to a component, carried in where it is not there yet; undefined where its kind has no section. */
function componentPointer(work: Work, target: Target, ref: string, kind: Kind): Pointer | undefined {
  const section = sectionOf(kind);
  if (section === undefined) return undefined;
  const isInPlace =
    target.source === work.files.root &&
    !target.tokens.includes("") &&
    kindAt(work.files.root.value, target.tokens) === kind;
  return isInPlace ? pointerOf(...target.tokens) : carryIn(work, target, section, kind, ref);
}

/** What stands at a place of the root document, by the grammar of OpenAPI. */
export function kindAt(root: Json, tokens: readonly string[]): Kind {
  let kind: Kind = "document";
  let value: Json | undefined = root;
  for (const token of tokens) {
    if (value === undefined) return "extension";
    if (!isList(value)) kind = kindUnder(kind, token);
    value = partOf(value, token);
  }
  return kind;
}

/** Puts what a reference leads to in its place; members beside the `$ref` win over those of the target. */
function replace(work: Work, frame: Frame, node: JsonObject, target: Target, kind: Kind): Json | undefined {
  const key = `${kind} ${targetKey(target)}`;
  const outer = work.placing.get(key);
  if (outer !== undefined) return backTo(work, frame, node, outer, kind);
  const found = work.placed.has(key) ? work.placed.get(key) : place(work, frame, target, kind, key);
  if (typeof found !== "object" || found === null) return found;
  const own = rewriteMembers(work, frame, node, kind);
  const result = isList(found) ? [...found] : { ...found };
  for (const part of Object.keys(result)) work.origins.mount(result, part, work.origins.placeOf(found, part, target));
  if (!isObject(result)) return result;
  for (const [name, value] of Object.entries(own)) {
    if (name === "$ref" || value === undefined) continue;
    put(result, name, value);
    work.origins.mount(result, name, work.origins.placeOf(own, name, placeIn(frame)));
  }
  return result;
}

function place(work: Work, frame: Frame, target: Target, kind: Kind, key: string): Json | undefined {
  if (work.placing.size >= work.limits.depth) throw new RangeError("nested too deeply");
  const out = outPointer(frame);
  work.placing.set(key, out);
  const result = rewrite(work, { source: target.source, tokens: target.tokens, out, path: [] }, target.value, kind);
  work.placing.delete(key);
  work.placed.set(key, result);
  return result;
}

/** A path item may contain itself, through callbacks: it then refers back. Nothing else may. */
function backTo(work: Work, frame: Frame, node: JsonObject, outer: Pointer, kind: Kind): Json {
  if (kind === "pathItem") return withRef(rewriteMembers(work, frame, node, kind), node, outer);
  const { source, tokens } = placeIn(frame);
  const fault = {
    code: "document/circular-ref",
    message: `The reference \`${refOf(node) ?? ""}\` leads back to where it stands, so the document never ends.`,
    hint: "Only schemas, and path items of callbacks, may refer to themselves.",
  };
  work.problems.add({ fault, at: { source, tokens: [...tokens, "$ref"] } });
  return node;
}

/** Where the value at the frame's end stands in its file. */
export function placeIn(frame: Frame): Place {
  return { source: frame.source, tokens: [...frame.tokens, ...frame.path] };
}

/** Where the value at the frame's end goes. */
export function outPointer(frame: Frame): Pointer {
  return childPointer(frame.out, ...frame.path);
}
