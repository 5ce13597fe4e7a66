/** Reads names from tags: some tags are paths of namespaces, others spell the plural of a resource. */
import type { Operation } from "../../api/api.js";
import { candidate } from "../calls/candidates.js";
import { asWritten, camelCase, words } from "../identifiers.js";
import { verbOf } from "../calls/verbs.js";
import { comparable, isPlural } from "../calls/words.js";
import type { EvidenceReader, OperationTags } from "./evidence.js";

const pathShapes = [/^[^>]+(?:>[^>]+)+$/, /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/];

/** Paths are read where at least this share of a document's operations have such a tag. */
const enough = 1 / 4;

/** Judges the tags of all operations, and returns a reader of those of one. */
export function tagReader(operations: readonly Operation[]): (operation: Operation) => OperationTags {
  const tagged = operations.filter((operation) => pathTag(operation) !== undefined);
  const arePaths = tagged.length > 0 && tagged.length >= operations.length * enough;
  return (operation) => {
    const tag = arePaths ? pathTag(operation) : undefined;
    const path = tag?.split(/[>.]/).map((part) => asWritten(part.trim()));
    return { ...(tag !== undefined && path ? { path: { tag, segments: path } } : {}) };
  };
}

function pathTag({ tags }: Operation): string | undefined {
  return tags.find((tag) => pathShapes.some((shape) => shape.test(tag)) && !/^deprecated\b/i.test(tag));
}

/** Reads a tag that is the path of the namespace; an operationId of one word beside it is the method. */
export const tagPathCall: EvidenceReader = ({ route: { operation }, convention, tags: { path } }) => {
  if (!path) return [];
  const { operationId = "", pointer } = operation;
  const isVerb = /^[a-z]+$/.test(operationId) || (verbOf(operationId) !== undefined && words(operationId).length <= 2);
  const verb = isVerb ? operationId : convention.verb;
  return [candidate({ kind: "tagPath", tag: path.tag }, [...path.segments, verb], { pointer: `${pointer}/tags` })];
};

/** The plurals that tags spell, by the text that their singular and plural compare as: `project` → `projects`. */
export function pluralsOf(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const tags = operations.flatMap((operation) => operation.tags).filter((tag) => isPlural(tag));
  return new Map(tags.map((tag) => [comparable(tag), camelCase(tag)]));
}
