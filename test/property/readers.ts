/** Readers of requests that know nothing of Callwright: a server's libraries, and the schema of what is to be read. */
import type { IncomingHttpHeaders } from "node:http";
import busboy from "busboy";
import qs from "qs";
import type { Shape } from "./random-shapes.js";

export interface Received {
  /** What stands in the path behind the number of the operation, as it was sent. */
  readonly segment: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Fields = Readonly<Record<string, unknown>>;
type Options = Pick<qs.IParseOptions, "comma" | "delimiter">;

const LIMITS = { depth: 10, arrayLimit: 1000, parameterLimit: 100_000 };

/** `name=value` pairs. Objects made by a parser have no prototype. */
export function pairsOf(text: string, options: Options = {}): Fields {
  return JSON.parse(JSON.stringify(qs.parse(text, { ...LIMITS, ...options }))) as Fields;
}

/** @param separator what separates the items of a list in place of a comma */
export function queryOf({ query }: Received, options: Options = {}, separator = /,/g): Fields {
  return pairsOf(query.replace(separator, ","), options);
}

/** An object that was written as its members, or the one value. Undefined where nothing is there. */
export function memberOf(fields: Fields, shape: Shape): unknown {
  if (shape.kind === "object") return listsIn(fields, shape);
  return listed(fields["value"], shape);
}

/** A list of one looks as its item does; an object without `explode` is a list of its names and values. */
export function listed(found: unknown, { kind }: Shape): unknown {
  if (found === undefined || kind === "one") return found;
  const list = [found].flat();
  if (kind === "list") return list;
  return Object.fromEntries(list.flatMap((name, at) => (at % 2 === 0 ? [[name as string, list[at + 1]]] : [])));
}

function listsIn(fields: Fields, { schema }: Shape): unknown {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, { readonly type?: string }>>;
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    properties[name]?.type === "array" ? [value].flat() : value,
  ]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function formOf({ body }: Received, shape: Shape, options: Options = {}): unknown {
  return listsIn(pairsOf(body.toString(), options), shape);
}

export function linesOf({ body }: Received): unknown {
  const lines = body.toString().split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line) as unknown);
}

/** The parts by name; those of JSON parsed, and files in Base64. */
export async function partsOf({ headers, body }: Received, shape: Shape): Promise<unknown> {
  const parts: [string, unknown][] = [];
  const reader = busboy({ headers, defParamCharset: "utf8" });
  reader.on("field", (name, text, { mimeType }) =>
    parts.push([name, mimeType === "application/json" ? JSON.parse(text) : text]),
  );
  reader.on("file", (name, stream) => {
    const pieces: Buffer[] = [];
    const at = parts.push([name, undefined]) - 1;
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => (parts[at] = [name, { bytes: Buffer.concat(pieces).toString("base64") }]));
  });
  await new Promise((resolve, reject) => reader.on("close", resolve).on("error", reject).end(body));
  const fields: Record<string, unknown> = {};
  for (const [name, value] of parts) fields[name] = name in fields ? [fields[name], value].flat() : value;
  return listsIn(fields, shape);
}
