/** Why a name is as it is, as values. `reason-text.ts` puts them into words. */
import type { Address, HttpMethod } from "../../api/api.js";
import type { Pointer, Position } from "../../diagnostic.js";

/** The authorities that a name may come from, strongest first. */
export const AUTHORITIES = ["override", "generator", "sample", "tag", "operationId", "convention"] as const;

export type Authority = (typeof AUTHORITIES)[number];

/** The place of the evidence: in the document, or in a file of the configuration. */
export interface EvidencePlace {
  readonly pointer?: Pointer;
  readonly position?: Position;
}

export interface Reason extends EvidencePlace {
  readonly authority: Authority;
  readonly because: Cause;
  /** The calls that were not chosen, strongest first. */
  readonly rejected: readonly Rejected[];
}

/** A name that evidence suggests, and that is not the one chosen. */
export interface Rejected extends EvidencePlace {
  readonly call: string;
  readonly authority: Authority;
  readonly because: Cause;
  readonly lost: Loss;
}

/** The evidence that suggests a name. */
export type Cause = CallCause | ClientCause;

type CallCause =
  /** An entry of `calls` in the configuration. */
  | { readonly kind: "callsEntry" }
  /** `x-callwright-call` on the operation. */
  | { readonly kind: "callExtension" }
  | { readonly kind: "stainless" }
  /** An extension for another generator, `x-fern-sdk-method-name`. */
  | { readonly kind: "generatorName"; readonly key: string }
  /** The call of the package on disk, where names are locked. */
  | { readonly kind: "lock" }
  /** An entry of `prefix` in the configuration gives the namespace, and another cause the verb. */
  | { readonly kind: "prefixEntry"; readonly prefix: string; readonly namespace: string; readonly verb: Cause }
  /** An entry of `verbs` in the configuration replaces the verb that another cause gave. */
  | { readonly kind: "verbsEntry"; readonly verb: string; readonly replacement: string; readonly before: Cause }
  /** A sample calls `written`; `outvotes` where a Python sample agrees with the neighbours against a JavaScript one. */
  | {
      readonly kind: "sample";
      readonly language: "javascript" | "python";
      readonly written: string;
      readonly outvotes: boolean;
    }
  /** A sample calls a streaming helper, which hides the method's own verb. */
  | { readonly kind: "streamHelper"; readonly written: string }
  /** A tag that is the path of the namespace. */
  | { readonly kind: "tagPath"; readonly tag: string }
  /** An operationId that is a whole call. */
  | { readonly kind: "operationIdCall"; readonly id: string }
  /** An operationId that gives the verb; `neighbours` gave the namespace, where it is not the path's. */
  | { readonly kind: "operationIdVerb"; readonly id: string; readonly neighbours?: readonly string[] }
  /** An operationId as a name: of an operation whose path names nothing, or as the last resort. */
  | { readonly kind: "operationIdName"; readonly id: string; readonly isPathNameless: boolean }
  | { readonly kind: "convention"; readonly rule: ConventionRule; readonly neighbours?: readonly string[] }
  /** Other operations have every call that was suggested. */
  | { readonly kind: "leftOver" }
  /** The call would also be a namespace, so the method moved into it: `keys` became `keys.list`. */
  | { readonly kind: "movedInside"; readonly from: Cause }
  /** The namespace would also be a method, so it moved beside that: `rerank.models` became `rerankModels`. */
  | { readonly kind: "movedBeside"; readonly from: Cause };

type ClientCause =
  /** `client` in the configuration. */
  | { readonly kind: "clientEntry" }
  /** Samples make their client as an instance of this class. */
  | { readonly kind: "sampledClient"; readonly className: string }
  | { readonly kind: "title" };

/** The rule of convention that gave the verb. */
export type ConventionRule =
  /** The action at the end of the path: one segment, or two that are one method (`secret/rotate`). */
  | { readonly kind: "action"; readonly segment: string }
  /** What the last segment names is a part of the item above it, and the HTTP method says what happens to it. */
  | { readonly kind: "part"; readonly segment: string; readonly method: HttpMethod }
  /** The HTTP method, and the last segment of the path; undefined where that is a parameter, empty where there is none. */
  | { readonly kind: "method"; readonly method: HttpMethod; readonly lastSegment: string | undefined };

/** Why a suggested name was not chosen. */
export type Loss =
  | { readonly kind: "outranked"; readonly by: Authority }
  /** Another name of the same authority came first. */
  | { readonly kind: "preceded" }
  /** The verb contradicts the HTTP method. */
  | { readonly kind: "contradicted"; readonly method: HttpMethod; readonly verb: string }
  /** Another operation has the better claim. */
  | { readonly kind: "clash"; readonly owner: Address }
  /** The call of another operation needs the name as a namespace. */
  | { readonly kind: "isNamespace"; readonly owner: Address }
  /** The call of another operation is a method where this one needs a namespace. */
  | { readonly kind: "isMethod"; readonly owner: Address };

/** The authority of each cause. Causes that change what another cause gave, and speak with its authority, are not listed. */
const AUTHORITY_OF: Readonly<Record<Exclude<Cause, { readonly from: Cause }>["kind"], Authority>> = {
  callsEntry: "override",
  callExtension: "override",
  stainless: "override",
  generatorName: "generator",
  lock: "override",
  prefixEntry: "override",
  verbsEntry: "override",
  clientEntry: "override",
  sample: "sample",
  streamHelper: "sample",
  sampledClient: "sample",
  tagPath: "tag",
  operationIdCall: "operationId",
  operationIdVerb: "operationId",
  operationIdName: "operationId",
  convention: "convention",
  leftOver: "convention",
  title: "convention",
};

export function authorityOf(cause: Cause): Authority {
  return "from" in cause ? authorityOf(cause.from) : AUTHORITY_OF[cause.kind];
}
