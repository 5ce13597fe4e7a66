/** Every finding of naming, in one place so that all speak in one voice. */
import type { Body, Component, Input, Operation, Sample } from "../../api/api.js";
import type { PlacedKey } from "../../config/decisions.js";
import type { Diagnostic, Place, Pointer, Severity } from "../../diagnostic.js";
import { addressText } from "../../document/address.js";
import { lineAt, type SnippetProblem } from "../../snippets/snippet.js";

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
function callsLine(operation: Operation, call: string): string {
  return `\`calls: { "${addressText(operation.address)}": ${call} }\` under \`x-callwright\``;
}

// Samples that are not valid code

export function unparsable(operation: Operation, sample: Sample, problem: SnippetProblem): Diagnostic {
  const line = lineAt(sample.source, problem.offset);
  const message = `The ${sample.language} sample of ${addressText(operation.address)} does not parse: ${problem.message}, in line ${String(line)} of the sample.`;
  const hint = "Correct the sample: readers copy it as it is.";
  return finding("sample-syntax", "warning", message, sample.pointer, hint);
}

export function pythonUnderJavaScript(operation: Operation, sample: Sample): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} is labelled ${sample.language}, but its code is Python.`;
  const hint = "Change `lang`, or rewrite the sample in that language.";
  return finding("sample-language", "warning", message, sample.pointer, hint);
}

export function keywordArguments(operation: Operation, sample: Sample): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} passes keyword arguments (\`id="…"\`) as Python does; in JavaScript they assign variables.`;
  return finding("sample-arguments", "warning", message, sample.pointer, 'Pass one object: `{ id: "…" }`.');
}

export function undeclaredClient(operation: Operation, sample: Sample, variable: string, declared: string): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} assigns its client to \`${declared}\`, but calls \`${variable}\`.`;
  return finding("sample-client", "warning", message, sample.pointer, `Call \`${declared}\`.`);
}

export function unusualSpelling(operation: Operation, sample: Sample, written: string, call: string): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} calls \`${written}\`, but names of JavaScript methods are in camelCase.`;
  return finding("sample-spelling", "warning", message, sample.pointer, `Write \`${call}\`.`);
}

// Samples whose call is not the one to use

export function contradictingVerb(operation: Operation, pointer: Pointer | undefined, call: string): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${call}\`, but a ${operation.address.method.toUpperCase()} request cannot do that.`;
  const hint = `Correct the sample, or keep its call with ${callsLine(operation, call)}.`;
  return finding("sample-verb", "warning", message, pointer, hint);
}

export function disagreeingSamples(
  operation: Operation,
  pointer: Pointer | undefined,
  chosen: string,
  other: string,
): Diagnostic {
  const message = `The samples of ${addressText(operation.address)} disagree: one calls \`${other}\`, but \`${chosen}\` is more frequent or fits the path better.`;
  const hint = `Call \`${chosen}\` in every sample, or decide with ${callsLine(operation, other)}.`;
  return finding("sample-disagreement", "warning", message, pointer, hint);
}

export function outvotedSample(
  operation: Operation,
  pointer: Pointer | undefined,
  sampled: string,
  chosen: string,
): Diagnostic {
  const message = `The JavaScript sample of ${addressText(operation.address)} calls \`${sampled}\`, but its Python sample calls \`${chosen}\` and its neighbours agree.`;
  const hint = `Correct the sample, or decide with ${callsLine(operation, chosen)}.`;
  return finding("sample-outvoted", "warning", message, pointer, hint);
}

export function lonelySample(
  operation: Operation,
  pointer: Pointer | undefined,
  sampled: string,
  namespace: string,
): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${sampled}\`, but all its neighbours are in \`${namespace}\`.`;
  const hint = `Correct the sample, or confirm its call with ${callsLine(operation, sampled)}.`;
  return finding("sample-alone", "warning", message, pointer, hint);
}

// Calls that two operations claim

/** An operation that lost a call to another. */
export interface LostCall {
  readonly operation: Operation;
  readonly owner: Operation;
  readonly call: string;
  /** The call that the operation has instead. */
  readonly chosen: string;
}

