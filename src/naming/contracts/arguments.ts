/**
 * The keys of a method's first argument: one flat object for path, query, header, cookie and body.
 *
 * A caller writes the document's own names, or those that the configuration gives. Where two inputs share one, the later
 * location gets a suffix (`id` in the path, `id_query`); a header may be written in camel case too, and `ids[]` in the query
 * as `ids`, where no other argument has that name; where a body property shares one, or the body is not an object, the body is held
 * whole under one key, `body` unless that is taken. Which form holds is decided here, once, from the document: the
 * runtime never guesses it from the keys it is given.
 */
import type { Input, InputLocation, Operation } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { camelCase } from "../identifiers.js";
import { renamedInput } from "../findings/contracts.js";
import { formsOf, freeName, planBodyArgument } from "./body-argument.js";
import { planStyle, type QueryFormat } from "./request.js";
import type { Argument, BodyArgument, BodyForm, Positional } from "../surface.js";

export interface ArgumentPlan {
  readonly arguments: readonly Argument[];
  readonly body?: BodyArgument;
  readonly isOptional: boolean;
  readonly positional?: Positional;
  readonly lastPositional?: Positional;
  readonly diagnostics: readonly Diagnostic[];
}

const ORDER: readonly InputLocation[] = ["path", "query", "header", "cookie"];

/** Which parameters of a path a caller may give by position. */
export interface ByPosition {
  /** How many, from the first on. */
  readonly leading: number;
  /** Whether the last one may be given alone. */
  readonly last: boolean;
  /** The parameters themselves, in their order, in place of both. */
  readonly names?: readonly string[];
}

/** Decisions about a call's arguments that do not come from its operation. */
export interface ArgumentWishes {
  readonly byPosition: ByPosition;
  /** Whether its body is sent as a part of the query. */
  readonly isBodyInQuery: boolean;
  /** Whether its whole body may follow the ids by position. */
  readonly isBodyByPosition: boolean;
  /** The argument that holds its whole body, where the configuration wants one. */
  readonly bodyName: string | undefined;
  /** The name of an argument, where the configuration wants another than the document's. */
  readonly nameOf: (input: Input) => string | undefined;
  /** How lists and objects of the query are written, where the document does not say. */
  readonly queryFormat: QueryFormat;
}

export function planArguments(
  operation: Operation,
  { byPosition, isBodyInQuery, isBodyByPosition, bodyName, nameOf, queryFormat }: ArgumentWishes,
): ArgumentPlan {
  const diagnostics: Diagnostic[] = [];
  const planned = nameInputs(operation, { nameOf, queryFormat }, diagnostics);
  const body =
    operation.body &&
    planBodyArgument(operation, operation.body, planned, { isQuery: isBodyInQuery, name: bodyName }, diagnostics);
  return {
    arguments: withAliases(planned, body),
    ...(body ? { body } : {}),
    isOptional: isOptional(planned, body),
    ...((isBodyByPosition && planWithBody(planned, body)) || planPositional(planned, body, byPosition)),
    diagnostics,
  };
}

function planPositional(
  planned: readonly Argument[],
  body: BodyArgument | undefined,
  { leading, last, names: given }: ByPosition,
): Pick<ArgumentPlan, "positional" | "lastPositional"> {
  const form = (names: readonly string[]): Positional => {
    const rest = planned.filter(({ name }) => !names.includes(name));
    return { names, isRestOptional: isOptional(rest, body) };
  };
  const scalars = positionalNames(planned);
  if (given) {
    const listed = given.filter((name) => scalars.includes(name));
    return listed.length > 0 ? { positional: form(listed) } : {};
  }
  const isWhole = planned.filter(({ input }) => input.location === "path").length === scalars.length;
  const names = scalars.slice(0, leading);
  const lastName = last && isWhole ? scalars.slice(-1) : [];
  if (names.length === 0) return lastName.length > 0 ? { positional: form(lastName) } : {};
  const hasBoth = lastName.length > 0 && names.length === scalars.length && names.length > 1;
  return { positional: form(names), ...(hasBoth ? { lastPositional: form(lastName) } : {}) };
}

