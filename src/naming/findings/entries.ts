/** Findings about entries of the configuration that the document does not know. */
import type { PlacedKey } from "../../config/decisions.js";
import type { Diagnostic, Place } from "../../diagnostic.js";
import { finding } from "./finding.js";

export function unmatchedEntry(key: PlacedKey, entry: string, place: Place | undefined): Diagnostic {
  const where = key === "stainless" ? "in `stainless.yml`" : `under \`${key}\``;
  const message = `\`${entry}\` ${where} matches no operation of the document.`;
  return finding("unknown-target", "warning", message, place, "Write it as the document does, or remove it.");
}

export function notACall(call: string, address: string, place: Place | undefined): Diagnostic {
  const message = `\`${call}\`, given for ${address}, is not a call.`;
  const hint = "Write names separated by dots: `apiKeys.retrieve`.";
  return finding("not-a-call", "warning", message, place, hint);
}

export function unknownScheme(scheme: string, known: readonly string[], place: Place | undefined): Diagnostic {
  const message = `\`${scheme}\` under \`credentials\` is not a security scheme that takes a credential.`;
  const hint = known.length === 0 ? "Remove it." : `The document has these: ${known.join(", ")}.`;
  return finding("unknown-scheme", "warning", message, place, hint);
}
