/** `pagination`: the schemes that the file declares. */
import { type KeyPath, listOf, mappingOf } from "./mapping.js";

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
  /** Whether it is a list. */
  readonly isList?: true;
  /** The response header that holds it in the place of the body. */
  readonly header?: string;
}

/** Reads the pagination schemes: a list of them, or one alone. */
export function readSchemes(value: unknown): readonly StainlessScheme[] {
  const listed = Array.isArray(value);
  return (listed ? listOf(value) : [value]).flatMap((entry, index) => {
    const { name = listed ? undefined : "page", type, ...rest } = mappingOf(entry);
    if (typeof name !== "string" || (!listed && typeof type !== "string")) return [];
    const fields = { request: readFields(rest["request"]), response: readFields(rest["response"]) };
    const itself = Object.values(mappingOf(rest["response"])).some((field) => isTopLevel(field));
    return [
      {
        name,
        path: listed ? ["pagination", String(index)] : ["pagination"],
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
    const { purpose, from_header: header } = mappingOf(field["x-stainless-pagination-property"]);
    const here = [...path, name];
    const own = {
      name,
      path: here,
      ...(typeof purpose === "string" ? { purpose } : {}),
      ...(field["type"] === "array" ? { isList: true as const } : {}),
      ...(typeof header === "string" ? { header } : {}),
    };
    const inner = [field, mappingOf(field["items"])].flatMap((owner) => readFields(owner["properties"], here));
    return path.length === 0 || own.purpose !== undefined ? [own, ...inner] : inner;
  });
}

function isTopLevel(field: unknown): boolean {
  return mappingOf(mappingOf(field)["x-stainless-pagination-property"])["is_top_level_array"] === true;
}
