/** Calls that the owner decided for another generator: the owner's words, below those for Callwright and above samples. */
import { candidate } from "../calls/candidates.js";
import { camelCase } from "../identifiers.js";
import type { EvidenceReader } from "./evidence.js";

/** Reads the call that a generator's own extensions give; an absent half is read where that generator reads it. */
export const generatorCall: EvidenceReader = ({ route: { operation }, convention, neighbour }) => {
  const { generatorName: given, operationId } = operation;
  if (!given) return [];
  const [tag] = operation.tags;
  const group = given.group ?? (tag === undefined ? (neighbour?.namespace ?? convention.namespace) : tag.split("."));
  const method = given.method ?? operationId ?? convention.verb;
  const place = { pointer: `${operation.pointer}/${given.key}` };
  const segments = [...group, method].map((segment) => (/^[a-z]/.test(segment) ? segment : camelCase(segment)));
  return [candidate({ kind: "generatorName", key: given.key }, segments, place)];
};
