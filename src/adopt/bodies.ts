/** Finds calls whose whole body follows the ids by position in the SDK, as lists and maps do, and is in an object in the client. */
import { addressText } from "../document/address.js";
import type { Method } from "../naming/surface.js";
import type { Call } from "./clients.js";
import type { Fix } from "./fixes.js";
import type { Gap } from "./gaps.js";
import type { ts } from "./program.js";

export interface BodyByPosition {
  readonly mend: Fix;
  /** The argument that holds the body in the client. */
  readonly key: string;
  /** Whether a gap follows from the place of the body. */
  readonly explains: (gap: Gap) => boolean;
}

/** Undefined if the body has the same place on both sides, or if the SDK takes other arguments at that place. */
export function bodyByPosition(
  checker: ts.TypeChecker,
  { signatures }: Call,
  method: Method,
  gaps: readonly Gap[],
): BodyByPosition | undefined {
  const { body, operation, positional, arguments: all } = method;
  const ids = all.filter(({ input }) => input.location === "path").length;
  if (body?.key === undefined || body.others || ids === 0 || positional?.names.includes(body.key)) return undefined;
  const own = new Set([body.key, ...all.map(({ name }) => name)]);
  const [taken] = signatures.flatMap(({ parameters }) => parameters[ids] ?? []);
  if (taken === undefined) return undefined;
  const properties = checker.getPropertiesOfType(checker.getNonNullableType(checker.getTypeOfSymbol(taken)));
  if (properties.some(({ name }) => own.has(name))) return undefined;
  const explains = ({ part, owner, position }: Gap): boolean =>
    part === "argument" && (owner === taken.name || position === ids);
  if (!gaps.some(explains)) return undefined;
  const mend: Fix = { key: "bodyByPosition", item: addressText(operation.address) };
  return { mend, key: body.key, explains };
}
