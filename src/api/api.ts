/**
 * The `Api`: all a client needs to know of a document, and nothing else. No names are chosen here, and schemas are
 * addressed, never modelled: openapi-typescript has already made them types.
 */
import type { BodyKind, OutcomeKind } from "./bodies/media.js";
import type { Enumeration } from "./schema/enumerations.js";
import type { GeneratorName } from "./generator-names.js";
import type { SchemaView } from "./schema/schema-view.js";
import type { SecurityScheme } from "./security.js";
import type { Json, JsonObject } from "../document/document.js";
import type { Pointer } from "../diagnostic.js";

export type { BodyKind, OutcomeKind };

export type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** HTTP method and path template as the document writes it: what identifies an operation, with or without an operationId. */
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
  /** Components that have types, the schemas first, each section in document order. */
  readonly components: readonly Component[];
  /** Lists of values in the component schemas. */
  readonly enumerations: readonly Enumeration[];
  readonly webhooks: readonly Webhook[];
}

/** A component that has a type. */
export interface Component {
  readonly section: ComponentSection;
  /** Its key in the section. */
  readonly key: string;
  /** Where its schema stands: the component itself, or the schema of its content. */
  readonly schema: Pointer;
}

/** Sections of `components` (OpenAPI Specification 3.1, section 4.8.7) whose members may carry a type. */
export type ComponentSection = "schemas" | "parameters" | "responses" | "requestBodies";

/** The schema of a body or an answer. */
export interface MediaSchema {
  /** Where its type stands, behind references; absent where keywords beside a reference change it. */
  readonly schema?: Pointer;
  /** Whether it is an object, or made of others, so that its type is worth a name. */
  readonly isComposed?: true;
}

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
  /** `x-callwright-call`: the call its owner wants, e.g. `apiKeys.retrieve`. */
  readonly wantedCall?: string;
  /** The call that its owner gave it for another generator. */
  readonly generatorName?: GeneratorName;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly docs?: Docs;
  /** Path, query, header and cookie parameters, path-level ones included, in document order. */
  readonly inputs: readonly Input[];
  /** Parameters that the document declares and a client must not ask for; the generated types still hold them. */
  readonly ignored: readonly IgnoredInput[];
  /** The header that names a call for the server, where the operation declares one; the client fills it in. */
  readonly idempotencyHeader?: string;
  readonly body?: Body;
  /** In document order. */
  readonly outcomes: readonly Outcome[];
  /** Only where the path item or the operation declares servers of its own. */
  readonly servers?: readonly Server[];
  /** Alternatives, each a list of scheme names that are sent together; an empty alternative means anonymous is allowed. */
  readonly security: readonly (readonly string[])[];
  /** The scopes that each alternative asks for, by its index; absent where none does. */
  readonly scopes?: readonly (readonly string[])[];
  readonly samples: readonly Sample[];
  /** How it lists in pages, where the document declares all that this takes. */
  readonly pages?: Pages;
  /** The argument that asks for a stream in place of a whole answer. */
  readonly streamChoice?: StreamChoice;
  /** `x-callwright-pagination`: how its owner says that it lists in pages, or `false`. */
  readonly wantedPages?: Json;
  /** Where its answer holds lists; absent where the answer is not JSON alone. */
  readonly lists?: readonly AnswerList[];
}

/** A list that an answer holds. */
export interface AnswerList {
  readonly path: KeyPath;
  /** The schema of its items. */
  readonly items: MediaSchema;
}

/** `stream: true`: an argument, by the name that the document gives it, and the value that asks for a stream. */
export interface StreamChoice {
  readonly name: string;
  readonly value: true | string;
  /** What else it may be, where those are texts. */
  readonly others: readonly string[];
  /** Whether its schema says that it is of that type. */
  readonly isExplicit: boolean;
}

/** Keys from the top of an answer down; none for the whole of it. */
export type KeyPath = readonly string[];

