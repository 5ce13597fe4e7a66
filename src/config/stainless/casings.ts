/** `custom_casings`: how the file's clients spell words. */
import { camelCase, pascalCase, words } from "../../casing.js";
import { mappingOf, type Misfits, under, top } from "./mapping.js";

/** Spellings in class names, by word or by whole name in snake case. */
export type Casings = ReadonlyMap<string, string>;

/** Words that Stainless's TypeScript clients always write in capitals. */
const initialisms: ReadonlySet<string> = new Set(["ai", "api", "dns", "ip", "sms", "tls", "url"]);

/** A mapping, or a list of mappings, from a word in snake case to its spelling in class names, or to its spelling by style. */
export function readCasings(value: unknown, misfits: Misfits): Casings {
  const casings = new Map<string, string>();
  const listed = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  for (const [index, mapping] of (listed ?? [value]).map(mappingOf).entries()) {
    for (const [word, casing] of Object.entries(mapping)) {
      const pascal = typeof casing === "string" ? casing : mappingOf(casing)["pascal"];
      const path = ["custom_casings", ...(listed ? [String(index)] : []), word];
      if (typeof pascal === "string" && /^[A-Za-z][A-Za-z0-9]*$/.test(pascal)) casings.set(snakeCase(word), pascal);
      else misfits.note({ path, pattern: under(top, "custom_casings", word).pattern });
    }
  }
  return casings;
}

/**
 * The camelCase of a name; the file's spellings apply to all words but the first: `list_mcp_servers` → `listMCPServers`.
 * Capitals that the owner wrote stay: `advance_byID` → `advanceByID`.
 */
export function cased(name: string, casings: Casings): string {
  const isCamel = /^[a-z][A-Za-z0-9]*$/.test(name);
  const whole = isCamel ? undefined : casings.get(snakeCase(name));
  if (whole !== undefined) return withSmallStart(whole);
  const [first = "", ...rest] = partsOf(name);
  return (
    withSmallStart(first).replace(/[A-Z][a-z0-9]+/g, (hump) => spellingOf(hump.toLowerCase(), casings) ?? hump) +
    rest.map((part) => respelled(part, casings)).join("")
  );
}

/** The parts of a name as its owner wrote them; the words of one that is all capitals, or not of ASCII letters and digits. */
function partsOf(name: string): readonly string[] {
  const parts = name.split(/[-_ ]+/).filter((part) => part !== "");
  const isPlain = /[a-z]/.test(name) && parts.length > 0 && parts.every((part) => /^[A-Za-z0-9]+$/.test(part));
  return isPlain && /^[A-Za-z]/.test(name) ? parts : [camelCase(name)];
}

/** `APIKeys` → `apiKeys`, `AdvanceByID` → `advanceByID`. */
function withSmallStart(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
}

/** A part after the first, with a capital at its start. */
function respelled(part: string, casings: Casings): string {
  return part.replace(/^[a-z][a-z0-9]*|[A-Z][a-z0-9]+/g, (word) => {
    const small = word.toLowerCase();
    return spellingOf(small, casings) ?? word.charAt(0).toUpperCase() + word.slice(1);
  });
}

/** A name as a class name: `acme-ai` → `AcmeAI` if the file spells `ai` that way. */
export function classCased(name: string, casings: Casings): string {
  return casings.get(snakeCase(name)) ?? spelled(words(name), casings);
}

function spelled(parts: readonly string[], casings: Casings): string {
  return parts.map((word) => spellingOf(word, casings) ?? pascalCase(word)).join("");
}

function spellingOf(word: string, casings: Casings): string | undefined {
  return casings.get(word) ?? (initialisms.has(word) ? word.toUpperCase() : undefined);
}

function snakeCase(name: string): string {
  return words(name).join("_");
}
