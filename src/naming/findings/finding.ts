/** Helpers that all findings of naming share. */
import type { Operation } from "../../api/api.js";
import type { Diagnostic, Place, Pointer, Severity } from "../../diagnostic.js";
import { addressText } from "../../document/address.js";

/** @param place a pointer into the document, or a place in a file of the configuration; absent where neither is known */
export function finding(
  code: string,
  severity: Severity,
  message: string,
  place: Pointer | Place | undefined,
  hint?: string,
): Diagnostic {
  const found = { code: `naming/${code}`, severity, message, ...(hint === undefined ? {} : { hint }) };
  return place === undefined ? found : { ...found, place: typeof place === "string" ? { pointer: place } : place };
}

/** The line of the configuration that decides one call. */
export function callsLine(operation: Operation, call: string): string {
  return `\`calls: { "${addressText(operation.address)}": ${call} }\` under \`x-callwright\``;
}

export function counted(count: number, singular: string, plural: string): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}
