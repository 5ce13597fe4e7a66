import type { Pointer, Position } from "../diagnostic.js";
import type { Json, JsonObject } from "./json.js";
import type { Limits } from "./limits.js";

export type { Json, JsonObject } from "./json.js";

/** The minor version of the OpenAPI specification that a document declares. */
export type OpenApiVersion = "3.0" | "3.1" | "3.2";

/**
 * One resolved OpenAPI 3.x document.
 *
 * Every `$ref` left in `root` is a pointer into `root` itself and resolves: references to other files were carried in,
 * schemas and other components under `#/components`, path items in place.
 */
export interface Document {
  /** The file the user named, absolute. */
  readonly file: string;
  /** Every file that was read for it, absolute, the first being `file`. */
  readonly files: readonly string[];
  /** The paths by which references name these files: other ones, where they lead through links. */
  readonly sought: readonly string[];
  readonly version: OpenApiVersion;
  readonly root: JsonObject;
  /** Limits for everything that reads it. */
  readonly limits: Limits;
  /** The value a pointer leads to, without following a `$ref` at its end; undefined where it leads nowhere. */
  at(pointer: Pointer): Json | undefined;
  /** Where the value (or, with `onKey`, its key) stands in the user's files. Parses the file again: call it to show, not to decide. */
  locate(pointer: Pointer, onKey?: boolean): Position;
}
