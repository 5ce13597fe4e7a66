/** `errors.ts` of the generated package: what each call can fail with, by status, as far as the document describes it. */
import type { Operation, Outcome } from "../api/api.js";
import type { Method, Surface } from "../naming/surface.js";
import { allResources } from "./entry.js";
import { type Printer, type Statement } from "./print.js";
import { importOf } from "./resources.js";
import { propertyKey, stringLiteral } from "./text.js";
import { failures, mediaType } from "./types.js";

/** The methods whose errors have a body that the document describes under an exact status, in the order of the surface. */
function described(surface: Surface): readonly Method[] {
  const methods = [...surface.methods, ...allResources(surface.resources).flatMap((resource) => resource.methods)];
  return methods.filter(({ operation }) => exactFailures(operation).length > 0);
}

/** Whether the package has an `errors.ts`. */
export function hasTypedErrors(surface: Surface): boolean {
  return described(surface).length > 0;
}

export function emitErrors(surface: Surface, print: Printer): string {
  const methods = described(surface);
  const errors = interfaceText(methods);
  const statements: Statement[] = [
    importOf("./runtime/index.js", ["APIError", "type DescribedError"]),
    importOf("./schema.js", errors.includes("Readable<") ? ["paths", "Readable"] : ["paths"], true),
    errors,
    GUARD,
    statusesConstant(methods),
  ];
  return print("errors.ts", statements);
}

/** Written as text: the printer cannot break a union over lines. */
function interfaceText(methods: readonly Method[]): string {
  const properties = methods.map(({ call, operation }) => `  ${propertyKey(call)}:${errorUnion(operation)};\n`);
  return `
/** The errors that the specification describes, by call. A status that it does not describe is not among them. */
export interface CallErrors {\n${properties.join("")}}`;
}

const GUARD = `
/**
 * Whether an error came from this call with a status that the specification describes; its \`body\` is then typed, and
 * narrows by \`status\`.
 *
 * @example
 * if (isErrorOf(error, "pets.create") && error.status === 422) error.body.detail;
 */
export function isErrorOf<Call extends keyof CallErrors>(error: unknown, call: Call): error is CallErrors[Call] {
  return error instanceof APIError && error.operation === call && statuses[call].includes(error.status);
}`;

function exactFailures(operation: Operation): readonly Outcome[] {
  return failures(operation).filter(
    (outcome) => /^\d+$/.test(outcome.status) && outcome.media.some(({ kind, typed }) => kind === "json" && typed),
  );
}

/** The statuses under which the document describes the body of an error. */
export function describedFailures(operation: Operation): readonly number[] {
  return exactFailures(operation).map(({ status }) => Number(status));
}

function errorUnion(operation: Operation): string {
  const parts = exactFailures(operation).map((outcome) => {
    const bodies = outcome.media.filter(({ kind }) => kind === "json");
    const types = bodies.map((media) => mediaType(operation, outcome, media));
    return `DescribedError<${outcome.status}, ${[...new Set(types)].join(" | ")}>`;
  });
  return parts.length === 1 ? ` ${parts.join("")}` : parts.map((part) => `\n    | ${part}`).join("");
}

function statusesConstant(methods: readonly Method[]): Statement {
  const lines = methods.map(({ call, operation }) => {
    const statuses = exactFailures(operation).map(({ status }) => status);
    return `  ${stringLiteral(call)}: [${statuses.join(", ")}],\n`;
  });
  return `\nconst statuses: Readonly<Record<keyof CallErrors, readonly number[]>> = {\n${lines.join("")}};`;
}