/** How an operation lists in pages. Inputs are named as the document names them. */
export type Pages = (NumberedPages | OffsetPages | CursorPages | LinkedPages | LinkHeaderPages) & {
  readonly items: KeyPath;
  /** A phrase that completes "lists in pages, because …". */
  readonly text: string;
};

export interface PageHints {
  /** A boolean: whether there are more. */
  readonly more?: KeyPath;
  /** How many items there are in all pages. */
  readonly total?: KeyPath;
  /** How many pages there are. */
  readonly pages?: KeyPath;
}

export interface NumberedPages extends PageHints {
  readonly kind: "numbered";
  readonly page: string;
  /** The number of the first page; absent where nothing tells. */
  readonly first?: number;
  /** Where the body holds its own number. */
  readonly current?: KeyPath;
}

export interface OffsetPages extends PageHints {
  readonly kind: "offset";
  readonly offset: string;
  /** The offset of the first item, where that is not 0. */
  readonly first?: number;
}

export interface CursorPages {
  readonly kind: "cursor";
  readonly cursor: string;
  /** The header of the answer that holds the next cursor. */
  readonly header?: string;
  /** Where the body holds the next cursor; else `id` is where an item holds its own. */
  readonly next?: KeyPath;
  readonly id?: KeyPath;
  /** The input that goes backwards. */
  readonly before?: string;
  readonly more?: KeyPath;
}

/** The body holds the address of the next page. */
export interface LinkedPages {
  readonly kind: "linked";
  readonly next: KeyPath;
}

/** The header `Link` (RFC 8288) holds the address of the next page. */
export interface LinkHeaderPages {
  readonly kind: "linkHeader";
}

export type InputLocation = "path" | "query" | "header" | "cookie";

/** OpenAPI Specification 3.1, section 4.8.12.2.1: how a parameter's value is written. */
export type InputStyle = "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";

export interface Input {
  readonly location: InputLocation;
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly style: InputStyle;
  readonly explode: boolean;
  /** Whether the document itself says `style` or `explode`. */
  readonly isStyled?: true;
  readonly allowReserved: boolean;
  /** Whether its value may be a list. */
  readonly mayBeList?: true;
  /** Whether its value may be an object. */
  readonly mayBeObject?: true;
  /** Whether its value may be true or false. */
  readonly mayBeBoolean?: true;
  /** Whether its value may hold objects or lists within its list or object. */
  readonly mayNest?: true;
  /** The media type of a parameter with `content`; its value is then written as JSON or text, and `style` does not apply. */
  readonly media?: string;
  /** False for a parameter that only the path template names: the generated types do not hold it. */
  readonly declared: boolean;
  /** A value a caller could send: the document's own example, else one made from the schema. */
  readonly example: Json;
  /** The types its values may have; absent if any type is allowed. */
  readonly view?: SchemaView;
  readonly pointer: Pointer;
}

/** `Accept`, `Content-Type`, `Authorization` (OpenAPI 3.1, section 4.8.12.2), headers that a credential carries, path parameters no template names. */
export interface IgnoredInput {
  readonly location: InputLocation;
  readonly name: string;
}

export interface Body {
  readonly required: boolean;
  readonly description?: string;
  /** In document order; at least one. */
  readonly media: readonly BodyMedia[];
  readonly pointer: Pointer;
}

