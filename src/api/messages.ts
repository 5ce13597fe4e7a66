/** The types of what a request sends (inputs, body) and of its responses (outcomes), as parts of the `Api`. */
import type { Pointer } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import type { BodyKind, OutcomeKind } from "./bodies/media.js";
import type { SchemaView } from "./schema/schema-view.js";

/** The schema of a body or response. */
export interface MediaSchema {
  /** The pointer of its type, behind references; absent if keywords next to a reference change the type. */
  readonly schema?: Pointer;
  /** Whether it is an object or made of other schemas, so that its type deserves a name. */
  readonly isComposed?: true;
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
  /** The name of its argument, where the document has one for another generator. */
  readonly argument?: string;
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
  /** Whether its schema allows an object. */
  readonly mayBeObject?: true;
  /** Whether another media type of the same outcome provides the same data as JSON. */
  readonly isAlternative?: true;
  /** Whether its schema, at any depth, has a write-only property. */
  readonly holdsWriteOnly?: true;
  /** The property that a call returns instead of the whole object. */
  readonly unwrapped?: MediaSchema & { readonly field: string; readonly mayBeObject?: true };
}

export type Content = "text" | "data" | "mixed" | "anything";

/** Events that the document describes as a whole: `{ event, data, id, retry }` (OpenAPI Specification 3.2, section 4.14.4). */
export interface EventShape {
  /** The names of the events whose data is text; `true` if the data of all events is. */
  readonly text: true | readonly string[];
  /** Whether an event may be called `error`; in other streams, such an event reports a failure. */
  readonly error: boolean;
}