export function foreignSample({ operation, owner, call, chosen }: LostCall, pointer: Pointer | undefined): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${call}\`, which is ${addressText(owner.address)}; this operation becomes \`${chosen}\`.`;
  const hint = `Correct the sample, or decide with ${callsLine(operation, chosen)}.`;
  return finding("sample-of-another-operation", "warning", message, pointer, hint);
}

export function clash({ operation, owner, call, chosen }: LostCall, pointer: Pointer | undefined): Diagnostic {
  const message = `${addressText(operation.address)} and ${addressText(owner.address)} both claim the call \`${call}\`; the first becomes \`${chosen}\`.`;
  const hint = `Decide with ${callsLine(operation, chosen)}.`;
  return finding("clash", "warning", message, pointer ?? operation.pointer, hint);
}

export function methodAndNamespace({ operation, owner, call, chosen }: LostCall): Diagnostic {
  const message = `${addressText(operation.address)} claims the call \`${call}\`, but with ${addressText(owner.address)} one name would be both a method and a namespace; it becomes \`${chosen}\`.`;
  const hint = `Decide with ${callsLine(operation, chosen)}.`;
  return finding("method-and-namespace", "warning", message, operation.pointer, hint);
}

// The document as a whole

/** How many methods, or samples, say the one and the other. */
export interface Mixture {
  readonly usual: string;
  readonly usualCount: number;
  readonly other: string;
  readonly otherCount: number;
}

export function mixedVerbs(
  { usual, usualCount, other, otherCount }: Mixture,
  example: string,
  pointer: Pointer | undefined,
): Diagnostic {
  const message = `${counted(otherCount, "method is", "methods are")} called \`${other}\`, as \`${example}\` is, but ${counted(usualCount, "is", "are")} called \`${usual}\`.`;
  const hint = `Use one verb: set \`verbs: { ${other}: ${usual} }\` under \`x-callwright\`, or correct the samples.`;
  return finding("mixed-verbs", "info", message, pointer, hint);
}

export function mixedBaseUrls({ usual, usualCount, other, otherCount }: Mixture, pointer: Pointer): Diagnostic {
  const message = `${counted(otherCount, "sample sets", "samples set")} \`${other}\`, but ${counted(usualCount, "sets", "set")} \`${usual}\`.`;
  const hint = "Use one of them in every sample; the generated client takes both.";
  return finding("mixed-base-url", "info", message, pointer, hint);
}

function counted(count: number, singular: string, plural: string): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}

/** @param why why the name cannot be used, as a clause: `every client already has a member of that name` */
export function reservedName(
  operation: Operation,
  pointer: Pointer | undefined,
  { wanted, used, why, instead }: { wanted: string; used: string; why: string; instead: string },
): Diagnostic {
  const message = `${addressText(operation.address)} cannot use the name \`${wanted}\`: ${why}. It becomes \`${used}\`.`;
  const hint = `Decide with ${callsLine(operation, instead)}.`;
  return finding("reserved-name", "warning", message, pointer ?? operation.pointer, hint);
}

/**
 * @param isLocked whether the operation itself had a call before; otherwise it only stands among such
 * @param free the call that it would have if names were not locked
 */
export function lockedName(
  operation: Operation,
  pointer: Pointer | undefined,
  { call, free, isLocked }: { call: string; free: string; isLocked: boolean },
): Diagnostic {
  const because = isLocked
    ? `keeps the call \`${call}\` because names are locked`
    : `is called \`${call}\` because the names of its neighbours are locked`;
  const message = `${addressText(operation.address)} ${because}; the document would now call it \`${free}\`.`;
  const hint = `Rename it with ${callsLine(operation, free)}.`;
  return finding("locked", "info", message, pointer ?? operation.pointer, hint);
}

/** Operations that `stainless: { only: true }` leaves out. */
export function unlistedOperations(operations: readonly Operation[]): Diagnostic {
  const [first] = operations;
  const count = counted(operations.length, "operation gets", "operations get");
  const message = `${count} no method, because the stainless.yml lists only others; the first is ${first ? addressText(first.address) : ""}.`;
  return finding(
    "unlisted",
    "info",
    message,
    first?.pointer,
    "Name one under `calls`, or leave `only: true` out, to have it.",
  );
}

