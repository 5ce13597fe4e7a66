// @ts-check
// Tells why a call that a published SDK takes is an error for the generated client, from the compiler's message.

/** The causes, in the order of the table, each with the pattern of its messages. */
export const CAUSES = /** @type {const} */ ([
  ["no such call", /^2339 |^2551 /],
  ["no pages", /^2504 /],
  ["no such argument", /^2353 |only specify known properties/],
  ["another type", /^/],
]);

/** @param {string} error @returns {(typeof CAUSES)[number][0]} */
export function causeOf(error) {
  const [cause = "another type"] = CAUSES.find(([, pattern]) => pattern.test(error)) ?? [];
  return cause;
}
