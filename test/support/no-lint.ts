/** For tests of commands in this process that are not about the lint: starting it takes most of their time. */
import { jest } from "@jest/globals";

/** Makes the lint find nothing, without a process. To be called before the commands are imported, so with `await import()`. */
export function withoutLint(): void {
  const stop = (): void => undefined;
  const start = () => ({ result: Promise.resolve([]), stop });
  jest.unstable_mockModule("../../src/lint/lint.js", () => ({ prepareLint: () => ({ start, stop }) }));
}
