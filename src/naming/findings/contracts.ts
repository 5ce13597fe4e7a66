/** Findings about what calls take and give: arguments, bodies, pages, the first call. */
import type { Body, Input, Operation } from "../../api/api.js";
import type { Diagnostic, Place, Pointer } from "../../diagnostic.js";
import { addressText } from "../../document/address.js";
import { finding } from "./finding.js";

/** Two inputs in different locations that share a name. */
/** @param wanted the name that another argument has already */
export function renamedInput(
  { address }: Operation,
  input: Input,
  { wanted, name }: { readonly wanted: string; readonly name: string },
): Diagnostic {
  const message = `Two inputs of ${addressText(address)} are called \`${wanted}\`; the one in ${input.location} is given as \`${name}\`.`;
  return finding("shared-argument", "info", message, input.pointer);
}

/** @param key the argument that takes the whole body */
export function bodyHeldWhole({ address }: Operation, body: Body, name: string, key: string): Diagnostic {
  const message = `A parameter and a body property of ${addressText(address)} are both called \`${name}\`; the body is given whole as \`${key}\`.`;
  const hint = "No action is needed; if you rename one of them, the properties become separate arguments.";
  return finding("shared-argument", "info", message, body.pointer, hint);
}

/** Why an operation cannot list in pages as somebody said. */
export type PagesMisfit =
  | { readonly kind: "not JSON" | "list not named" }
  /** Paths with dots between their keys. */
  | { readonly kind: "no such list"; readonly path: string; readonly declared: readonly string[] }
  | { readonly kind: "no such input"; readonly name: string };

export function unfitPages(call: string, misfit: PagesMisfit, place: Place | undefined): Diagnostic {
  const [reason, hint] = wordsForMisfit(misfit);
  return finding("pagination", "warning", `\`${call}\` does not list in pages: ${reason}`, place, hint);
}

function wordsForMisfit(misfit: PagesMisfit): readonly [reason: string, hint: string] {
  switch (misfit.kind) {
    case "not JSON":
      return ["its response is not only JSON.", "Remove the line."];
    case "list not named":
      return ["it is unclear which list in its response to use.", "Add `items`."];
    case "no such list": {
      const names = misfit.declared.map((path) => (path === "" ? "the answer itself (an empty text)" : `\`${path}\``));
      const hint = names.length > 0 ? `Lists that its response declares: ${names.join(", ")}.` : "It declares none.";
      return [`its response declares no list at \`${misfit.path}\`.`, hint];
    }
    case "no such input":
      return [`it has no input \`${misfit.name}\`.`, "Name a parameter, or a property of its body."];
  }
}

/** @param problem what the reader of pages says is wrong with the value */
export function unreadablePages(problem: { message: string; hint: string }, pointer: Pointer): Diagnostic {
  return finding("pagination", "warning", `\`x-callwright-pagination\`: ${problem.message}`, pointer, problem.hint);
}

export function unmatchedPages(key: string, place: Place | undefined): Diagnostic {
  const message = `\`${key}\` under \`pages\` matches no method of the client.`;
  const hint = "Write an address as the document does, or a call; or remove the line.";
  return finding("unknown-target", "warning", message, place, hint);
}

export function unknownFirstCall(call: string, place: Place | undefined): Diagnostic {
  const message = `\`${call}\`, the first call for the README, is not a call of this client.`;
  return finding("unknown-first-call", "warning", message, place, "Write a call as `callwright explain` lists it.");
}
