/** A JSON value. Documents are data: nothing in them is called, and no prototype is relied on. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
