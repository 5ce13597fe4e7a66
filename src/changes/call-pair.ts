/** One call before and after a change, and what takes the differences. */
import type { Pointer } from "../diagnostic.js";
import type { Method } from "../naming/surface.js";
import type { CallChangeKind } from "./judge.js";
import type { SchemaChange, SchemaComparer } from "./schemas.js";
import type { Side } from "./side.js";

/** Takes what was found about one pair of calls. */
export interface CallSink {
  say(kind: CallChangeKind, subject: string, text: string, after?: Pointer): void;
  schema(changes: readonly SchemaChange[]): void;
}

export interface Calls {
  readonly before: Method;
  readonly after: Method;
  readonly sides: { readonly before: Side; readonly after: Side };
  readonly comparer: SchemaComparer;
  readonly sink: CallSink;
}
