/** Creates `schema.ts`, the types of a document, part by part: first what needs no names, then the types themselves. */
import type { Pointer } from "../../diagnostic.js";
import type { JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { member } from "../../document/refs.js";
import { asciiName } from "../../naming/identifiers.js";
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
 * Adds names for responses that operations share, for parts of schemas that became components, and for the declarations of
 * extended components. Callers do not import them; but as interface members, parts of schemas could not refer to themselves
 * inside a list or a union, and a shared response is easier to read by its name.
 */
export function withUnnamedModels({ parts, bases }: SchemaInput, models: readonly Model[]): readonly Model[] {
  const known = new Set(models.map(({ component }) => component));
  const names = new Set(models.map(({ name }) => name));
  const extended = new Map(models.map(({ component, name }) => [component, name]));
  const modelOf = (section: string, key: string, wanted: string): Model => {
    let name = wanted;
    while (names.has(name)) name = `${name}_`;
    names.add(name);
    const [first, ...inner] = ["components", section, key] as const;
    const steps = [{ member: first }, ...inner.map((step) => ({ member: step }))] as const;
    return { name, schema: pointerOf(first, ...inner), steps, component: `${section}/${key}` };
  };
  const schemas = keysOf(parts, "schemas").filter((key) => !known.has(`schemas/${key}`));
  const unnamed = schemas.map((key, index) => {
    const base = extended.get(`schemas/${bases.get(key) ?? ""}`);
    return modelOf("schemas", key, base === undefined ? `Part${String(index + 1)}` : `${base}Base`);
  });
  const outcomes = keysOf(parts, "responses").map((key) => modelOf("responses", key, outcomeName(key)));
  return [...models, ...unnamed, ...outcomes];
}

function keysOf(parts: JsonObject, section: string): readonly string[] {
  return Object.keys(member(member(parts, "components"), section) ?? {});
}

/** `not_found` and `NotFoundResponse` become `NotFoundOutcome`: names that end in `Response` are often those of schemas. */
function outcomeName(key: string): string {
  return `${asciiName(key).replace(/(?<=.)Response$/, "")}Outcome`;
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
