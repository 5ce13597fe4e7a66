/** Reports the OpenAPI 3.2 features that a client leaves out, so that no omission is silent. */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { childPointer, pointerOf } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import { isObject, listOf, objectOf, textOf, valueOf } from "./values.js";

/** Returns one finding for each operation and each parameter that the `Api` leaves out. */
export function findNewer(document: Document): readonly Diagnostic[] {
  const paths = Object.entries(objectOf(document.root, "paths") ?? {});
  return paths.flatMap(([path, node]) => {
    const { value: item, pointer } = follow(document, node, pointerOf("paths", path));
    return item ? [...newerMethods(path, item, pointer), ...newerParameters(document, item, pointer)] : [];
  });
}

/** The method QUERY, and methods that the author invents (OpenAPI Specification 3.2, section 4.9). */
function newerMethods(path: string, item: JsonObject, at: Pointer): readonly Diagnostic[] {
  const own = Object.keys(objectOf(item, "additionalOperations") ?? {});
  const found = [
    ...(objectOf(item, "query") ? [["QUERY", childPointer(at, "query")] as const] : []),
    ...own.map((method) => [method, childPointer(at, "additionalOperations", method)] as const),
  ];
  return found.map(([method, pointer]) => ({
    code: "api/unsupported-method",
    severity: "warning",
    message: `${method} ${path} is left out of the client: it cannot send \`${method}\`.`,
    hint: "Describe the operation under one of the methods of OpenAPI 3.1 too.",
    place: { pointer, onKey: true },
  }));
}

/** A parameter that represents the whole query string (section 4.12.1). */
function newerParameters(document: Document, item: JsonObject, at: Pointer): readonly Diagnostic[] {
  const owners = [
    [item, at] as const,
    ...Object.entries(item).flatMap(([key, value]) =>
      isObject(value) ? [[value, childPointer(at, key)] as const] : [],
    ),
  ];
  return owners.flatMap(([owner, pointer]) =>
    listOf(owner, "parameters").flatMap((node, index): readonly Diagnostic[] => {
      const place = follow(document, node, childPointer(pointer, "parameters", index));
      if (!place.value || valueOf(place.value, "in") !== "querystring") return [];
      return [
        {
          code: "api/unsupported-parameter",
          severity: "warning",
          message: `The parameter \`${textOf(place.value, "name") ?? ""}\` is left out of the client: it describes the whole query.`,
          hint: "Describe the parameters of the query one by one.",
          place: { pointer: place.pointer },
        },
      ];
    }),
  );
}
