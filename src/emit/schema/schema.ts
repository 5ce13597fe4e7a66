/** Creates `schema.ts`, the types of a document, part by part: first what needs no names, then the types themselves. */
import type { Pointer } from "../../diagnostic.js";
import { pointerOf } from "../../document/pointer.js";
import { member } from "../../document/refs.js";
import type { Model } from "../../naming/surface.js";
import { schemaInput, type PlainDocument, type SchemaInput } from "./input.js";
import { modelReferences, withModels } from "./models.js";
import { partAt, partsOf, type Part } from "./parts.js";
import { typesOf, type PartTypes } from "./part-types.js";
import { shortTypes } from "./short-types.js";
import { createTransformer, discriminatorsIn, type Discriminators } from "./transform.js";
import { Untransformed } from "./untransformed.js";
import { wholeText } from "./whole.js";

export { writableDocument } from "./input.js";

/** A document, ready for its types. */
export interface Prepared {
  readonly input: SchemaInput;
  readonly discriminators: Discriminators;
}

/** The types of the parts of a document, by their pointers. */
export type TypesOfParts = ReadonlyMap<Pointer, PartTypes>;

/** @param document its discriminators are written into its schemas @throws Untransformed */
export function prepareSchema(document: PlainDocument): Prepared {
  const input = schemaInput(document);
  return { input, discriminators: readDiscriminators(partsOf(input.parts)) };
}

/**
 * `paths`, `components` and `webhooks` as TypeScript; operations are addressed by path and method.
 *
 * @throws Untransformed
 */
export function schemaText(prepared: Prepared, models: readonly Model[]): string {
  const every = withUnnamedModels(prepared.input, models);
  return wholeText(prepared.input, typesOfParts(prepared, every, modelsByPart(every)), every);
}

/**
 * Makes the types of each part.
 *
 * @param known returns those that are known already
 * @throws Untransformed with the part that openapi-typescript cannot transform
 */
export function typesOfParts(
  { input, discriminators }: Prepared,
  models: readonly Model[],
  modelsIn: ReadonlyMap<Pointer, readonly Model[]>,
  known: (part: Part) => PartTypes | undefined = () => undefined,
): TypesOfParts {
  const parts = partsOf(input.parts);
  const transform = createTransformer(input.parts, discriminators, modelReferences(models));
  const modelsAt = ({ pointer }: Part): readonly Model[] => modelsIn.get(pointer) ?? [];
  const short = shortTypes(parts, (part) => made(part, () => withModels(transform(part).nodes, modelsAt(part))));
  const typesAt = (part: Part): PartTypes =>
    made(part, () => known(part) ?? typesOf(part, transform(part), modelsAt(part), short));
  return new Map(parts.map((part) => [part.pointer, typesAt(part)]));
}

function made<T>({ pointer }: Part, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    // Another part, whose type this one holds, may have failed.
    throw cause instanceof Untransformed ? cause : new Untransformed(pointer, cause);
  }
}

/** The models in each part. */
export function modelsByPart(models: readonly Model[]): ReadonlyMap<Pointer, readonly Model[]> {
  const found = new Map<Pointer, Model[]>();
  for (const model of models) {
    const pointer = partAt(model.steps.flatMap((step) => (step === "items" ? [] : step.member)));
    const known = found.get(pointer);
    if (known) known.push(model);
    else found.set(pointer, [model]);
  }
  return found;
}

/**
 * Adds names for parts of schemas that became components, and for the declarations of extended components. Callers do not
 * import them, but as interface members they could not refer to themselves inside a list or a union.
 */
export function withUnnamedModels({ parts, bases }: SchemaInput, models: readonly Model[]): readonly Model[] {
  const known = new Set(models.map(({ component }) => component));
  const names = new Set(models.map(({ name }) => name));
  const extended = new Map(models.map(({ component, name }) => [component, name]));
  const nameOf = (key: string, count: number): string => {
    const base = extended.get(`schemas/${bases.get(key) ?? ""}`);
    return base === undefined ? `Part${String(count)}` : `${base}Base`;
  };
  const keys = Object.keys(member(member(parts, "components"), "schemas") ?? {});
  const unnamed = keys
    .filter((key) => !known.has(`schemas/${key}`))
    .map((key, index): Model => {
      const schema = pointerOf("components", "schemas", key);
      let name = nameOf(key, index + 1);
      while (names.has(name)) name = `${name}_`;
      const steps = [{ member: "components" }, { member: "schemas" }, { member: key }] as const;
      return { name, schema, steps, component: `schemas/${key}` };
    });
  return [...models, ...unnamed];
}

function readDiscriminators(parts: readonly Part[]): Discriminators {
  try {
    return discriminatorsIn(parts);
  } catch (cause) {
    throw new Untransformed(parts.find(failsAlone)?.pointer ?? pointerOf(), cause);
  }
}

function failsAlone(part: Part): boolean {
  try {
    discriminatorsIn([part]);
    return false;
  } catch {
    return true;
  }
}
