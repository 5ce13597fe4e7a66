/** What callers find on the class of their client. */
import { expect, it } from "@jest/globals";
import * as runtime from "../../../src/runtime/index.js";

it("hangs on the class of the client, whichever class of error it has", () => {
  const classes = Object.entries(runtime).filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof Error,
  );
  expect(classes.length).toBeGreaterThan(10);
  for (const [name, value] of classes) expect(runtime.Client).toHaveProperty(name, value);
});
