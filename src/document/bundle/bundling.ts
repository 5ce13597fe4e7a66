/** The state of bundling: the part of the document that has been combined so far. */
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Json, JsonObject } from "../document.js";
import type { Files } from "./files.js";
import { kindUnder } from "./grammar.js";
import type { Kind, Section } from "./grammar.js";
import type { Limits } from "../limits.js";
import { createOrigins } from "../origin.js";
import type { Origins, Location, Target } from "../origin.js";
import { childPointer } from "../pointer.js";
import { isList, partOf } from "../refs.js";
import { createResolver } from "./reference-targets.js";
import type { Problem, Resolver } from "./reference-targets.js";

export interface Bundling {
  readonly files: Files;
  readonly limits: Limits;
  readonly resolver: Resolver;
  readonly origins: Origins;
  readonly carried: Carried;
  readonly problems: Set<Problem>;
  readonly notes: Diagnostic[];
  /**
   * Output pointers of the targets that are replacing references right now: a target that contains itself refers back to
   * one.
   */
  readonly placing: Map<string, Pointer>;
  readonly placed: Map<string, Json | undefined>;
  /** Results for objects that YAML aliases share, by the kind they were rewritten as. */
  readonly rewritten: Map<Kind, Map<object, Json | undefined>>;
}

/** Components that come from outside `#/components` of the root document. */
export interface Carried {
  /** Their pointers, by section and target. */
  readonly pointers: Map<string, Pointer>;
  /** The pointers of components that the root document declares as references to other files. */
  readonly sites: Set<Pointer>;
  /** Names in use, each with the number that its next duplicate tries first. */
  readonly names: Map<Section, Map<string, number>>;
  readonly results: Map<Section, Map<string, { readonly value: Json; readonly place: Location }>>;
  /** Components whose content is still to be rewritten. */
  readonly queue: { readonly target: Target; readonly kind: Kind; readonly section: Section; readonly name: string }[];
}

/** The part of a file that is being rewritten: its source, its output pointer, and the current path within it. */
export interface Frame extends Location {
  readonly out: Pointer;
  readonly path: string[];
}

/** Creates the initial state: nothing is carried in yet, and the root document is not rewritten. */
export function beginBundling(files: Files, limits: Limits): Bundling {
  return {
    files,
    limits,
    resolver: createResolver(files, limits),
    origins: createOrigins(),
    carried: { pointers: new Map(), sites: new Set(), names: new Map(), results: new Map(), queue: [] },
    problems: new Set(),
    notes: [],
    placing: new Map(),
    placed: new Map(),
    rewritten: new Map(),
  };
}

/** The most problems that one document reports at once. */
const mostProblems = 20;

/** Records a reference that cannot be followed, once per problem. */
export function addProblem(bundling: Bundling, problem: Problem): void {
  bundling.problems.add(problem);
  if (bundling.problems.size >= mostProblems) throwProblems(bundling);
}

/**
 * Faults that affect only the part that contains them. All other faults refuse the document: the owner must decide what
 * may be read or fetched.
 */
const LOCAL: ReadonlySet<string> = new Set([
  "document/unresolved-ref",
  "document/circular-ref",
  "document/unfit-ref",
  "document/wrong-type",
]);

/** @throws UnusableInput with every problem found, if one of them refuses the document or they exceed the maximum */
export function throwProblems(bundling: Bundling): void {
  const [first, ...others] = problemDiagnostics(bundling);
  const isRefused =
    bundling.problems.size >= mostProblems || [...bundling.problems].some(({ fault }) => !LOCAL.has(fault.code));
  if (first !== undefined && isRefused) throw new UnusableInput(first, ...others);
}

/** The problems as findings. */
export function problemDiagnostics(bundling: Bundling): readonly Diagnostic[] {
  return [...bundling.problems].map(({ fault, at }) => {
    const hint = typeof fault.hint === "string" ? fault.hint : fault.hint();
    return { ...fault, hint, severity: "error", place: at.source.locate(at.tokens, true) };
  });
}

/** The position in its file of the value at the frame's current path. */
export function locationIn(frame: Frame): Location {
  return { source: frame.source, tokens: [...frame.tokens, ...frame.path] };
}

/** The output pointer of the value at the frame's current path. */
export function outPointer(frame: Frame): Pointer {
  return childPointer(frame.out, ...frame.path);
}

/** The kind of the object at a path of the root document, according to OpenAPI's grammar. */
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

/** Sets an own property under any key; `__proto__` is a key like any other. */
export function put(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
