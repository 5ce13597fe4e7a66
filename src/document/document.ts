import type { Pointer, Position } from "../diagnostic.js";
import type { Json, JsonObject } from "./json.js";
import type { Limits } from "./limits.js";

export type { Json, JsonObject } from "./json.js";

/** The minor version of the OpenAPI specification that a document declares. */
export type OpenApiVersion = "3.0" | "3.1" | "3.2";

/**
 * One resolved OpenAPI 3.x document.
 *
 * Every `$ref` in `root` is a pointer into `root` and resolves: references to other files were carried in, schemas and
 * other components under `#/components`, path items in place.
 */
export interface Document {
  /** The file that the user named, as an absolute path. */
  readonly file: string;
  /** All files that were read for the document, as absolute paths; the first is `file`. */
  readonly files: readonly string[];
  /** The paths by which references name these files; they differ from `files` where symbolic links are involved. */
  readonly sought: readonly string[];
  readonly version: OpenApiVersion;
  readonly root: JsonObject;
  /** Limits that every reader of the document observes. */
  readonly limits: Limits;
  /** Returns the value that a pointer leads to, without following a `$ref` at its end; undefined if there is none. */
  at(pointer: Pointer): Json | undefined;
  /**
   * Returns the position of a value (or, with `onKey`, of its key) in the user's files. Parses the file again: call it
   * only to print a finding.
   */
  locate(pointer: Pointer, onKey?: boolean): Position;
}
