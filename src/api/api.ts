/**
 * The `Api`: everything that a client needs to know about a document. It contains no names, and refers to schemas by
 * pointer: openapi-typescript turns them into types.
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
  /** The pointer of its schema: the component itself, or the schema of its content. */
  readonly schema: Pointer;
}

/** Sections of `components` (OpenAPI Specification 3.1, section 4.8.7) whose members can have a type. */
export type ComponentSection = "schemas" | "parameters" | "responses" | "requestBodies";

/** The schema of a body or response. */
export interface MediaSchema {
  /** The pointer of its type, behind references; absent if keywords next to a reference change the type. */
  readonly schema?: Pointer;
  /** Whether it is an object or made of other schemas, so that its type deserves a name. */
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

/** A list in a response. */
export interface ResponseList {
  readonly path: KeyPath;
  /** The schema of its items. */
  readonly items: MediaSchema;
}

/** `stream: true`: an argument under its name in the document, and the value that requests a stream. */
export interface StreamChoice {
  readonly name: string;
  readonly value: true | string;
  /** Its other values, if they are strings. */
  readonly others: readonly string[];
  /** Whether its schema declares that type explicitly. */
  readonly isExplicit: boolean;
}

/** Keys from the top of a response down; empty for the whole response. */
export type KeyPath = readonly string[];

/** How an operation lists in pages. Inputs have their names in the document. */
export type Pages = (NumberedPages | OffsetPages | CursorPages | LinkedPages | LinkHeaderPages) & {
  readonly items: KeyPath;
  /** A phrase that completes "lists in pages, because …". */
  readonly text: string;
};

export interface PageHints {
  /** A boolean: whether there are more pages. */
  readonly more?: KeyPath;
  /** The number of items in all pages. */
  readonly total?: KeyPath;
  /** The number of pages. */
  readonly pages?: KeyPath;
}

export interface NumberedPages extends PageHints {
  readonly kind: "numbered";
  readonly page: string;
  /** The number of the first page; absent if unknown. */
  readonly first?: number;
  /** The property of the response that holds the page's own number. */
  readonly current?: KeyPath;
}

export interface OffsetPages extends PageHints {
  readonly kind: "offset";
  readonly offset: string;
  /** The offset of the first item, if it is not 0. */
  readonly first?: number;
}

export interface CursorPages {
  readonly kind: "cursor";
  readonly cursor: string;
  /** The response header that holds the next cursor. */
  readonly header?: string;
  /** The property that holds the next cursor; otherwise, `id` is the property of an item that serves as cursor. */
  readonly next?: KeyPath;
  readonly id?: KeyPath;
  /** The input that pages backwards. */
  readonly before?: string;
  readonly more?: KeyPath;
}

/** The response body holds the URL of the next page. */
export interface LinkedPages {
  readonly kind: "linked";
  readonly next: KeyPath;
}

/** The `Link` header (RFC 8288) holds the URL of the next page. */
export interface LinkHeaderPages {
  readonly kind: "linkHeader";
}

export type InputLocation = "path" | "query" | "header" | "cookie";

/** How a parameter's value is serialised (OpenAPI Specification 3.1, section 4.8.12.2.1). */
export type InputStyle = "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";

export interface Input {
  readonly location: InputLocation;
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly style: InputStyle;
  readonly explode: boolean;
  /** Whether the document itself declares `style` or `explode`. */
  readonly isStyled?: true;
  readonly allowReserved: boolean;
  /** Whether its value may be a list. */
  readonly mayBeList?: true;
  /** Whether its value may be an object. */
  readonly mayBeObject?: true;
  /** Whether its value may be a boolean. */
  readonly mayBeBoolean?: true;
  /** Whether its value may contain objects or lists inside its list or object. */
  readonly mayNest?: true;
  /** The media type of a parameter with `content`; its value is sent as JSON or text, and `style` does not apply. */
  readonly media?: string;
  /** False for a parameter that only the path template names: the generated types do not contain it. */
  readonly declared: boolean;
  /** A value that a caller could send: the document's example, otherwise one made from the schema. */
  readonly example: Json;
  /** The types that its value may have; absent if any type is allowed. */
  readonly view?: SchemaView;
  readonly pointer: Pointer;
}

/**
 * A parameter that the client sets or that cannot be sent: `Accept`, `Content-Type`, `Authorization` (OpenAPI 3.1,
 * section 4.8.12.2), headers of credentials, and path parameters that are not in the template.
 */
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
  /** As in the document: it is also a key of the generated types. */
  readonly type: string;
  readonly kind: BodyKind;
  /**
   * The properties of a body that is an object (also through `allOf`, `oneOf` and `anyOf`), in document order. Absent for
   * a body that is not an object, or that allows typed additional properties.
   */
  readonly properties?: readonly Property[];
  /** The smallest set of these properties that a caller could send, by name. */
  readonly least?: JsonObject;
  /** Whether every value of such a body has a property that the caller must pass, possibly a different one per alternative. */
  readonly demanding?: true;
  /** Whether its schema, at any depth, requires a read-only property. */
  readonly requiresReadOnly?: true;
  /** Whether its schema, at any depth, has a write-only property. */
  readonly holdsWriteOnly?: true;
  /** Whether it is binary content (`format: binary`), which no JSON example can represent. */
  readonly isContent?: true;
  /** What a caller passes instead of a value of its schema: text, text or bytes, the values of its lines, or a whole form. */
  readonly given?: "text" | "content" | "lines" | "form";
  /** Whether its schema describes data that cannot be serialised as this media type. */
  readonly isUnwritable?: true;
  /** Whether its schema allows text, anything but text, or both. */
  readonly content: Content;
  /** Whether an earlier media type has the same serialisation and the same schema. */
  readonly isRepeated?: true;
  /** The properties of an object that are binary content, or a list of it. */
  readonly contents?: Readonly<Record<string, "one" | "list">>;
  /** For a form: how its properties are serialised, if not by default. */
  readonly encodings?: Readonly<Record<string, PropertyEncoding>>;
  /** For a form: properties that contain objects and whose serialisation the document does not declare. */
  readonly undecided?: readonly string[];
  /** A body that a caller could send. */
  readonly example: Json;
  /** The types that the body may have; absent if any type is allowed. */
  readonly view?: SchemaView;
}

