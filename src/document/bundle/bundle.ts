/**
 * Combines the files of a document into one. Components of other files are copied to `#/components`; a reference to a
 * path item, or to anything else without a section in `components`, is replaced by its target. Values that need no change
 * are shared, not copied.
 */
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { addComponents, componentPointer, expandComponents, collectReferences } from "./carried-components.js";
import { withoutForeignRefs } from "./data-references.js";
import type { Json, JsonObject } from "../document.js";
import type { Fault } from "./fault.js";
import type { Files } from "./files.js";
import { holdsData, isNamed, kindUnder } from "./grammar.js";
import type { Kind } from "./grammar.js";
import type { Limits } from "../limits.js";
import type { Origins, Location, Target } from "../origin.js";
import { pointerOf, rootPointer } from "../pointer.js";
import { isList, isObject, member, refOf } from "../refs.js";
import { mayMean, rewriteScalar, rewriteTypes } from "./scalar-rules.js";
import { asSchema, emptyMember, emptyValue, typeFault, elementTypeFault, needsObject } from "./object-types.js";
import { isProblem, targetKey } from "./reference-targets.js";
import type { Problem } from "./reference-targets.js";
import { foreignValue, kindFault } from "./target-faults.js";
import {
  addProblem,
  beginBundling,
  outPointer,
  locationIn,
  problemDiagnostics,
  put,
  throwProblems,
} from "./bundling.js";
import type { Frame, Bundling } from "./bundling.js";

export interface Bundle {
  readonly root: JsonObject;
  readonly origins: Origins;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Bundles a document.
 *
 * @throws UnusableInput with every reference that cannot be followed, if reading one of them is forbidden or they exceed
 * the maximum
 */
export function bundle(files: Files, limits: Limits): Bundle {
  const bundling = beginBundling(files, limits);
  expandComponents(bundling);
  collectReferences(bundling);
  const root = rewrite(
    bundling,
    { source: files.root, tokens: [], out: rootPointer, path: [] },
    files.root.value,
    "document",
  );
  carryAll(bundling);
  const complete = addComponents(bundling, isObject(root) ? root : {});
  throwProblems(bundling);
  return {
    root: complete,
    origins: bundling.origins,
    diagnostics: [...problemDiagnostics(bundling), ...bundling.notes],
  };
}

/** Rewrites the components that were carried in, and the components that those refer to in turn. */
function carryAll(bundling: Bundling): void {
  for (let job = bundling.carried.queue.shift(); job !== undefined; job = bundling.carried.queue.shift()) {
    const { target, kind, section, name } = job;
    const frame = { ...target, out: pointerOf("components", section, name), path: [] };
    const value =
      typeof target.value === "boolean" ? asSchema(target.value) : (rewrite(bundling, frame, target.value, kind) ?? {});
    const entries = bundling.carried.results.get(section) ?? new Map<string, { value: Json; place: Location }>();
    bundling.carried.results.set(section, entries.set(name, { value, place: target }));
  }
}

/**
 * Rewrites every reference in a value to a pointer into the document. Returns the same object if nothing changes, and
 * undefined if the value must be left out.
 */
function rewrite(bundling: Bundling, frame: Frame, value: Json, kind: Kind): Json | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (frame.path.length > bundling.limits.depth) throw new RangeError("nested too deeply");
  if (!frame.source.shared.has(value) || refOf(value) !== undefined) return rewriteObject(bundling, frame, value, kind);
  const known = bundling.rewritten.get(kind) ?? new Map<object, Json | undefined>();
  bundling.rewritten.set(kind, known);
  if (!known.has(value)) known.set(value, rewriteObject(bundling, frame, value, kind));
  return known.get(value);
}

function rewriteObject(
  bundling: Bundling,
  frame: Frame,
  value: JsonObject | readonly Json[],
  kind: Kind,
): Json | undefined {
  if (holdsData(kind)) return withoutForeignRefs(bundling, frame, value, kind);
  if (isList(value)) return rewriteList(bundling, frame, value, kind);
  const ref = refOf(value);
  const dynamicRef = kind === "schema" && ref === undefined ? member(value, "$dynamicRef") : undefined;
  if (typeof dynamicRef === "string") return rewriteDynamic(bundling, frame, value, dynamicRef);
  return ref === undefined
    ? rewriteMembers(bundling, frame, value, kind)
    : rewriteReference(bundling, frame, value, ref, kind);
}