export interface BodyMedia extends MediaSchema {
  /** As the document writes it: it is also a key of the generated types. */
  readonly type: string;
  readonly kind: BodyKind;
  /**
   * The properties of a body that is an object (through `allOf`, `oneOf` and `anyOf` too), in document order.
   * Absent for a body that is not an object, or whose keys are open-ended with typed values.
   */
  readonly properties?: readonly Property[];
  /** The least of these properties that a caller could send, by name. */
  readonly least?: JsonObject;
  /** Of such a body: where every value of it has a property that the caller must give, be it one of each choice. */
  readonly demanding?: true;
  /** Where its schema, at some depth, requires a property that only the server sets (`readOnly`). */
  readonly requiresReadOnly?: true;
  /** Where its schema, at some depth, has a property that only the caller sends (`writeOnly`). */
  readonly holdsWriteOnly?: true;
  /** Whether it is content (`format: binary`), which no JSON value can be an example of. */
  readonly isContent?: true;
  /** What a caller gives in place of a value of its schema: text, text or bytes, the values of its lines, or a whole form. */
  readonly given?: "text" | "content" | "lines" | "form";
  /** Whether its schema describes data that nothing says how to write as this media type. */
  readonly isUnwritable?: true;
  /** What its schema allows it to be. */
  readonly content: Content;
  /** Whether a media type before it is written the same way, and has the same schema. */
  readonly isRepeated?: true;
  /** The properties of an object that are content, or a list of it. */
  readonly contents?: Readonly<Record<string, "one" | "list">>;
  /** Of a form: how its properties are written, where that is not the default way. */
  readonly encodings?: Readonly<Record<string, PropertyEncoding>>;
  /** Of a form: its properties that are objects, or hold them, of which the document does not say how they are written. */
  readonly undecided?: readonly string[];
  /** A body a caller could send. */
  readonly example: Json;
  /** The types the body may have; absent if any type is allowed. */
  readonly view?: SchemaView;
}

/** How a property of a form is written: in a style of parameters, or as content that says of itself what it is. */
export type PropertyEncoding =
  | {
      readonly kind: "style";
      readonly style: InputStyle;
      readonly explode: boolean;
      readonly allowReserved: boolean;
    }
  | {
      readonly kind: "content";
      /** Media types, as the document lists them. */
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Property {
  readonly name: string;
  /** Whether a caller must give it: never so where only the server sets it. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  /** Whether it is content (`format: binary`), which no JSON value can be an example of. */
  readonly isContent?: true;
  readonly example: Json;
}

export interface Outcome {
  /** As the document writes it: `200`, `2XX` or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly media: readonly OutcomeMedia[];
  readonly headers: readonly string[];
  readonly pointer: Pointer;
}

export interface OutcomeMedia extends MediaSchema {
  readonly type: string;
  readonly kind: OutcomeKind;
  /** Whether the document gives a schema for it; without one the data is `unknown`. */
  readonly typed: boolean;
  /** What its schema allows: text alone, no text at all, either, or whatever comes, since it says nothing. */
  readonly holds: Content;
  /** Of an event stream whose items are whole events: how the data of each is read. */
  readonly event?: EventShape;
  /** Where another media type of the same outcome gives the same data as JSON: the data is the same in another form. */
  readonly isAlternative?: true;
  /** Where its schema, at some depth, has a property that only the caller sends (`writeOnly`). */
  readonly holdsWriteOnly?: true;
  /** The property that a call gives in place of the whole object. */
  readonly unwrapped?: MediaSchema & { readonly field: string };
}

export type Content = "text" | "data" | "mixed" | "anything";

/** Events that the document describes as a whole: `{ event, data, id, retry }` (OpenAPI Specification 3.2, section 4.14.4). */
export interface EventShape {
  /** The names of the events whose data is text; `true` where that of all is. */
  readonly text: true | readonly string[];
  /** Whether an event may be called `error`: elsewhere that reports a failure. */
  readonly error: boolean;
}

export interface Server {
  /** As the document writes it, `{variables}` included. */
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly values?: readonly string[];
}

/** A code sample of an operation, as the document holds it. */
export interface Sample {
  readonly language: string;
  readonly label?: string;
  readonly source: string;
  /** Leads to the source text itself. */
  readonly pointer: Pointer;
}

/** An event the API sends to its users. */
export interface Webhook {
  readonly name: string;
  readonly method: HttpMethod;
  readonly description?: string;
  readonly deprecated: boolean;
  /** The media types of its body: those of JSON, where it has any; none where it has no body. */
  readonly media: readonly string[];
  /** Whether it always has its body. */
  readonly required: boolean;
  /** Whether a schema of its body has a property that only the caller of an operation sends, so that it is not there. */
  readonly holdsWriteOnly?: true;
}
