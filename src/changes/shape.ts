/** What values a schema allows, without the ways of writing it: `allOf`, alternatives of one, open lists, 3.0 and 3.1. */
import type { SchemaView, ValueLimits } from "../api/schema/schema.js";
import type { Json } from "../document/document.js";
import type { Pointer } from "../diagnostic.js";
import type { Use } from "./judge.js";
import { demandsOf, limitsOf } from "./limits.js";

/** Schemas that a value fits all at once. */
export type Whole = readonly SchemaView[];

export interface ShapeProperty {
  readonly whole: Whole;
  readonly required: boolean;
}

export interface Shape {
  readonly pointer: Pointer | undefined;
  /** Undefined where any type is allowed. */
  readonly types: ReadonlySet<string> | undefined;
  readonly nullable: boolean;
  /** As JSON text, by which they are compared. */
  readonly values: ReadonlySet<string> | undefined;
  readonly properties: ReadonlyMap<string, ShapeProperty>;
  readonly rest: Whole | "open" | "closed" | "unsaid";
  readonly items: Whole;
  readonly firstItems: readonly Whole[];
  /** Alternatives that could not be told as types and values; none where there is one form. */
  readonly alternatives: readonly Whole[];
  /** What tells the alternatives apart. */
  readonly tag: SchemaView["discriminator"];
  readonly limits: ValueLimits;
  /** Sets of keys of which a value must have one; none where nothing says so. */
  readonly demands: ReadonlySet<string>;
  readonly format: string | undefined;
  readonly default: string | undefined;
}

/** Every view of a whole with its `allOf` and its alternatives of one, each once. */
function flatten(whole: Whole, found = new Set<SchemaView>()): ReadonlySet<SchemaView> {
  for (const view of whole) {
    if (found.has(view)) continue;
    found.add(view);
    flatten(view.parts, found);
    for (const choice of view.choices) {
      const left = choice.filter(({ isNull }) => !isNull);
      if (left.length === 1) flatten(left, found);
    }
  }
  return found;
}

/** Shapes of single schemas, which are asked for again and again: a view never changes. */
const known = { request: new WeakMap<SchemaView, Shape>(), answer: new WeakMap<SchemaView, Shape>() };

/** The shape of a whole, as the side sees it that sends or receives it. */
export function shapeOf(whole: Whole, use: Use): Shape {
  const [view, ...others] = whole;
  if (view === undefined || others.length > 0) return readShape(whole, use);
  const shapes = known[use === "request" ? "request" : "answer"];
  const shape = shapes.get(view) ?? readShape(whole, use);
  shapes.set(view, shape);
  return shape;
}

function readShape(whole: Whole, use: Use): Shape {
  const views = [...flatten(whole)];
  const choices = views.flatMap((view) =>
    choicesOf(view, views).map((choice) => ({ view, choice: choice.filter(({ isNull }) => !isNull) })),
  );
  const open = choices.filter(({ choice }) => choice.length > 1 && !choice.every(isConstraint));
  const merged = open.length === 1 ? mergedPlain(open[0]?.choice ?? []) : undefined;
  const chosen = merged === undefined ? open[0] : undefined;
  const types = common(views.flatMap((view) => typesOf(view) ?? []));
  const values = common(views.flatMap(({ values }) => (values === undefined ? [] : [textsOf(values)])));
  return {
    pointer: whole[0]?.pointer,
    types: merged?.types ?? types ?? typesOfValues(values),
    nullable: whole.some(isNullable),
    values: merged === undefined ? values : merged.values,
    properties: propertiesOf(views, use),
    rest: restOf(views),
    items: views.flatMap(({ items }) => items ?? []),
    firstItems: (views.find(({ firstItems }) => firstItems.length > 0)?.firstItems ?? []).map((view) => [view]),
    alternatives: chosenAlternatives(chosen, views),
    tag: views.find(({ discriminator }) => discriminator !== undefined)?.discriminator,
    limits: limitsOf(views),
    demands: demandsOf(choices.map(({ choice }) => choice)),
    format: views.find(({ format }) => format !== undefined)?.format,
    default: textOf(whole.find((view) => view.default !== undefined)?.default),
  };
}

/** What a view is one of: its choices, or the variants of a schema that is not here because one of them extends it. */
function choicesOf(view: SchemaView, views: readonly SchemaView[]): readonly (readonly SchemaView[])[] {
  const isVariant = view.variants.some((variant) => views.includes(variant));
  return view.variants.length === 0 || isVariant ? view.choices : [view.variants];
}

function chosenAlternatives(
  chosen: { readonly view: SchemaView; readonly choice: readonly SchemaView[] } | undefined,
  views: readonly SchemaView[],
): readonly Whole[] {
  if (chosen === undefined) return [];
  const { view, choice } = chosen;
  // A variant extends the schema that it is a variant of.
  const own = view.variants.length === 0 && saysMore(view) ? [view.besideChoices] : [];
  const beside = views.filter((one) => one !== view && one.properties.size > 0 && one.choices.length === 0);
  return alternativesOf(choice, [...own, ...beside]);
}

/** Whether a schema says something of objects beside its choices. */
function saysMore({ properties, required, rest }: SchemaView): boolean {
  return properties.size > 0 || required.length > 0 || rest === "closed";
}

