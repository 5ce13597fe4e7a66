/** Lines of configuration that fix differences, and the configuration with those lines. */
import type { Decisions } from "../config/decisions.js";
import { readGivenPages } from "../config/pages.js";
import { blankAddress } from "../document/address.js";

/** A map in the configuration, such as an entry of `pages`. */
export type FixMap = Readonly<Record<string, string | number>>;

/** One line below `x-callwright`. */
export type Fix =
  | {
      readonly key: "calls" | "aliases" | "arguments" | "models" | "credentials";
      readonly entry: string;
      readonly value: string;
    }
  | { readonly key: "pages"; readonly entry: string; readonly value: FixMap }
  | { readonly key: "bodyByPosition"; readonly item: string }
  | { readonly key: "client"; readonly value: string }
  | { readonly key: "positional"; readonly value: "all" | "last" | "both" };

/** The usual order of the keys in a configuration. */
const ORDER: readonly Fix["key"][] = [
  "client",
  "credentials",
  "positional",
  "calls",
  "aliases",
  "arguments",
  "bodyByPosition",
  "pages",
  "models",
];

/**
 * Chooses one value for each key: the one proposed most often, or the first of equals. For ids by position, the choice is
 * both forms if some calls have one and some the other.
 */
export function chooseFixes(fixes: readonly Fix[]): readonly Fix[] {
  const places = new Map<string, Map<string, { mend: Fix; votes: number }>>();
  for (const fix of fixes) {
    const values = places.get(fixKey(fix)) ?? new Map<string, { mend: Fix; votes: number }>();
    const value = valueText(fix);
    const known = values.get(value);
    values.set(value, { mend: fix, votes: (known?.votes ?? 0) + 1 });
    places.set(fixKey(fix), values);
  }
  const chosen = [...places.values()].flatMap((values) => {
    const [first, ...others] = [...values.values()];
    return first ? [others.reduce((best, one) => (one.votes > best.votes ? one : best), first).mend] : [];
  });
  const forms = new Set(fixes.flatMap((fix) => (fix.key === "positional" ? fix.value : [])));
  const settledForm = (fix: Fix): Fix =>
    fix.key === "positional" && forms.size > 1 ? { key: "positional", value: "both" } : fix;
  return ORDER.flatMap((key) => chosen.filter((fix) => fix.key === key).map(settledForm));
}

/** `calls GET /keys`: the key that can have only one value. */
export function fixKey(fix: Fix): string {
  if ("item" in fix) return `${fix.key} ${fix.item}`;
  return "entry" in fix ? `${fix.key} ${fix.entry}` : fix.key;
}

/** A fix as one line of YAML. */
export function fixText(fix: Fix): string {
  return "entry" in fix ? `${fix.key}: { ${quoted(fix.entry)}: ${valueText(fix)} }` : `${fix.key}: ${valueText(fix)}`;
}

/** What a fix sets, as YAML. */
export function valueText(fix: Fix): string {
  if ("item" in fix) return `[${quoted(fix.item)}]`;
  const { value } = fix;
  if (typeof value === "string") return quoted(value);
  const fields = Object.entries(value).map(
    ([key, one]) => `${key}: ${typeof one === "string" ? quoted(one) : String(one)}`,
  );
  return `{ ${fields.join(", ")} }`;
}

/** Quotes a text unless YAML reads it as a string without quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w.]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** Whether the owner's configuration already decides what this fix would change; the owner's setting stays. */
export function isDecided(decisions: Decisions, fix: Fix): boolean {
  if ("item" in fix) return decisions[fix.key]?.some((one) => blankAddress(one) === blankAddress(fix.item)) ?? false;
  if (!("entry" in fix)) return decisions[fix.key] !== undefined;
  if (fix.key === "calls" || fix.key === "pages") {
    const address = blankAddress(fix.entry);
    return Object.keys(decisions[fix.key] ?? {}).some((key) => blankAddress(key) === address);
  }
  if (fix.key === "credentials") return decisions.credentials?.[fix.entry]?.option !== undefined;
  return decisions[fix.key]?.[fix.entry] !== undefined;
}

/** Adds fixes to the decisions. */
export function withFixes(decisions: Decisions, fixes: readonly Fix[]): Decisions {
  return fixes.reduce<Decisions>((so, fix) => {
    switch (fix.key) {
      case "client":
        return { ...so, client: fix.value };
      case "positional":
        return { ...so, positional: fix.value };
      case "bodyByPosition":
        return { ...so, bodyByPosition: [...(so.bodyByPosition ?? []), fix.item] };
      case "credentials": {
        const credential = { ...so.credentials?.[fix.entry], option: fix.value };
        return { ...so, credentials: { ...so.credentials, [fix.entry]: credential } };
      }
      case "pages": {
        const read = readGivenPages(fix.value);
        return "given" in read ? { ...so, pages: { ...so.pages, [fix.entry]: read.given } } : so;
      }
      default:
        return { ...so, [fix.key]: { ...so[fix.key], [fix.entry]: fix.value } };
    }
  }, decisions);
}
