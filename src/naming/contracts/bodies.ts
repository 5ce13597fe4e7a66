/** Bodies that cannot be sent as the document declares them: what the user says of them, and findings. */
import type { Decisions } from "../../config/decisions.js";
import type { BodyMedia, Operation } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, blankAddress } from "../../document/address.js";
import { formsOf, isUnsendable } from "./body-argument.js";
import { finding } from "../findings/finding.js";
import type { BodyForm, Method } from "../surface.js";

/** An address in its one form, whatever its parameters are called; a call as it is. */
function keyOf(key: string): string {
  return key.includes("/") ? blankAddress(key) : key.trim();
}

/** Tells whether the configuration sends a body as a part of the query. */
export function bodiesInQuery({ bodyInQuery = [] }: Decisions): (call: string, operation: Operation) => boolean {
  return listedBodies(bodyInQuery);
}

/** Tells whether the configuration lets callers pass the whole body of a call by position. */
export function bodiesByPosition({ bodyByPosition = [] }: Decisions): (call: string, operation: Operation) => boolean {
  return listedBodies(bodyByPosition);
}

function listedBodies(list: readonly string[]): (call: string, operation: Operation) => boolean {
  const keys = new Set(list.map(keyOf));
  return (call, { address, body }) => body !== undefined && (keys.has(call) || keys.has(keyOf(addressText(address))));
}

/** The argument that holds the whole body of a call, where the configuration wants one. */
export function bodyNames({ bodies = {} }: Decisions): (call: string, operation: Operation) => string | undefined {
  const names = new Map(Object.entries(bodies).map(([key, name]) => [keyOf(key), name]));
  return (call, { address }) => names.get(call) ?? names.get(keyOf(addressText(address)));
}

export function bodyFindings(methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  return [
    ...methods.flatMap(unsendable),
    ...methods.flatMap((method) =>
      (method.body ? formsOf(method.body) : []).flatMap((form) => formFindings(method, form)),
    ),
    ...misdirected(methods, config),
  ];
}

function unsendable({ operation, body, call }: Method): readonly Diagnostic[] {
  if (!isUnsendable(operation) || body) return [];
  const { address, pointer } = operation;
  const method = address.method.toUpperCase();
  if (method === "TRACE") {
    const message = `${addressText(address)} cannot be called: \`fetch\` cannot send TRACE requests.`;
    return [
      finding("unsendable-method", "warning", message, pointer, "Leave it out with `skip` under `x-callwright`."),
    ];
  }
  const message = `${addressText(address)} declares a body, which has no meaning for this method and which \`fetch\` cannot send, so the method takes no body.`;
  const hint = `Declare a POST, or query parameters; or send it in the query with \`bodyInQuery: ["${call}"]\` under \`x-callwright\`.`;
  return [finding("unsendable-body", "warning", message, operation.body?.pointer ?? pointer, hint)];
}

function formFindings(method: Method, form: BodyForm): readonly Diagnostic[] {
  const { media } = form;
  const others = method.operation.body?.media ?? [];
  return [
    ...(media.isUnwritable ? [unwritable(method, media)] : []),
    ...(media.kind === "json" && media.contents && !others.some(({ kind }) => kind === "multipart")
      ? [fileInJson(method, Object.keys(media.contents))]
      : []),
    ...(media.kind === "form" && media.undecided ? [undecided(method, media.undecided)] : []),
  ];
}

function unwritable({ operation }: Method, { type, given, kind }: BodyMedia): Diagnostic {
  if (given === "form") {
    const own = kind === "form" ? "URLSearchParams" : "FormData";
    const message = `${addressText(operation.address)} declares a body as \`${type}\` whose schema has no properties, but the fields of a form have names, so callers pass a \`${own}\`.`;
    return finding(
      "unwritable-body",
      "warning",
      message,
      operation.body?.pointer,
      "Declare `type: object` with a property for each field.",
    );
  }
  const message = `${addressText(operation.address)} takes an object as \`${type}\`, but Callwright cannot serialize that type, so callers pass text or bytes.`;
  const hint = "Declare `type: string`, or add `application/json` beside it.";
  return finding("unwritable-body", "warning", message, operation.body?.pointer, hint);
}

function fileInJson({ operation }: Method, names: readonly string[]): Diagnostic {
  const message = `${addressText(operation.address)} declares ${listed(names)} as binary in a JSON body, which cannot hold bytes; a call that passes a file there fails.`;
  const hint = "Declare `multipart/form-data`, or base64 as a string (`format: byte`, `contentEncoding: base64`).";
  return finding("file-in-json", "warning", message, operation.body?.pointer, hint);
}

function undecided({ operation }: Method, names: readonly string[]): Diagnostic {
  const message = `${addressText(operation.address)} does not declare how ${listed(names)} ${names.length === 1 ? "is" : "are"} encoded in its form, so objects are sent as JSON.`;
  const hint =
    "Declare it under `encoding`: `style: deepObject` for names such as `a[b]`, `contentType: application/json` for JSON.";
  return finding("undecided-encoding", "info", message, operation.body?.pointer, hint);
}

/** The first names of a list, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  return names.length > 3 ? `${shown.join(", ")} and ${String(names.length - 3)} more` : shown.join(", ");
}

/** Entries of the configuration that meet no method with a body. */
function misdirected(methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  const known = new Set(
    methods.flatMap(({ call, operation }) => (operation.body ? [call, keyOf(addressText(operation.address))] : [])),
  );
  const lists = [
    ["bodyInQuery", config.bodyInQuery ?? []],
    ["bodyByPosition", config.bodyByPosition ?? []],
    ["bodies", Object.keys(config.bodies ?? {})],
  ] as const;
  return lists.flatMap(([list, keys]) =>
    keys
      .filter((key) => !known.has(keyOf(key)))
      .map((key) => {
        const message = `\`${key}\` under \`${list}\` matches no method with a body.`;
        const hint = "Write an address as the document does, or a call; or remove the line.";
        return finding("unknown-target", "warning", message, config.placeOf?.(list, key), hint);
      }),
  );
}