/** All ids and then the whole body; undefined where the call has no ids, or where its body is not held whole. */
function planWithBody(
  planned: readonly Argument[],
  body: BodyArgument | undefined,
): Pick<ArgumentPlan, "positional"> | undefined {
  const ids = positionalNames(planned);
  const isWhole = planned.filter(({ input }) => input.location === "path").length === ids.length;
  if (body?.key === undefined || body.others || ids.length === 0 || !isWhole) return undefined;
  const rest = planned.filter(({ name }) => !ids.includes(name));
  return { positional: { names: [...ids, body.key], isRestOptional: isOptional(rest, undefined) } };
}

/** Whether none of these must be given. */
function isOptional(inputs: readonly Argument[], body: BodyArgument | undefined): boolean {
  const isBodyNeeded = body?.required === true && formsOf(body).every(isFormNeeded);
  return !isBodyNeeded && !inputs.some(({ input }) => input.required);
}

function isFormNeeded(form: BodyForm): boolean {
  return form.key !== undefined || hasRequiredProperty(form);
}

/** Whether a body that is given must have some property. */
export function hasRequiredProperty({ media }: BodyForm): boolean {
  return media.demanding === true || (media.properties?.some(({ required }) => required) ?? false);
}

/** Names that are easier to write, beside those of the document, where nothing else has them. */
function withAliases(planned: readonly Argument[], body: BodyArgument | undefined): readonly Argument[] {
  const forms = body ? formsOf(body) : [];
  const inBody = forms.flatMap(({ key, media }) => [key ?? [], media.properties?.map(({ name }) => name) ?? []].flat());
  const taken = new Set([...planned.map(({ name }) => name), ...inBody]);
  return planned.map((argument) => {
    const alias = easierName(argument);
    if (alias === undefined || taken.has(alias)) return argument;
    taken.add(alias);
    return { ...argument, alias };
  });
}

/** A header's name in camel case, and the name of a list in the query without its brackets: `ids` for `ids[]`. */
function easierName({ name, input: { location } }: Argument): string | undefined {
  if (location === "header") return camelCase(name);
  return location === "query" ? /^([A-Za-z_$][\w$]*)\[\]$/.exec(name)?.[1] : undefined;
}

function nameInputs(
  operation: Operation,
  { nameOf, queryFormat }: Pick<ArgumentWishes, "nameOf" | "queryFormat">,
  diagnostics: Diagnostic[],
): readonly Argument[] {
  const taken = new Set<string>();
  const ordered = ORDER.flatMap((location) => operation.inputs.filter((input) => input.location === location));
  return inPathOrder(ordered, operation.address.path).map((input) => {
    const wanted = nameOf(input) ?? input.name;
    const name = freeName(wanted, taken, `${wanted}_${input.location}`);
    taken.add(name);
    if (name !== wanted) diagnostics.push(renamedInput(operation, input, { wanted, name }));
    const style = planStyle(input, queryFormat);
    return { name, input, ...(style ? { style } : {}) };
  });
}

/** Path inputs first, as the template has them: the order a caller reads them in. */
function inPathOrder(inputs: readonly Input[], path: string): readonly Input[] {
  const place = (input: Input) => (input.location === "path" ? path.indexOf(`{${input.name}}`) : path.length);
  return [...inputs].sort((one, other) => place(one) - place(other));
}

/** The leading parameters of the path that take a scalar: anything else by position would be taken for the one object. */
function positionalNames(planned: readonly Argument[]): readonly string[] {
  const inPath = planned.filter(({ input }) => input.location === "path");
  const end = inPath.findIndex(({ input }) => typeof input.example === "object" && input.example !== null);
  return inPath.slice(0, end < 0 ? inPath.length : end).map(({ name }) => name);
}
