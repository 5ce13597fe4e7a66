/** Filters findings that the owner of a document ignores in Redocly's `.redocly.lint-ignore.yaml`. */
import { existsSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import { tokensOf } from "../document/pointer.js";
import { readText } from "../document/text/regular-file.js";

/** Next to the configuration or, without one, next to the document. */
export const ignoreFile = ".redocly.lint-ignore.yaml";

/**
 * Returns Redocly's findings except those that the ignore file lists by file, rule and pointer. An entry counts if its
 * pointer leads to a location in the document itself.
 *
 * @param folder that of the configuration, otherwise that of the document
 */
export function withoutIgnored(
  findings: readonly Diagnostic[],
  document: Document,
  folder: string,
): { readonly kept: readonly Diagnostic[]; readonly unreadable?: Diagnostic } {
  const file = path.join(folder, ignoreFile);
  if (!existsSync(file)) return { kept: findings };
  const entries = entriesOf(file);
  if (entries === undefined) return { kept: findings, unreadable: unreadable(file) };
  const ignored = new Set(
    entries
      .filter((entry) => path.resolve(folder, entry.file) === document.file)
      .map(({ rule, at }) => keyOf(rule, at)),
  );
  const isKept = ({ code, place }: Diagnostic): boolean =>
    place === undefined || !("pointer" in place) || !ignored.has(keyOf(code.replace(/^lint\//, ""), place.pointer));
  return { kept: findings.filter(isKept) };
}

function keyOf(rule: string, pointer: string): string {
  return JSON.stringify([rule, ...tokensOf(pointer)]);
}

interface Entry {
  readonly file: string;
  readonly rule: string;
  readonly at: string;
}

/** The most bytes of an ignore file. */
const LARGEST = 16 * 1024 * 1024;

/** `{ file: { rule: [pointer] } }`; undefined if the file is not YAML. Skips entries of any other form. */
function entriesOf(file: string): readonly Entry[] | undefined {
  const text = readText(file, LARGEST);
  if (text === undefined) return undefined;
  try {
    return membersOf(load(text)).flatMap(([name, rules]) =>
      membersOf(rules).flatMap(([rule, pointers]) =>
        (Array.isArray(pointers) ? pointers : [])
          .filter((at) => typeof at === "string")
          .map((at) => ({ file: name, rule, at: at.replace(/^#?\/?/, "#/") })),
      ),
    );
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function unreadable(file: string): Diagnostic {
  return {
    code: "lint/ignore-file",
    severity: "warning",
    message: `\`${ignoreFile}\` is not YAML, so nothing is ignored.`,
    hint: "Correct it, or regenerate it with `redocly lint --generate-ignore-file`.",
    place: { file },
  };
}
