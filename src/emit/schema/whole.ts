/** Joins the types of all parts into the text of `schema.ts`. */
import type { Pointer } from "../../diagnostic.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";
import type { Model } from "../../naming/surface.js";
import type { SchemaInput } from "./input.js";
import { READABLE, writable } from "./marks.js";
import { COMPONENTS } from "./parts.js";
import { aliasesOf, type PartTypes } from "./part-types.js";

/** @param models all of them, also those that callers do not import */
export function wholeText(
  input: SchemaInput,
  types: ReadonlyMap<Pointer, PartTypes>,
  models: readonly Model[],
): string {
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
