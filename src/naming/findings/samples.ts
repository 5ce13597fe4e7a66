/** Findings about code samples: not valid, or not the call to use. */
import type { Operation, Sample } from "../../api/api.js";
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { addressText } from "../../document/address.js";
import { lineAt, type SnippetProblem } from "../../snippets/snippet.js";
import { callsLine, finding } from "./finding.js";

export function unparsable(operation: Operation, sample: Sample, problem: SnippetProblem): Diagnostic {
  const line = lineAt(sample.source, problem.offset);
  const message = `The ${sample.language} sample of ${addressText(operation.address)} does not parse: ${problem.message}, in line ${String(line)} of the sample.`;
  const hint = "Correct the sample: readers copy it unchanged.";
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