/** An alternative among others, each of which may itself be alternatives. */
function alternativesOf(choice: readonly SchemaView[], shared: readonly SchemaView[]): readonly Whole[] {
  const flat = choice.flatMap((view) => {
    const [inner, ...others] = view.choices;
    const [part] = view.parts;
    if (!isBare(view)) return [view];
    if (view.parts.length === 1 && view.choices.length === 0 && part !== undefined) return [part];
    return view.parts.length === 0 && others.length === 0 && inner !== undefined ? inner : [view];
  });
  return flat.filter(({ isNull }) => !isNull).map((view) => [view, ...shared]);
}

/** Whether it says nothing beside its parts and its choices. */
function isBare(view: SchemaView): boolean {
  const { types, values, discriminator, items, isNullable: orNull, limits } = view;
  const isLimited = limits.lower.size + limits.upper.size + limits.other.size > 0;
  const isTyped = types.length > 0 || values !== undefined || items !== undefined || isLimited;
  return !isTyped && !orNull && discriminator === undefined && view.rest === "unsaid" && !saysMore(view);
}

const isConstraint = (view: SchemaView): boolean => view.isConstraintOnly;

function isNullable(view: SchemaView): boolean {
  if (view.isNullable && (view.parts.length === 0 || view.types.length === 0)) return true;
  if (view.choices.some((choice) => choice.some((one) => one.isNull || isNullableBy(one, view)))) return true;
  return (
    view.types.length === 0 && view.parts.length > 0 && view.parts.every((part) => part !== view && part.isNullable)
  );
}

const isNullableBy = (one: SchemaView, owner: SchemaView): boolean => one !== owner && one.isNullable;

function typesOf(view: SchemaView): ReadonlySet<string> | undefined {
  if (view.types.length > 0) return new Set(view.types);
  if (view.properties.size > 0 || typeof view.rest === "object") return new Set(["object"]);
  return view.items === undefined ? undefined : new Set(["array"]);
}

/** What all of the sets allow; undefined where there are none. An integer is a number. */
function common(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> | undefined {
  const [first, ...others] = sets;
  if (first === undefined) return undefined;
  return others.reduce((kept, set) => {
    const allows = (type: string, by: ReadonlySet<string>) => by.has(type) || (type === "integer" && by.has("number"));
    return new Set([
      ...[...kept].filter((type) => allows(type, set)),
      ...[...set].filter((type) => allows(type, kept)),
    ]);
  }, first);
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function textsOf(values: readonly Json[]): ReadonlySet<string> {
  return new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value)));
}

function typesOfValues(values: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (values === undefined) return undefined;
  return new Set(
    [...values].map((text) => (text.startsWith('"') ? "string" : /^[tf]/.test(text) ? "boolean" : "number")),
  );
}

interface Plain {
  readonly types: ReadonlySet<string>;
  readonly values: ReadonlySet<string> | undefined;
}

const SCALARS = new Set(["string", "number", "integer", "boolean"]);

/** Alternatives of scalars as one set of types and values: `anyOf: [string, enum]` is a string. */
function mergedPlain(choice: readonly SchemaView[]): Plain | undefined {
  const shapes = choice.map((view) => shapeOf([view], "answer"));
  const isScalar = ({ types, alternatives }: Shape) =>
    types !== undefined && alternatives.length === 0 && [...types].every((type) => SCALARS.has(type));
  if (!shapes.every(isScalar)) return undefined;
  const types = new Set(shapes.flatMap((shape) => [...(shape.types ?? [])]));
  if (shapes.every((shape) => shape.values !== undefined)) {
    return { types, values: new Set(shapes.flatMap((shape) => [...(shape.values ?? [])])) };
  }
  const free = new Set(shapes.flatMap((shape) => (shape.values === undefined ? [...(shape.types ?? [])] : [])));
  const isCovered = shapes.every(({ types: own }) => [...(own ?? [])].every((type) => free.has(type)));
  return isCovered ? { types: free, values: undefined } : { types, values: undefined };
}

function propertiesOf(views: readonly SchemaView[], use: Use): ReadonlyMap<string, ShapeProperty> {
  const required = new Set(views.flatMap((view) => view.required));
  const found = new Map<string, { readonly whole: SchemaView[]; readonly required: boolean }>();
  const hidden = new Set<string>();
  for (const view of views) {
    for (const [name, property] of view.properties) {
      const { schema } = property;
      const isHidden =
        use === "request"
          ? property.isReadOnly || schema?.isReadOnly === true
          : property.isWriteOnly || schema?.isWriteOnly === true;
      if (isHidden) hidden.add(name);
      const known = found.get(name) ?? { whole: [], required: required.has(name) };
      if (schema !== undefined && !known.whole.includes(schema)) known.whole.push(schema);
      found.set(name, known);
    }
  }
  for (const name of hidden) found.delete(name);
  return found;
}

function restOf(views: readonly SchemaView[]): Shape["rest"] {
  const rests = views.map(({ rest }) => rest);
  const typed = rests.filter((rest) => typeof rest === "object");
  if (rests.includes("closed")) return "closed";
  if (typed.length > 0) return typed;
  return rests.includes("open") ? "open" : "unsaid";
}
