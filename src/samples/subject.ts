/** The facts about a sample that is being judged. */
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
  /** JavaScript may do what only types forbid: it need not be typed well in itself, but it must fit the client. */
  readonly isTypeScript: boolean;
}