function rewriteList(bundling: Bundling, frame: Frame, list: readonly Json[], kind: Kind): Json {
  let changed = false;
  const parts = list.map((part, index) => {
    frame.path.push(String(index));
    const result = rewriteElement(bundling, frame, part, kind);
    frame.path.pop();
    changed ||= result !== part;
    return result;
  });
  return changed ? parts.filter((part) => part !== undefined) : list;
}

function rewriteElement(bundling: Bundling, frame: Frame, part: Json, kind: Kind): Json | undefined {
  const fault = elementTypeFault(frame.path.at(-2) ?? "", kind, part);
  if (kind === "schema" && typeof part === "boolean") return asSchema(part);
  if (fault === undefined) return rewrite(bundling, frame, part, kind);
  return part === null ? withoutValue(bundling, frame, undefined) : replacementOfMisfit(bundling, frame, fault, kind);
}

function rewriteMembers(bundling: Bundling, frame: Frame, object: JsonObject, kind: Kind): JsonObject {
  let result = object;
  for (const [key, part] of Object.entries(object)) {
    if (part === undefined || (key === "$ref" && typeof part === "string")) continue;
    frame.path.push(key);
    const changed = rewriteMember(bundling, frame, part, kind, key);
    frame.path.pop();
    if (changed === part) continue;
    if (result === object) result = { ...object };
    if (changed === undefined) Reflect.deleteProperty(result, key);
    else put(result, key, changed);
  }
  return result;
}

function rewriteMember(bundling: Bundling, frame: Frame, part: Json, owner: Kind, key: string): Json | undefined {
  if (owner === "schema" && key === "type" && isList(part)) return rewriteTypes(bundling, frame, part);
  const kind = kindUnder(owner, key);
  const fault = typeFault(owner, key, kind, part);
  if (fault !== undefined) {
    if (part === null) return withoutValue(bundling, frame, emptyValue(owner, kind));
    return replacementOfMisfit(bundling, frame, fault, needsObject(owner, key) ? kind : undefined);
  }
  if (typeof part === "object") return rewrite(bundling, frame, part, kind);
  return mayMean(part, owner, key) ? rewriteScalar(bundling, frame, part, owner) : part;
}

function withoutValue(bundling: Bundling, frame: Frame, meant: Json | undefined): Json | undefined {
  bundling.notes.push(emptyMember(frame));
  return meant;
}

/**
 * Returns the replacement for a value of the wrong type: an empty map if the key is a name, otherwise the unknown part of
 * that kind, or undefined.
 */
function replacementOfMisfit(bundling: Bundling, frame: Frame, fault: Fault, kind: Kind | undefined): Json | undefined {
  addProblem(bundling, { fault, at: locationIn(frame) });
  if (kind === undefined) return undefined;
  return isNamed(kind) || kind === "operation" ? {} : unknownPart(bundling, frame, {}, kind);
}

function rewriteReference(
  bundling: Bundling,
  frame: Frame,
  node: JsonObject,
  ref: string,
  kind: Kind,
): Json | undefined {
  if (isReplacedByTarget(bundling, frame)) return node;
  const place = locationIn(frame);
  const target = bundling.resolver.resolve(frame.source, ref, [...place.tokens, "$ref"]);
  const fault = isProblem(target) ? undefined : (kindFault(target, ref, kind) ?? foreignValue(bundling, target, ref));
  if (isProblem(target) || fault !== undefined) {
    addProblem(
      bundling,
      fault === undefined
        ? (target as Problem)
        : { fault, at: { source: place.source, tokens: [...place.tokens, "$ref"] } },
    );
    return unknownPart(bundling, frame, node, kind);
  }
  const pointer = componentPointer(bundling, target, ref, kind);
  return pointer === undefined
    ? replace(bundling, frame, node, target, kind)
    : withRef(rewriteMembers(bundling, frame, node, kind), node, pointer);
}

/**
 * Returns the replacement for a reference that cannot be resolved. A schema then allows any value, and a body or response
 * holds any JSON. Any other part is left out, or left empty if it has a name of its own.
 */
