/**
 * Creates `schema.ts` under `watch`. The types of a part depend on it and on what it refers to, so the parts that a change does
 * not reach keep the text of the last run.
 */
import type { Pointer } from "../../diagnostic.js";
import type { Model } from "../../naming/surface.js";
import { renewedInput, writableDocument, type PlainDocument } from "./input.js";
import type { Part } from "./parts.js";
import type { PartTypes } from "./part-types.js";
import {
  modelsByPart,
  prepareSchema,
  typesOfParts,
  withUnnamedModels,
  type Prepared,
  type TypesOfParts,
} from "./schema.js";
import { sourcesOf, staleParts, withUsers, type Sources } from "./sources.js";
import { wholeText } from "./whole.js";

/** Holds the types of the last run for the next one. */
export interface KeptTypes {
  types?: Run | undefined;
}

interface Run extends Prepared {
  readonly sources: Sources;
  /** The names of the models in each part. */
  readonly names: ReadonlyMap<Pointer, string>;
  readonly modelsIn: ReadonlyMap<Pointer, readonly Model[]>;
  readonly types: TypesOfParts;
}

/**
 * The same text as `schemaText`.
 *
 * @param kept holds the types of the last run, and then of this one
 * @throws Untransformed
 */
export function keptSchemaText(document: PlainDocument, models: readonly Model[], kept: KeptTypes): string {
  const sources = sourcesOf(document, kept.types?.sources);
  const stale = kept.types && staleParts(kept.types.sources, sources);
  const last = stale && kept.types;
  const prepared = last
    ? { ...last, input: renewedInput(last.input, document, stale) }
    : prepareSchema(writableDocument(document));
  const { input, discriminators } = prepared;
  const every = withUnnamedModels(input, models);
  const modelsIn = modelsByPart(every);
  const names = namesOf(modelsIn);
  const renamed = last && withUsers(differences(last.names, names), sources);
  const known = ({ pointer }: Part): PartTypes | undefined => {
    if (!last || stale.has(pointer) || renamed?.has(pointer)) return undefined;
    return isSame(last.modelsIn.get(pointer) ?? [], modelsIn.get(pointer) ?? []) ? last.types.get(pointer) : undefined;
  };
  const types = typesOfParts(prepared, every, modelsIn, known);
  kept.types = input.isByPart ? { sources, input, discriminators, names, modelsIn, types } : undefined;
  return wholeText(input, types, every);
}

/** The names of the models in each part, which the types of other parts may mention. */
function namesOf(modelsIn: ReadonlyMap<Pointer, readonly Model[]>): ReadonlyMap<Pointer, string> {
  return new Map(Array.from(modelsIn, ([pointer, models]) => [pointer, models.map(({ name }) => name).join(" ")]));
}

function differences(before: ReadonlyMap<Pointer, string>, after: ReadonlyMap<Pointer, string>): readonly Pointer[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

/** Whether the same models are at the same places. */
function isSame(before: readonly Model[], after: readonly Model[]): boolean {
  const textOf = (models: readonly Model[]): string =>
    JSON.stringify(models.map(({ name, steps, component, description }) => [name, steps, component, description]));
  return textOf(before) === textOf(after);
}
