/** `pagination`: the schemes that the file declares. */
import { inside, type KeyPath, listOf, mappingOf, top, under, type UnknownKeys } from "./mapping.js";

/** A pagination scheme, under the name that methods use to refer to it. */
export interface StainlessScheme {
  readonly name: string;
  readonly path: KeyPath;
  readonly type?: string;
  /** Parameters of the request and properties of the response, with the purpose of each. */
  readonly request: readonly StainlessField[];
  readonly response: readonly StainlessField[];
  /** Whether the response itself is the list. */
  readonly itself?: true;
}

/** A field at any depth. */
export interface StainlessField {
  readonly name: string;
  readonly path: KeyPath;
  readonly purpose?: string;
}

/** Reads the pagination schemes; unknown keys are recorded. */
export function readSchemes(value: unknown, unknown: UnknownKeys): readonly StainlessScheme[] {
  return listOf(value).flatMap((entry, index) => {
    const { name, type, ...rest } = mappingOf(entry);
    const known = ["request", "response", "description", "param_location"];
    const spot = inside(under(top, "pagination"), index);
    unknown.noteOthers(rest, spot, known);
    if (typeof name !== "string") return [];
    const fields = { request: readFields(rest["request"]), response: readFields(rest["response"]) };
    const itself = Object.values(mappingOf(rest["response"])).some((field) => isTopLevel(field));
    return [
      {
        name,
        path: spot.path,
        ...(typeof type === "string" ? { type } : {}),
        ...fields,
        ...(itself ? { itself } : {}),
      },
    ];
  });
}

/** Fields and nested fields, of which only those with a purpose count. */
function readFields(value: unknown, path: KeyPath = []): readonly StainlessField[] {
  if (path.length > 4) return [];
  return Object.entries(mappingOf(value)).flatMap(([name, node]) => {
    const field = mappingOf(node);
    const { purpose } = mappingOf(field["x-stainless-pagination-property"]);
    const here = [...path, name];
    const own = { name, path: here, ...(typeof purpose === "string" ? { purpose } : {}) };
    const inner = [field, mappingOf(field["items"])].flatMap((owner) => readFields(owner["properties"], here));
    return path.length === 0 || own.purpose !== undefined ? [own, ...inner] : inner;
  });
}

function isTopLevel(field: unknown): boolean {
  return mappingOf(mappingOf(field)["x-stainless-pagination-property"])["is_top_level_array"] === true;
}