function unknownPart(bundling: Bundling, frame: Frame, node: JsonObject, kind: Kind): Json | undefined {
  if (kind === "schema") {
    const { $ref: _, ...rest } = rewriteMembers(bundling, frame, node, kind);
    return rest;
  }
  if (kind === "response") return { description: "", content: { "application/json": {} } };
  if (kind === "requestBody") return { content: { "application/json": {} } };
  return kind === "pathItem" || kind === "mediaType" ? {} : undefined;
}

/** Rewrites a `$dynamicRef` that has one possible target as a plain reference; any other becomes an unknown part. */
function rewriteDynamic(bundling: Bundling, frame: Frame, value: JsonObject, dynamicRef: string): Json | undefined {
  const { $dynamicRef: _, ...rest } = value;
  if (bundling.resolver.isStatic(frame.source, dynamicRef)) {
    return rewriteReference(bundling, frame, { $ref: dynamicRef, ...rest }, dynamicRef, "schema");
  }
  bundling.notes.push({
    code: "document/dynamic-ref",
    severity: "error",
    message: `\`$dynamicRef: ${dynamicRef}\` could refer to several schemas, so any value is allowed here.`,
    hint: "Refer to one schema with `$ref`.",
    place: { pointer: outPointer(frame) },
  });
  return rewriteMembers(bundling, frame, rest, "schema");
}

/** Whether this component was written as a reference that its target should replace. */
function isReplacedByTarget(bundling: Bundling, frame: Frame): boolean {
  return frame.out === rootPointer && frame.path.length === 3 && bundling.carried.sites.has(outPointer(frame));
}

function withRef(result: JsonObject, node: JsonObject, pointer: Pointer): JsonObject {
  if (result["$ref"] === pointer) return result;
  const copy = result === node ? { ...node } : result;
  put(copy, "$ref", pointer);
  return copy;
}

/** Replaces a reference by its target; members next to the `$ref` override those of the target. */
function replace(bundling: Bundling, frame: Frame, node: JsonObject, target: Target, kind: Kind): Json | undefined {
  const key = `${kind} ${targetKey(target)}`;
  const outer = bundling.placing.get(key);
  if (outer !== undefined) return backTo(bundling, frame, node, outer, kind);
  const found = bundling.placed.has(key) ? bundling.placed.get(key) : place(bundling, frame, target, kind, key);
  if (typeof found !== "object" || found === null) return found;
  const own = rewriteMembers(bundling, frame, node, kind);
  const result = isList(found) ? [...found] : { ...found };
  for (const part of Object.keys(result))
    bundling.origins.mount(result, part, bundling.origins.placeOf(found, part, target));
  if (!isObject(result)) return result;
  for (const [name, value] of Object.entries(own)) {
    if (name === "$ref" || value === undefined) continue;
    put(result, name, value);
    bundling.origins.mount(result, name, bundling.origins.placeOf(own, name, locationIn(frame)));
  }
  return result;
}

function place(bundling: Bundling, frame: Frame, target: Target, kind: Kind, key: string): Json | undefined {
  if (bundling.placing.size >= bundling.limits.depth) throw new RangeError("nested too deeply");
  const out = outPointer(frame);
  bundling.placing.set(key, out);
  const result = rewrite(bundling, { source: target.source, tokens: target.tokens, out, path: [] }, target.value, kind);
  bundling.placing.delete(key);
  bundling.placed.set(key, result);
  return result;
}

/**
 * A path item may contain itself through callbacks: the inner one then refers back to the outer one. Any other cycle of
 * replaced references is a fault.
 */
function backTo(bundling: Bundling, frame: Frame, node: JsonObject, outer: Pointer, kind: Kind): Json {
  if (kind === "pathItem") return withRef(rewriteMembers(bundling, frame, node, kind), node, outer);
  const { source, tokens } = locationIn(frame);
  const fault = {
    code: "document/circular-ref",
    message: `The reference \`${refOf(node) ?? ""}\` contains itself, so the document never ends.`,
    hint: "Only schemas, and path items of callbacks, may refer to themselves.",
  };
  addProblem(bundling, { fault, at: { source, tokens: [...tokens, "$ref"] } });
  return unknownPart(bundling, frame, node, kind) ?? {};
}
