/** A value as JSON can hold it. Documents are data: nothing in them is ever called or trusted to have a prototype. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
