/** Requests that `fetch` cannot send (WHATWG Fetch, section 2.2.1 and section 5.4), though the specification declares them. */
import { APIUsageError } from "./errors.js";
import type { BodyWriter } from "./operation.js";

/** @throws APIUsageError for a body of a GET or HEAD, and for every TRACE */
export const unsendable: BodyWriter = (left, _body, { operation: { call, method } }) => {
  if (method === "TRACE") throw new APIUsageError(`${call} cannot be called: fetch cannot send TRACE requests`);
  const given = Object.keys(left).find((key) => left[key] !== undefined);
  if (given === undefined) return undefined;
  throw new APIUsageError(`${call} cannot send "${given}": fetch sends no body with a ${method} request`);
};
