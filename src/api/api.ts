/**
 * The `Api`: everything that a client needs to know about a document. It contains no names, and refers to schemas by
 * pointer: openapi-typescript turns them into types.
 */
import type { Enumeration } from "./schema/enumerations.js";
import type { GeneratorName } from "./generator-names.js";
import type { Pages, ResponseList, StreamChoice } from "./lists/listing.js";
import type { Body, IgnoredInput, Input, Outcome } from "./messages.js";
import type { SecurityScheme } from "./security.js";
import type { Json } from "../document/document.js";
import type { Pointer } from "../diagnostic.js";

export type { BodyKind, OutcomeKind } from "./bodies/media.js";
export type * from "./lists/listing.js";
export type * from "./messages.js";

export type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** HTTP method and path template as in the document; identifies an operation, even without an operationId. */
export interface Address {
  readonly method: HttpMethod;
  readonly path: string;
}

export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly docs?: Docs;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly tags: readonly Tag[];
  /** In document order. */
  readonly operations: readonly Operation[];
  /** Names of the component schemas, in document order. */
  readonly schemas: readonly string[];
  /** Components with types, schemas first, each section in document order. */
  readonly components: readonly Component[];
  /** Lists of values in the component schemas. */
  readonly enumerations: readonly Enumeration[];
  readonly webhooks: readonly Webhook[];
}

/** A component with a type. */
export interface Component {
  readonly section: ComponentSection;
  /** Its key in the section. */
  readonly key: string;
  /** The `title` of a schema. */
  readonly title?: string;
  /** The pointer of its schema: the component itself, or the schema of its content. */
  readonly schema: Pointer;
}

/** Sections of `components` (OpenAPI Specification 3.1, section 4.8.7) whose members can have a type. */
export type ComponentSection = "schemas" | "parameters" | "responses" | "requestBodies";

export interface Tag {
  readonly name: string;
  readonly description?: string;
}

export interface Docs {
  readonly url: string;
  readonly description?: string;
}

export interface Operation {
  readonly address: Address;
  readonly pointer: Pointer;
  readonly operationId?: string;
  /** `x-callwright-call`: the call that the owner wants, e.g. `apiKeys.retrieve`. */
  readonly wantedCall?: string;
  /** The call that the owner chose for another generator. */
  readonly generatorName?: GeneratorName;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly docs?: Docs;
  /** Path, query, header and cookie parameters, including those of the path item, in document order. */
  readonly inputs: readonly Input[];
  /** Declared parameters that a client must not ask for; the generated types still contain them. */
  readonly ignored: readonly IgnoredInput[];
  /** The idempotency header that the operation declares; the client sets it. */
  readonly idempotencyHeader?: string;
  readonly body?: Body;
  /** In document order. */
  readonly outcomes: readonly Outcome[];
  /** Only if the path item or the operation declares servers of its own. */
  readonly servers?: readonly Server[];
  /** Alternatives, each a list of schemes that are sent together; an empty alternative allows anonymous calls. */
  readonly security: readonly (readonly string[])[];
  /** The scopes that each alternative asks for, by its index; absent where none does. */
  readonly scopes?: readonly (readonly string[])[];
  readonly samples: readonly Sample[];
  /** How the operation lists in pages, if the document declares everything that this requires. */
  readonly pages?: Pages;
  /** The argument that requests a stream instead of a whole response. */
  readonly streamChoice?: StreamChoice;
  /** `x-callwright-pagination`: how the owner says that it lists in pages, or `false`. */
  readonly wantedPages?: Json;
  /** The lists in its response; absent unless the response is always JSON. */
  readonly lists?: readonly ResponseList[];
}

export interface Server {
  /** As in the document, including `{variables}`. */
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly values?: readonly string[];
}

/** A code sample of an operation, as in the document. */
export interface Sample {
  readonly language: string;
  readonly label?: string;
  readonly source: string;
  /** The pointer of the source text itself. */
  readonly pointer: Pointer;
}

/** An event that the API sends to its users. */
export interface Webhook {
  readonly name: string;
  readonly method: HttpMethod;
  readonly description?: string;
  readonly deprecated: boolean;
  /** The JSON media types of its body, otherwise all its media types; empty without a body. */
  readonly media: readonly string[];
  /** Whether it always has its body. */
  readonly required: boolean;
  /** Whether a schema of its body has a property that only callers of an operation send, so the event does not contain it. */
  readonly holdsWriteOnly?: true;
}
