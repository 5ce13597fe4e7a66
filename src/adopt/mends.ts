/** Lines of configuration that fix differences, and the configuration with those lines. */
import type { Decisions } from "../config/decisions.js";
import { blankAddress } from "../document/address.js";

/** One line below `x-callwright`. */
export type Mend =
  | { readonly key: "calls" | "models" | "credentials"; readonly entry: string; readonly value: string }
  | { readonly key: "client"; readonly value: string }
  | { readonly key: "positional"; readonly value: "all" | "last" | "both" };

/** The usual order of the keys in a configuration. */
const ORDER: readonly Mend["key"][] = ["client", "credentials", "positional", "calls", "models"];

/**
 * Chooses one value for each key: the one proposed most often, or the first of equals. For ids by position, the choice is
 * both forms if some calls have one and some the other.
 */
export function settled(mends: readonly Mend[]): readonly Mend[] {
  const places = new Map<string, Map<string, { mend: Mend; votes: number }>>();
  for (const mend of mends) {
    const values = places.get(placeOf(mend)) ?? new Map<string, { mend: Mend; votes: number }>();
    const known = values.get(mend.value);
    values.set(mend.value, { mend, votes: (known?.votes ?? 0) + 1 });
    places.set(placeOf(mend), values);
  }
  const chosen = [...places.values()].flatMap((values) => {
    const [first, ...others] = [...values.values()];
    return first ? [others.reduce((best, one) => (one.votes > best.votes ? one : best), first).mend] : [];
  });
  const forms = new Set(mends.flatMap((mend) => (mend.key === "positional" ? mend.value : [])));
  const settledForm = (mend: Mend): Mend =>
    mend.key === "positional" && forms.size > 1 ? { key: "positional", value: "both" } : mend;
  return ORDER.flatMap((key) => chosen.filter((mend) => mend.key === key).map(settledForm));
}

/** `calls GET /keys`: the key that can have only one value. */
export function placeOf(mend: Mend): string {
  return "entry" in mend ? `${mend.key} ${mend.entry}` : mend.key;
}

/** A fix as one line of YAML. */
export function mendText(mend: Mend): string {
  return "entry" in mend
    ? `${mend.key}: { ${quoted(mend.entry)}: ${quoted(mend.value)} }`
    : `${mend.key}: ${quoted(mend.value)}`;
}

/** Quotes a text unless YAML reads it as a string without quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w.]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** Whether the owner's configuration already decides what this fix would change; the owner's setting stays. */
export function isDecided(decisions: Decisions, mend: Mend): boolean {
  if (!("entry" in mend)) return decisions[mend.key] !== undefined;
  if (mend.key === "calls") {
    const address = blankAddress(mend.entry);
    return Object.keys(decisions.calls ?? {}).some((key) => blankAddress(key) === address);
  }
  if (mend.key === "credentials") return decisions.credentials?.[mend.entry]?.option !== undefined;
  return decisions[mend.key]?.[mend.entry] !== undefined;
}

/** Adds fixes to the decisions. */
export function mended(decisions: Decisions, mends: readonly Mend[]): Decisions {
  return mends.reduce<Decisions>((so, mend) => {
    switch (mend.key) {
      case "client":
        return { ...so, client: mend.value };
      case "positional":
        return { ...so, positional: mend.value };
      case "credentials": {
        const credential = { ...so.credentials?.[mend.entry], option: mend.value };
        return { ...so, credentials: { ...so.credentials, [mend.entry]: credential } };
      }
      default:
        return { ...so, [mend.key]: { ...so[mend.key], [mend.entry]: mend.value } };
    }
  }, decisions);
}
