/**
 * Names of models: the types that callers import by name.
 *
 * Every component schema is a model, and so are other components and inline schemas whose type is more than a scalar or a
 * list. A name that is legal as it is stays as the document writes it; any other becomes PascalCase. Where a framework only
 * counts its schemas, their titles name them. A model yields to what the package exports besides and to globals: it gets
 * the suffix `Model`, and then a number.
 */
import { schemaOfPart, type AnswerPart } from "../contracts/results.js";
import type { Api, Component, ComponentSection, MediaSchema } from "../../api/api.js";
import type { Decisions, Texts } from "../../config/decisions.js";
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { lockedModel, renamedModel, unknownModel } from "../findings/models.js";
import { asciiName, isTakenType } from "../identifiers.js";
import { stepsOf } from "./model-places.js";
import type { Method, Model } from "../surface.js";

export interface ModelPlan {
  readonly models: readonly Model[];
  /** Every type that the package exports. */
  readonly types: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param methods all of the surface
 * @param taken names of the package's classes, and of types that are not models
 */
export function nameModels(
  api: Api,
  methods: readonly Method[],
  taken: readonly string[],
  config: Decisions,
): ModelPlan {
  const ofCalls = methods.flatMap(callTypes);
  const used = new Map<string, Pointer | undefined>(taken.map((name) => [name, undefined]));
  for (const { name, schema } of ofCalls) used.set(name, schema);
  const components = nameComponents(api.components, used, config);
  const known = new Set(components.models.map(({ schema }) => schema));
  const inline = ofCalls.flatMap((type) => inlineModel(type, known) ?? []);
  const models = [...components.models, ...inline];
  const types = new Set([...used.keys(), ...models.map(({ name }) => name)]);
  return { models, types, diagnostics: components.diagnostics };
}

/** A type that a call declares. */
interface CallType extends MediaSchema {
  readonly name: string;
  readonly call: string;
  readonly description: string;
}

function callTypes(method: Method): readonly CallType[] {
  const { call, typeName, result, pages, operation, body } = method;
  const only = <Item>([first, ...others]: readonly Item[]): Item | undefined =>
    others.length === 0 ? first : undefined;
  const answer = only(result.parts);
  const piece = only(result.streamed?.parts ?? []);
  const list = operation.lists?.find(({ path }) => path.join(".") === pages?.plan.items.join("."));
  const type = (suffix: string, description: string, schema: MediaSchema | undefined): CallType => ({
    name: `${typeName}${suffix}`,
    call,
    description,
    ...schema,
  });
  return [
    type("Params", `Arguments of \`${call}\`.`, isBodyAlone(method) ? body?.media : undefined),
    type("Body", `The body of \`${call}\`.`, body && !isBodyAlone(method) ? body.media : undefined),
    type("Result", `Result of \`${call}\`.`, answer && plainSchema(answer)),
    type("Piece", `One piece of \`${call}\` as a stream.`, piece && plainSchema(piece)),
    type("Item", `One item of \`${call}\`.`, pages && list?.items),
  ];
}

/** Whether the body is all that a call takes, and is taken as the document has it. */
function isBodyAlone({ arguments: inputs, body }: Method): boolean {
  const isPlain = body?.required === true && body.media.requiresReadOnly !== true && body.media.holdsWriteOnly !== true;
  return isPlain && body.key === undefined && !body.others && inputs.length === 0;
}

/** A schema whose type a caller gets as it is. */
function plainSchema(part: AnswerPart): MediaSchema | undefined {
  return part.kind === "media" && part.media.holdsWriteOnly ? undefined : schemaOfPart(part);
}

function inlineModel(
  { name, call, description, schema, isComposed }: CallType,
  known: Set<Pointer>,
): Model | undefined {
  const steps = schema === undefined || !isComposed || known.has(schema) ? undefined : stepsOf(schema);
  if (schema === undefined || steps === undefined) return undefined;
  known.add(schema);
  return { name, schema, steps, call, description };
}

interface Claim {
  readonly component: Component;
  /** The name that the configuration gives it, or the package on disk if names are locked. */
  readonly given?: string;
}

function nameComponents(
  components: readonly Component[],
  used: ReadonlyMap<string, Pointer | undefined>,
  { models = {}, stainlessModels = {}, lockedModels = {}, placeOf }: Decisions,
): Pick<ModelPlan, "models" | "diagnostics"> {
  // Named twice, so that the stronger ones also come first.
  const wishes = { ...models, ...stainlessModels, ...models };
  const settle = (locked: Texts): NamedComponents => settleNames(claimsOf(components, wishes, locked), used);
  const { names, diagnostics } = settle(lockedModels);
  const free = Object.keys(lockedModels).length > 0 ? settle({}).names : names;
  const held = components.flatMap((component) => {
    const [name, otherwise] = [names.get(component), free.get(component)];
    return name === undefined || otherwise === undefined || name === otherwise
      ? []
      : [lockedModel(component, name, otherwise)];
  });
  const unknown = Object.keys(wishes).filter((key) => !components.some((one) => isMeant(one, key)));
  return {
    models: components.flatMap((component) => modelOf(component, names.get(component)) ?? []),
    diagnostics: [...diagnostics, ...held, ...unknown.map((key) => unknownModel(key, placeOf?.("models", key)))],
  };
}

/** A name that somebody chose is claimed first, then one that the document writes so; the others make way. */
function claimsOf(components: readonly Component[], wishes: Texts, locked: Texts): readonly Claim[] {
  const claims = components.map((component): Claim => {
    const given = wishFor(component, wishes) ?? locked[`${component.section}/${component.key}`];
    return given === undefined ? { component } : { component, given };
  });
  const rank = ({ component, given }: Claim): number => (given !== undefined ? 0 : isLegal(component) ? 1 : 2);
  return claims.sort((one, other) => rank(one) - rank(other));
}

interface NamedComponents {
  readonly names: ReadonlyMap<Component, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param taken names of types, and the schema of each that is one */
function settleNames(claims: readonly Claim[], taken: ReadonlyMap<string, Pointer | undefined>): NamedComponents {
  const used = new Map(taken);
  const names = new Map<Component, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { component, given } of claims) {
    const wanted = asciiName(given ?? wordsOf(component));
    const name = freeName(wanted, component, used);
    if (name !== wanted) diagnostics.push(renamedModel(component, wanted, name));
    used.set(name, component.schema);
    names.set(component, name);
  }
  return { names, diagnostics };
}

/** A key that only counts schemas, as Fastify's `def-0`. */
const COUNTED = /^def-\d+$/;

/** The document's words for a component: its key, or its title where the key only counts. */
function wordsOf({ key, title }: Component): string {
  return title !== undefined && COUNTED.test(key) ? title : key;
}

function modelOf({ section, key, schema }: Component, name: string | undefined): Model | undefined {
  const steps = stepsOf(schema);
  return name === undefined || steps === undefined
    ? undefined
    : { name, schema, steps, component: `${section}/${key}` };
}

function isLegal({ section, key }: Component): boolean {
  return section === "schemas" && asciiName(key) === key;
}

function isMeant({ section, key }: Component, wish: string): boolean {
  return wish === key || wish === asciiName(key) || wish === `${section}/${key}`;
}

function wishFor(component: Component, wishes: Texts): string | undefined {
  return Object.entries(wishes).find(([key]) => isMeant(component, key))?.[1];
}

/** The suffix for a model of each section whose own name is taken. */
const SUFFIXES: Readonly<Record<ComponentSection, string>> = {
  schemas: "Model",
  parameters: "Parameter",
  responses: "Response",
  requestBodies: "Body",
};

function freeName(
  wanted: string,
  { section, schema }: Component,
  used: ReadonlyMap<string, Pointer | undefined>,
): string {
  // A type of a call that is this very model may have its name.
  const isFree = (name: string): boolean =>
    !isTakenType(name) && (!used.has(name) || (used.get(name) === schema && section === "schemas"));
  const suffixed = wanted + SUFFIXES[section];
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : count === 2 ? suffixed : `${suffixed}${String(count - 1)}`;
    if (isFree(name)) return name;
  }
}
