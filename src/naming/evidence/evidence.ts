/**
 * The evidence about one operation before its name is chosen.
 *
 * A new kind of evidence is a reader in a file of its own, listed in `plan.ts`, with a cause in `reasons.ts` and its
 * sentence in `reason-text.ts`; the compiler says what is missing.
 */
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import type { ShownValues, SnippetClient } from "../../snippets/snippet.js";
import type { Candidate } from "../calls/candidates.js";
import type { Route } from "../calls/paths.js";
import type { ConventionRule } from "../findings/reasons.js";

/** Reads the candidates that one kind of evidence suggests, strongest first; none where it suggests nothing. */
export type EvidenceReader = (evidence: Evidence) => readonly Candidate[];

/** The evidence that one operation carries itself. */
export interface Reading {
  readonly route: Route;
  readonly convention: Convention;
  readonly samples: SampleEvidence;
  readonly id: OperationIdReading;
  readonly tags: OperationTags;
}

/** The same, seen among the other operations. */
export interface Evidence extends Reading {
  readonly weighed: WeighedSamples;
  /** The nearest neighbours whose calls are known. */
  readonly neighbour?: Neighbour;
}

/** The call that the path suggests. */
export interface Convention {
  readonly namespace: readonly string[];
  readonly verb: string;
  /** Whether the verb is a segment of the path, and not derived from the HTTP method. */
  readonly isAction: boolean;
  readonly rule: ConventionRule;
}

export interface OperationTags {
  /** The namespace, where the first tag of that form is its path. */
  readonly path?: { readonly tag: string; readonly segments: readonly string[] };
}

export interface OperationIdReading {
  /** The whole call, where the grammar gives one. */
  readonly call?: readonly string[];
  /** The verb, and the resource in one word, where the grammar gives no more. */
  readonly verb?: string;
  readonly resource?: string;
}

export interface SampleEvidence {
  /** The calls of JavaScript samples, the most credible first. */
  readonly javascript: readonly Candidate[];
  readonly python: readonly Candidate[];
  /** A call of a streaming helper, which hides the method's own verb. */
  readonly streamed?: { readonly written: string; readonly segments: readonly string[]; readonly pointer: Pointer };
  /** The arguments of calls in JavaScript samples, by `callKey`. */
  readonly shown: readonly { readonly call: string; readonly given: ShownValues }[];
  readonly clients: readonly SampledClient[];
  /** How many leading arguments the JavaScript samples pass by position. */
  readonly byPosition: number;
  readonly diagnostics: readonly Diagnostic[];
  /** A finding about the spelling of the first JavaScript call, for use where that call is used. */
  readonly spelling?: { readonly diagnostic: Diagnostic; readonly written: string };
}

/** A client that a sample makes. */
export interface SampledClient {
  readonly client: SnippetClient;
  readonly pointer: Pointer;
  readonly isJavaScript: boolean;
}

/** The candidates of an operation's samples in the order in which they are believed. */
export interface WeighedSamples {
  readonly candidates: readonly Candidate[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Neighbour {
  /** The namespace for an operation beside these neighbours. */
  readonly namespace: readonly string[];
  /** The namespace that the neighbours are in: the same, or one above it. */
  readonly of: readonly string[];
}
