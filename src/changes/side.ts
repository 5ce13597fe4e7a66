import type { Api } from "../api/api.js";
import type { Document } from "../document/document.js";
import type { Surface } from "../naming/surface.js";

/** One of the two documents that are compared, as far as the line has taken it. */
export interface Side {
  readonly document: Document;
  readonly api: Api;
  readonly surface: Surface;
}