/** How a property of a form is serialised: in a parameter style, or as content with a media type of its own. */
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
  /** Whether a caller must pass it; never true of a read-only property. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  /** Whether it is binary content (`format: binary`), which no JSON example can represent. */
  readonly isContent?: true;
  readonly example: Json;
}

export interface Outcome {
  /** As in the document: `200`, `2XX` or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly media: readonly OutcomeMedia[];
  readonly headers: readonly string[];
  readonly pointer: Pointer;
}

export interface OutcomeMedia extends MediaSchema {
  readonly type: string;
  readonly kind: OutcomeKind;
  /** Whether the document declares a schema for it; otherwise the data is `unknown`. */
  readonly typed: boolean;
  /** Whether its schema allows text, anything but text, or both; `anything` if the schema does not say. */
  readonly holds: Content;
  /** For a stream of whole events: how the data of each event is read. */
  readonly event?: EventShape;
  /** Whether another media type of the same outcome provides the same data as JSON. */
  readonly isAlternative?: true;
  /** Whether its schema, at any depth, has a write-only property. */
  readonly holdsWriteOnly?: true;
  /** The property that a call returns instead of the whole object. */
  readonly unwrapped?: MediaSchema & { readonly field: string };
}

export type Content = "text" | "data" | "mixed" | "anything";

/** Events that the document describes as a whole: `{ event, data, id, retry }` (OpenAPI Specification 3.2, section 4.14.4). */
export interface EventShape {
  /** The names of the events whose data is text; `true` if the data of all events is. */
  readonly text: true | readonly string[];
  /** Whether an event may be called `error`; in other streams, such an event reports a failure. */
  readonly error: boolean;
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
