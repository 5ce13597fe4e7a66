/** Arguments that the body carried and a parameter carries now, or the other way round: code passes them as it did. */
import type { Method } from "../naming/surface.js";
import type { SchemaChange } from "./schemas.js";

/** The arguments that the body of a call carries key by key. */
export function bodyKeys({ body }: Method): ReadonlySet<string> {
  return new Set(body?.key === undefined ? body?.media.properties?.map(({ name }) => name) : []);
}

/** Whether an argument of a call used to be one of its body's keys. */
export function leavesBody(before: Method, after: Method, name: string): boolean {
  return bodyKeys(before).has(name) && !bodyKeys(after).has(name) && !before.arguments.some((one) => one.name === name);
}

/** Whether a body that is new demands nothing that was no argument before. */
export function isMovedHere(before: Method, { body }: Method): boolean {
  const known = new Set(before.arguments.flatMap(({ name, input }) => (input.required ? [name] : [])));
  const properties = body?.key === undefined ? body?.media.properties : undefined;
  return properties?.every(({ name, required }) => !required || known.has(name)) === true;
}

/**
 * Whether a change of a body's schema says no more than that an argument moved, which is told of the argument.
 * @param subject what the body itself is called in changes
 */
export function isMove(change: SchemaChange, before: Method, after: Method, subject: string): boolean {
  const prefix = `${subject}.`;
  if (!change.subject.startsWith(prefix)) return false;
  const name = change.subject.slice(prefix.length);
  if (change.kind.startsWith("property-removed")) return after.arguments.some((one) => one.name === name);
  const old = before.arguments.find((one) => one.name === name);
  if (old === undefined || bodyKeys(before).has(name)) return false;
  return change.kind === "property-added" || (change.kind === "property-added-required" && old.input.required);
}
