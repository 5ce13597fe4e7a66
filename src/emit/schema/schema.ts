/**
 * Creates `schema.ts`, the types of a document, part by part. The types of a part depend on it and on what it refers to, so
 * that under `watch` the parts that a change does not reach keep the text of the last run.
 */
import { UnusableInput, type Pointer } from "../../diagnostic.js";
import type { Document } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";
import type { Model } from "../../naming/surface.js";
import { renewedInput, schemaInput, type SchemaInput } from "./input.js";
import { READABLE, writable } from "./marks.js";
import { modelReferences, withModels } from "./models.js";
import { COMPONENTS, partAt, partsOf, type Part } from "./parts.js";
import { aliasesOf, typesOf, type PartTypes } from "./part-types.js";
import { shortTypes } from "./short-types.js";
import { sourcesOf, staleParts, withUsers, type Sources } from "./sources.js";
import { createTransformer, discriminatorsIn, type Discriminators } from "./transform.js";

/** Holds the types of the last run for the next one. */
export interface KeptTypes {
  types?: Run | undefined;
}

interface Run {
  readonly sources: Sources;
  readonly input: SchemaInput;
  readonly discriminators: Discriminators;
  /** The names of the models in each part. */
  readonly names: ReadonlyMap<Pointer, string>;
  readonly modelsIn: ReadonlyMap<Pointer, readonly Model[]>;
  readonly types: ReadonlyMap<Pointer, PartTypes>;
}

/**
 * `paths`, `components` and `webhooks` as TypeScript; operations are addressed by path and method.
 *
 * @param kept holds the types of the last run, and then of this one; the text is the same without it
 * @throws UnusableInput with the part of the document that openapi-typescript cannot transform
 */
