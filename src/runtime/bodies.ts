/** Bodies: which arguments they are made of, and the one that nearly all APIs take. */
import { APIUsageError } from "./errors.js";
import type { BodyWriter } from "./operation.js";

/**
 * A writer of bodies that hands on either the argument that holds the whole body, or all that are left over as one object.
 * @throws APIUsageError for an argument that belongs nowhere
 */
export function bodyWriter(write: (body: unknown) => BodyInit | Promise<BodyInit>): BodyWriter {
  return (rest, { key, required }) => {
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    if (key === undefined) return given.length || required ? write(Object.fromEntries(given)) : undefined;
    const stray = given.find(([name]) => name !== key);
    if (stray) throw new APIUsageError(`there is no argument ${stray[0]}`);
    return given[0] && write(given[0][1]);
  };
}

export const json: BodyWriter = bodyWriter(JSON.stringify);
