/** What the tables of bodies are made of. */
import type { JsonObject } from "../../src/document/document.js";

/** A part as an independent reader finds it: its name, its text, and what it says of itself. */
export type FoundPart = readonly [name: string, text: string, detail?: { type?: string; file?: string | undefined }];

export interface BodyRow {
  readonly what: string;
  /** Default: every version. */
  readonly version?: "3.0.3" | "3.1.0";
  /** Media Type Objects by media type. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly params: () => object;
  readonly options?: object;
  readonly required?: false;
  readonly method?: "get" | "head" | "delete" | "patch" | "trace";
  /** Without the boundary of parts; null where none is sent. */
  readonly type?: string | null;
  /** Where it is the caller's. */
  readonly boundary?: string;
  readonly parts?: readonly FoundPart[];
  /** Whether the configuration sends it in the query. */
  readonly isInQuery?: true;
  /** The query, as `qs` reads it. */
  readonly query?: object;
  /** A form, as `qs` reads it. */
  readonly fields?: object;
  /** The bytes as text. */
  readonly text?: string;
  /** What the caller is told, where nothing can be sent. */
  readonly refused?: string;
  /** Whether what is given does not fit the types. */
  readonly isUntyped?: true;
  /** The code of a finding about the body. */
  readonly finding?: string;
}

export const schemas: JsonObject = {
  Meta: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
  Upload: {
    type: "object",
    required: ["file"],
    properties: { file: { type: "string", format: "binary" }, meta: { $ref: "#/components/schemas/Meta" } },
  },
};

export const MULTIPART = "multipart/form-data";
export const FORM = "application/x-www-form-urlencoded";
export const string = { type: "string" };
export const file = { type: "string", format: "binary" };
export const meta = { $ref: "#/components/schemas/Meta" };
export const object = (properties: object, rest: object = {}): object => ({ type: "object", properties, ...rest });
export const list = (items: object): object => ({ type: "array", items });
export const json = { type: "application/json" };