/** An API whose own methods leave no place for `unwrap`. */
export function unwrapTaken(): Diagnostic {
  const message = "The client has no `webhooks.unwrap`, because a call of the API has that name.";
  const hint = "Use the function `unwrapWebhook` of the package, or rename the call under `calls`.";
  return finding("unwrap-taken", "info", message, undefined, hint);
}

// Arguments

/** Two inputs in different locations that share a name. */
export function renamedInput({ address }: Operation, input: Input, name: string): Diagnostic {
  const message = `Two inputs of ${addressText(address)} are called \`${input.name}\`; the one in ${input.location} is given as \`${name}\`.`;
  return finding("shared-argument", "info", message, input.pointer);
}

/** @param key the argument that takes the whole body */
export function bodyHeldWhole({ address }: Operation, body: Body, name: string, key: string): Diagnostic {
  const message = `A parameter and a body property of ${addressText(address)} are both called \`${name}\`; the body is given whole as \`${key}\`.`;
  const hint =
    "Nothing needs doing; the properties become arguments of their own when one of the two has another name.";
  return finding("shared-argument", "info", message, body.pointer, hint);
}

// Pages

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
      return ["its answer is not JSON alone.", "Remove the line."];
    case "list not named":
      return ["nothing says which list of its answer is meant.", "Add `items`."];
    case "no such list": {
      const names = misfit.declared.map((path) => (path === "" ? "the answer itself (an empty text)" : `\`${path}\``));
      const hint = names.length > 0 ? `Lists that its answer declares: ${names.join(", ")}.` : "It declares none.";
      return [`its answer declares no list at \`${misfit.path}\`.`, hint];
    }
    case "no such input":
      return [`it has no input \`${misfit.name}\`.`, "Name a parameter, or a property of its body."];
  }
}

/** @param problem what the reader of pages says is wrong with the value */
export function unreadablePages(problem: { message: string; hint: string }, pointer: Pointer): Diagnostic {
  return finding("pagination", "warning", `\`x-callwright-pagination\`: ${problem.message}`, pointer, problem.hint);
}

// Entries of the configuration

export function unmatchedPages(key: string, place: Place | undefined): Diagnostic {
  const message = `\`${key}\` under \`pages\` matches no method of the client.`;
  const hint = "Write an address as the document does, or a call; or remove the line.";
  return finding("unknown-target", "warning", message, place, hint);
}

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
  const message = `\`${scheme}\` under \`credentials\` is not a security scheme for which the client takes a credential.`;
  const hint = known.length === 0 ? "Remove it." : `The document has these: ${known.join(", ")}.`;
  return finding("unknown-scheme", "warning", message, place, hint);
}

// Models

export function renamedModel({ section, key, schema }: Component, wanted: string, name: string): Diagnostic {
  const message = `The type of \`${section}/${key}\` is called \`${name}\`, because \`${wanted}\` is taken by another export of the package or a global.`;
  const hint = `Nothing needs doing; \`models: { "${key}": … }\` under \`x-callwright\` gives it another name.`;
  return finding("model-renamed", "info", message, { pointer: schema, onKey: true }, hint);
}

/** @param free the name that its model would have if names were not locked */
export function lockedModel({ section, key, schema }: Component, name: string, free: string): Diagnostic {
  const message = `The type of \`${section}/${key}\` keeps the name \`${name}\` because names are locked; it would now be called \`${free}\`.`;
  const hint = `Rename it with \`models: { "${key}": ${free} }\` under \`x-callwright\`.`;
  return finding("locked-model", "info", message, { pointer: schema, onKey: true }, hint);
}

export function unknownModel(key: string, place: Place | undefined): Diagnostic {
  const message = `\`${key}\` under \`models\` names no component of the document that has a type.`;
  return finding(
    "unknown-model",
    "warning",
    message,
    place,
    "Write the key of a component schema, or remove the line.",
  );
}

export function unknownFirstCall(call: string, place: Place | undefined): Diagnostic {
  const message = `\`${call}\`, the first call that the README is to show, is no call of this client.`;
  return finding("unknown-first-call", "warning", message, place, "Write a call as `callwright explain` lists it.");
}