export function emitSchema(document: Document, models: readonly Model[], kept?: KeptTypes): Promise<string> {
  const sources = kept && sourcesOf(document, kept.types?.sources);
  const stale = kept?.types && sources && staleParts(kept.types.sources, sources);
  const last = stale && kept.types;
  const input = last ? renewedInput(last.input, document, stale) : schemaInput(document);
  const parts = partsOf(input.parts);
  const discriminators = last?.discriminators ?? readDiscriminators(document, parts);
  const every = [...models, ...unnamedModels(input, models)];
  const modelsIn = modelsByPart(every);
  const names = namesOf(modelsIn);
  const renamed = last && sources && withUsers(differences(last.names, names), sources);
  const transform = createTransformer(input.parts, discriminators, modelReferences(every));
  const short = shortTypes(parts, (part) =>
    made(document, part, () => withModels(transform(part).nodes, modelsIn.get(part.pointer) ?? [])),
  );
  const typesAt = (part: Part): PartTypes => {
    const { pointer } = part;
    const own = modelsIn.get(pointer) ?? [];
    const known = stale?.has(pointer) || renamed?.has(pointer) ? undefined : last?.types.get(pointer);
    if (known && isSame(last?.modelsIn.get(pointer) ?? [], own)) return known;
    return made(document, part, () => typesOf(part, transform(part), own, short));
  };
  const types = new Map(parts.map((part) => [part.pointer, typesAt(part)]));
  if (kept)
    kept.types = sources && input.isByPart ? { sources, input, discriminators, names, modelsIn, types } : undefined;
  return Promise.resolve(textOf(input, types, every));
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

/** The models in each part. */
function modelsByPart(models: readonly Model[]): ReadonlyMap<Pointer, readonly Model[]> {
  const found = new Map<Pointer, Model[]>();
  for (const model of models) {
    const pointer = partAt(model.steps.flatMap((step) => (step === "items" ? [] : step.member)));
    const known = found.get(pointer);
    if (known) known.push(model);
    else found.set(pointer, [model]);
  }
  return found;
}

/** Joins the types of all parts. */
function textOf(input: SchemaInput, types: ReadonlyMap<Pointer, PartTypes>, models: readonly Model[]): string {
  const declarations = new Map([...types.values()].flatMap((one) => [...one.declarations]));
  const aliases = aliasesOf(models.filter(({ name }) => !declarations.has(name)));
  const every = [...types.values(), aliases];
  const inside = (...steps: readonly string[]): string => membersIn(`${pointerOf(...steps)}/`, types);
  const components = COMPONENTS.map((kind) => {
    const members = inside("components", kind);
    return members === "" ? `    ${kind}: never;\n` : `    ${kind}: {\n${members}    };\n`;
  });
  const hasComponents = isObject(member(input.parts, "components"));
  const text = [
    declared("paths", inside("paths")),
    declared("webhooks", inside("webhooks")),
    declared("components", hasComponents ? components.join("") : ""),
    declared("$defs", ""),
    declared("operations", ""),
    ...models.map(({ name }) => declarations.get(name) ?? aliases.declarations.get(name) ?? ""),
  ];
  const uploads = every.some((one) => one.uploads);
  const writeOnly = every.some((one) => one.writeOnly);
  const imports = uploads ? 'import type { Uploadable } from "./runtime/uploads.js";\n\n' : "";
  const named = Object.entries({ WithRequired: WITH_REQUIRED, Omit: OMIT });
  const helpers = named
    .filter(([name]) => every.some(({ generics }) => generics.has(name)))
    .map(([, helper]) => helper);
  const marked = writeOnly || every.some(({ hasReadonly }) => hasReadonly);
  const access = [marked ? writable(writeOnly) : "", writeOnly ? READABLE : ""];
  return [imports, ...text, ...helpers, ...access].join("");
}

/** The members of an interface, one for each part with types below a pointer. */
function membersIn(above: Pointer, types: ReadonlyMap<Pointer, PartTypes>): string {
  return [...types]
    .map(([pointer, { text }]) => (pointer.startsWith(above) && text !== "" ? `${text}\n` : ""))
    .join("");
}

function declared(name: string, members: string): string {
  return members === ""
    ? `export type ${name} = Record<string, never>;\n`
    : `export interface ${name} {\n${members}}\n`;
}

/**
 * Names for parts of schemas that became components, and for the declarations of extended components. Callers do not
 * import them, but as interface members they could not refer to themselves inside a list or a union.
 */
function unnamedModels({ parts, bases }: SchemaInput, models: readonly Model[]): readonly Model[] {
  const known = new Set(models.map(({ component }) => component));
  const names = new Set(models.map(({ name }) => name));
  const extended = new Map(models.map(({ component, name }) => [component, name]));
  const nameOf = (key: string, count: number): string => {
    const base = extended.get(`schemas/${bases.get(key) ?? ""}`);
    return base === undefined ? `Part${String(count)}` : `${base}Base`;
  };
  const keys = Object.keys(member(member(parts, "components"), "schemas") ?? {});
  return keys
    .filter((key) => !known.has(`schemas/${key}`))
    .map((key, index): Model => {
      const schema = pointerOf("components", "schemas", key);
      let name = nameOf(key, index + 1);
      while (names.has(name)) name = `${name}_`;
      const steps = [{ member: "components" }, { member: "schemas" }, { member: key }] as const;
      return { name, schema, steps, component: `schemas/${key}` };
    });
}

function readDiscriminators(document: Document, parts: readonly Part[]): Discriminators {
  try {
    return discriminatorsIn(parts);
  } catch (cause) {
    throw untransformed(document, parts.find(failsAlone)?.pointer ?? pointerOf(), cause);
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

function made<T>(document: Document, { pointer }: Part, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    // Another part, whose type this one holds, may have failed.
    throw cause instanceof UnusableInput ? cause : untransformed(document, pointer, cause);
  }
}

function untransformed(document: Document, pointer: Pointer, cause: unknown): UnusableInput {
  return new UnusableInput({
    code: "emit/schema",
    severity: "error",
    message: `openapi-typescript could not generate types for this: ${cause instanceof Error ? cause.message : String(cause)}.`,
    hint: "Run `callwright lint` and fix what it reports here.",
    place: document.locate(pointer, true),
  });
}
/**
 * openapi-typescript uses `WithRequired` for what a part of `allOf` requires of another part. Its own definition requires
 * the keys to exist, and nullable types have none. `Pick` keeps `readonly`, which marks read-only properties.
 */
const WITH_REQUIRED = `type WithRequired<T, K extends PropertyKey> = T extends unknown
    ? T & Required<Pick<T, K & keyof T>>
    : never;
`;

/**
 * openapi-typescript replaces a discriminator's property with `Omit`. TypeScript's `Omit` reduces a union to the keys
 * that all members share, and loses the named keys of an object with an index signature; `schema.ts` uses this one
 * instead.
 */
const OMIT = `type Omit<T, K extends PropertyKey> = T extends unknown
    ? { [P in keyof T as P extends K ? never : P]: T[P] }
    : never;
`;
