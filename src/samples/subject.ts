/** What is known of a sample that is judged. */
import type { Method, Surface } from "../naming/surface.js";
import type { MethodFinder } from "./calls.js";
import type { ts } from "./program.js";

/** The sample that a complaint is about. */
export interface Subject {
  /** The method whose operation it illustrates. */
  readonly method: Method;
  readonly surface: Surface;
  readonly checker: ts.TypeChecker;
  readonly find: MethodFinder;
  /** JavaScript is no worse for what only types forbid: it need not be right in itself, but fit the client. */
  readonly isTypeScript: boolean;
}
