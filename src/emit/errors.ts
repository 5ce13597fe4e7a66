/** Emits `errors.ts`: the described errors of each call, by status. */
import type { Method, Surface } from "../naming/surface.js";
import { allResources } from "./entry.js";
import { type Printer, type Statement } from "./print.js";
import { importOf } from "./imports.js";
import { propertyKey, stringLiteral } from "./text.js";
import { named, namesIn, typeText, union, type TypeValue } from "./type-value.js";
import { mediaType, modelNames, schemaNames, type ModelNames } from "./types.js";

/** Methods that have a described error body for at least one exact status, in the order of the surface. */
function described(surface: Surface): readonly Method[] {
  const methods = [...surface.methods, ...allResources(surface.resources).flatMap((resource) => resource.methods)];
  return methods.filter(({ result }) => result.failures.length > 0);
}

/** Whether the package has an `errors.ts`. */
export function hasTypedErrors(surface: Surface): boolean {
  return described(surface).length > 0;
}

/** Emits the text of `errors.ts`; only for packages with typed errors (see `hasTypedErrors`). */
export function emitErrors(surface: Surface, print: Printer): string {
  const methods = described(surface);
  const models = modelNames(surface);
  const types = methods.map((method) => errorTypes(method, models));
  const mentioned = new Set(types.flat().flatMap((type) => [...namesIn(type)]));
  const statements: Statement[] = [
    importOf("./runtime/index.js", ["APIError", "type DescribedError"]),
    importOf("./schema.js", schemaNames(mentioned, surface), true),
    interfaceText(methods, types),
    GUARD,
    statusesConstant(methods),
  ];
  return print("errors.ts", statements);
}

/** Text, not a structure, because ts-morph cannot break a union over lines. */
function interfaceText(methods: readonly Method[], types: readonly (readonly TypeValue[])[]): string {
  const properties = methods.map(({ call }, index) => `  ${propertyKey(call)}:${unionText(types[index] ?? [])};\n`);
  return `
/** The errors that the specification declares, by call. Undeclared statuses are not included. */
export interface CallErrors {\n${properties.join("")}}`;
}

function unionText(types: readonly TypeValue[]): string {
  const texts = types.map(typeText);
  return texts.length === 1 ? ` ${texts.join("")}` : texts.map((text) => `\n    | ${text}`).join("");
}

/** `DescribedError<404, …>` for each error that the document describes. */
function errorTypes({ operation, result }: Method, models: ModelNames): readonly TypeValue[] {
  return result.failures.map(({ outcome, status, bodies }) => {
    const body = union(bodies.map((media) => mediaType(operation, outcome, media, models)));
    return named("DescribedError", named(String(status)), body ?? named("unknown"));
  });
}

const GUARD = `
/**
 * Whether an error came from this call with a status that the specification declares; its \`body\` is then typed, and
 * narrows by \`status\`.
 *
 * @example
 * if (isErrorOf(error, "pets.create") && error.status === 422) error.body.detail;
 */
export function isErrorOf<Call extends keyof CallErrors>(error: unknown, call: Call): error is CallErrors[Call] {
  return error instanceof APIError && error.operation === call && statuses[call].includes(error.status);
}`;

function statusesConstant(methods: readonly Method[]): Statement {
  const lines = methods.map(({ call, result }) => {
    const statuses = result.failures.map(({ status }) => status);
    return `  ${stringLiteral(call)}: [${statuses.join(", ")}],\n`;
  });
  return `\nconst statuses: Readonly<Record<keyof CallErrors, readonly number[]>> = {\n${lines.join("")}};`;
}
