/** Resolves references: RFC 3986 for the file, RFC 6901 for the position in it, and JSON Schema's anchors. */
import type { Diagnostic } from "../../diagnostic.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Fault } from "./fault.js";
import type { Files } from "./files.js";
import type { Limits } from "../limits.js";
import { nearest } from "../text/nearest.js";
import { decodePercent, tokensOf } from "../pointer.js";
import { isObject, partOf, refOf } from "../refs.js";
import { createNames, type Names, wholeOf } from "./schema-ids.js";
import type { Location, Target } from "../origin.js";
import type { Source } from "../text/source-file.js";

/** A reference that cannot be resolved, with its own position if that differs from the reference asked about. */
export interface Problem {
  readonly fault: Fault;
  readonly at: Location;
}

export type Resolution = Target | Problem;

export interface Resolver {
  /**
   * Resolves the reference `ref`. A target in another file that consists only of a `$ref` is followed further; in the
   * root document it is a valid target.
   *
   * @param site the position of the reference, for the diagnostic of a problem
   */
  resolve(source: Source, ref: string, site: readonly string[]): Resolution;
  /**
   * Whether a `$dynamicRef` has exactly one possible target, so that it behaves like a plain reference: its
   * `$dynamicAnchor` occurs once in the file, or does not exist (JSON Schema 2020-12, core, section 8.2.3.2).
   */
  isStatic(source: Source, dynamicRef: string): boolean;
}

export function isProblem(resolution: Resolution): resolution is Problem {
  return "fault" in resolution;
}

/** A key that is equal for equal targets. */
export function targetKey(target: Location): string {
  return JSON.stringify([target.source.file, ...target.tokens]);
}

/** Creates the resolver of one document's references; it caches every resolution. */
export function createResolver(files: Files, limits: Limits): Resolver {
  const known = new Map<Source, Map<string, Resolution>>();
  const namesOf = createNames();
  const open = new Set<string>();

  function resolve(source: Source, ref: string, site: readonly string[]): Resolution {
    const ofSource = known.get(source) ?? new Map<string, Resolution>();
    known.set(source, ofSource);
    const found = ofSource.get(ref) ?? resolveOnce(source, ref, site);
    ofSource.set(ref, found);
    return found;
  }

  function resolveOnce(source: Source, ref: string, site: readonly string[]): Resolution {
    const at = { source, tokens: site };
    const id = `${source.file}\n${ref}`;
    if (open.has(id)) return { fault: circular(ref), at };
    if (open.size >= limits.depth) throw new UnusableInput(tooLong(limits, at));
    open.add(id);
    try {
      const start = startOf(source, ref);
      if ("code" in start) return { fault: start, at };
      const target = walk(start.target, start.tokens, ref, at);
      return isProblem(target) ? target : settle(target);
    } finally {
      open.delete(id);
    }
  }

  /** Verifies that a target that is itself a reference leads to a value. */
  function settle(target: Target): Resolution {
    const ref = refOf(target.value);
    if (ref === undefined || !isObject(target.value)) return target;
    const final = resolve(target.source, ref, [...target.tokens, "$ref"]);
    const isBare = Object.keys(target.value).length === 1;
    return isProblem(final) || (isBare && target.source !== files.root) ? final : target;
  }

  /** Splits a reference into the file it names and the path within it. */
  function startOf(source: Source, ref: string): { target: Target; tokens: string[] } | Fault {
    const [uri = "", ...rest] = ref.split("#");
    const fragment = rest.join("#");
    const base = uri === "" ? wholeOf(source) : baseOf(source, uri);
    if ("code" in base) return base;
    if (fragment === "" || fragment.startsWith("/")) return { target: base, tokens: tokensOf(`#${fragment}`) };
    const anchored = namesOf(base.source).anchors.get(decodePercent(fragment));
    return anchored === undefined ? unknownAnchor(ref, fragment) : { target: wholeOf(base.source), tokens: anchored };
  }

  /** The whole file that a URI names, or the schema in `source` whose `$id` it is. */
  function baseOf(source: Source, uri: string): Target | Fault {
    const embedded = /^[a-z][a-z0-9+.-]+:/i.test(uri) ? namesOf(source).ids.get(uri) : undefined;
    if (embedded !== undefined) return embedded;
    const opened = files.open(source, uri);
    return "code" in opened ? opened : wholeOf(opened);
  }

  function walk(start: Target, tokens: readonly string[], ref: string, at: Problem["at"]): Resolution {
    let here = start;
    for (const token of tokens) {
      let value = partOf(here.value, token);
      // Like most tools, allow a pointer that passes through a reference.
      for (let hop = refOf(here.value); value === undefined && hop !== undefined; hop = refOf(here.value)) {
        const through = resolve(here.source, hop, [...here.tokens, "$ref"]);
        if (isProblem(through)) return through;
        here = through;
        value = partOf(here.value, token);
      }
      if (value === undefined) return { fault: unresolved(ref, token, here), at };
      here = { source: here.source, tokens: [...here.tokens, token], value };
    }
    return here;
  }

  return { resolve, isStatic: (source, dynamicRef) => isStatic(namesOf(source), dynamicRef) };
}

function isStatic({ dynamic }: Names, dynamicRef: string): boolean {
  const [uri = "", fragment = ""] = dynamicRef.split("#");
  return uri !== "" || (dynamic.get(decodePercent(fragment)) ?? 0) <= 1;
}

function circular(ref: string): Fault {
  return {
    code: "document/circular-ref",
    message: `The reference \`${ref}\` leads back to itself without reaching a value.`,
    hint: "Change one of these references so that it names a value.",
  };
}

function tooLong(limits: Limits, at: Location): Diagnostic {
  return {
    code: "document/too-deep",
    severity: "error",
    message: `The chain of references is longer than the limit \`depth\` of ${limits.depth}.`,
    hint: "Refer to the value itself, or raise `limits.depth` in `x-callwright` of the configuration.",
    place: at.source.locate(at.tokens, true),
  };
}

function unknownAnchor(ref: string, fragment: string): Fault {
  const looksLikePointer = fragment.includes("/");
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${ref}\` names an anchor that does not exist.`,
    hint: looksLikePointer
      ? `Begin the pointer with a slash: \`#/${fragment}\`.`
      : "Correct the name, or add the `$anchor`.",
  };
}

function unresolved(ref: string, token: string, at: Target): Fault {
  const hint = (): string => {
    const close = nearest(token, isObject(at.value) ? Object.keys(at.value) : []);
    return close === undefined ? "Correct the reference, or add what it names." : `Did you mean \`${close}\`?`;
  };
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${ref}\` leads nowhere: there is no \`${token}\`.`,
    hint,
  };
}
