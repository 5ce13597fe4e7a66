/** What the table of answers is made of. */
import type { JsonObject } from "../../src/document/document.js";

/** An answer of the server: its status, its media type (none where null), its body. */
export type Answer = readonly [status: number, type: string | null, body: string, gives: unknown];

export interface AnswerRow {
  readonly what: string;
  /** The answers that the document declares; content by media type under a status. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly method?: "get" | "post" | "head";
  /** Properties of the body, and what the call is given. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly params?: object;
  /** The type of what the call gives. */
  readonly type: string;
  readonly accept: string | null;
  readonly answers: readonly Answer[];
}

/** What stands for values that cannot be compared as they are. */
export const asResponse = (text: string): object => ({ response: text });
export const asStream = (...items: readonly unknown[]): object => ({ stream: items });
export const failing = (name: string, message: string): object => ({ error: name, message });

export const schemas: JsonObject = {
  Item: { type: "object", required: ["a"], properties: { a: { type: "string" } } },
  Chunk: { type: "object", required: ["n"], properties: { n: { type: "integer" } } },
};
export const item = { schema: { $ref: "#/components/schemas/Item" } };
export const chunk = { schema: { $ref: "#/components/schemas/Chunk" } };
export const string = { schema: { type: "string" } };
export const binary = { schema: { type: "string", format: "binary" } };

export const JSON_TYPE = "application/json";
export const EVENTS = "text/event-stream";
export const ITEM = '{"a":"1"}';
export const CHUNKS = 'data: {"n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n';
export const ok = (content: Readonly<Record<string, unknown>>): AnswerRow["responses"] => ({ "200": content });
export const notJson = (call: string, found: string): object =>
  failing("APIResponseError", `${call}: expected JSON, got ${found}`);
