/** Findings that the owner of a document has chosen to ignore, in Redocly's `.redocly.lint-ignore.yaml`. */
import { existsSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import { tokensOf } from "../document/pointer.js";
import { readText } from "../document/text/source-file.js";

/** Next to the configuration or, if there is none, next to the document. */
export const ignoreFile = ".redocly.lint-ignore.yaml";

/**
 * Those of Redocly's findings that the file beside the configuration does not list, by file, rule and pointer. An entry
 * counts where its pointer leads to the place in the document itself.
 *
 * @param folder that of the configuration, or of the document where there is none
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

/** Bytes of a file of what is ignored. */
const LARGEST = 16 * 1024 * 1024;

/** `{ file: { rule: [pointer] } }`; undefined where the file is not YAML. What has another shape is passed over. */
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
