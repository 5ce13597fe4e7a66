// @ts-check
// Writes the calls that the generated test suite of an SDK has: each method with what it requires, with everything that it
// takes, and with options.
import { Values } from "./values.mjs";

/** The options of one call that SDKs of this kind have. */
const OPTIONS =
  '{ path: "/other", headers: { "x-note": "text" }, query: { note: "text" }, timeout: 1_000, maxRetries: 0, signal: new AbortController().signal, idempotencyKey: "key" }';

/**
 * @param {import("typescript").TypeChecker} checker
 * @param {import("../../../src/adopt/clients.js").Call} call
 * @param {ReadonlyMap<string, unknown>} examples of the operation's parameters, by name
 * @returns {import("./written.mjs").Written[]}
 */
export function derivedCalls(checker, { path: call, signatures: [signature] }, examples) {
  const all = signature?.getParameters() ?? [];
  const taken = all.filter((one) => !isOptions(checker, one));
  const values = (/** @type {boolean} */ isComplete) => {
    const writer = new Values(checker, isComplete, examples);
    return taken
      .filter((one) => isComplete || !isOptional(one))
      .map((one) => writer.write(checker.getTypeOfSymbol(one)));
  };
  const forms = [
    { kind: "required", given: values(false) },
    { kind: "everything", given: values(true) },
    ...(taken.length < all.length ? [{ kind: "options", given: [...values(true), OPTIONS] }] : []),
  ];
  return forms.flatMap(({ kind, given }, index) => {
    const isNew = index !== 1 || given.join() !== forms[0]?.given.join();
    const isWritable = given.every((one) => one !== undefined);
    return isNew && isWritable ? [{ call, kind, code: `await client.${call}(${given.join(", ")});` }] : [];
  });
}

/** @param {import("typescript").Symbol} parameter */
function isOptional({ valueDeclaration }) {
  const declared = /** @type {import("typescript").ParameterDeclaration | undefined} */ (valueDeclaration);
  return (declared?.questionToken ?? declared?.initializer) !== undefined;
}

/** @param {import("typescript").TypeChecker} checker @param {import("typescript").Symbol} parameter */
function isOptions(checker, parameter) {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
  return ["maxRetries", "timeout", "idempotencyKey"].every((name) => type.getProperty(name));
}
