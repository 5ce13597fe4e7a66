/** What naming has to say about a document, in one place so that it says it in one voice. */
import type { Operation, Sample } from "../api/api.js";
import type { Diagnostic, Pointer, Severity } from "../diagnostic.js";
import { addressText } from "./config.js";

export function finding(
  code: string,
  severity: Severity,
  message: string,
  pointer: Pointer | undefined,
  hint: string,
): Diagnostic {
  return { code: `naming/${code}`, severity, message, hint, ...(pointer === undefined ? {} : { place: { pointer } }) };
}

/** The line of the configuration that decides one call. */
export function callsLine(operation: Operation, call: string): string {
  return `\`calls: { "${addressText(operation.address)}": ${call} }\` under \`x-callwright\``;
}

export function unparsable(operation: Operation, sample: Sample, problem: string): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} does not parse: ${problem}.`;
  return finding(
    "sample-syntax",
    "warning",
    message,
    sample.pointer,
    "Correct the sample; readers copy it as it stands.",
  );
}

export function pythonUnderJavaScript(operation: Operation, sample: Sample): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} is labelled ${sample.language}, but is written in Python.`;
  return finding(
    "sample-language",
    "warning",
    message,
    sample.pointer,
    "Change `lang`, or write the sample in the language it claims.",
  );
}

export function keywordArguments(operation: Operation, sample: Sample): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} passes arguments as Python does (\`id="…"\`), which assigns variables instead.`;
  return finding("sample-arguments", "warning", message, sample.pointer, 'Pass one object: `{ id: "…" }`.');
}

export function undeclaredClient(operation: Operation, sample: Sample, variable: string, declared: string): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} makes its client as \`${declared}\`, but calls \`${variable}\`.`;
  return finding("sample-client", "warning", message, sample.pointer, `Call \`${declared}\`.`);
}

export function unusualSpelling(operation: Operation, sample: Sample, written: string, call: string): Diagnostic {
  const message = `The ${sample.language} sample of ${addressText(operation.address)} writes \`${written}\`, which no JavaScript client spells so.`;
  return finding("sample-spelling", "warning", message, sample.pointer, `Write \`${call}\`.`);
}

export function contradictingVerb(operation: Operation, pointer: Pointer | undefined, call: string): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${call}\`, which cannot be a ${operation.address.method.toUpperCase()}.`;
  return finding(
    "sample-verb",
    "warning",
    message,
    pointer,
    `Correct the sample, or keep its call with ${callsLine(operation, call)}.`,
  );
}

export function disagreeingSamples(
  operation: Operation,
  pointer: Pointer | undefined,
  chosen: string,
  other: string,
): Diagnostic {
  const message = `The samples of ${addressText(operation.address)} disagree: one calls \`${other}\`, but \`${chosen}\` is more common or fits the path better.`;
  return finding(
    "sample-disagreement",
    "warning",
    message,
    pointer,
    `Let all samples call \`${chosen}\`, or decide with ${callsLine(operation, other)}.`,
  );
}

export function outvotedSample(
  operation: Operation,
  pointer: Pointer | undefined,
  sampled: string,
  chosen: string,
): Diagnostic {
  const message = `The JavaScript sample of ${addressText(operation.address)} calls \`${sampled}\`, but its Python sample and its neighbours say \`${chosen}\`.`;
  return finding(
    "sample-outvoted",
    "warning",
    message,
    pointer,
    `Correct the sample, or decide with ${callsLine(operation, chosen)}.`,
  );
}

export function foreignSample(
  operation: Operation,
  owner: Operation,
  pointer: Pointer | undefined,
  call: string,
  chosen: string,
): Diagnostic {
  const message =
    `The sample of ${addressText(operation.address)} calls \`${call}\`, which is ${addressText(owner.address)}; ` +
    `this operation is called \`${chosen}\` instead.`;
  return finding(
    "sample-of-another-operation",
    "warning",
    message,
    pointer,
    `Correct the sample, or decide with ${callsLine(operation, chosen)}.`,
  );
}

export function clash(
  operation: Operation,
  owner: Operation,
  pointer: Pointer | undefined,
  call: string,
  chosen: string,
): Diagnostic {
  const message =
    `${addressText(operation.address)} and ${addressText(owner.address)} both claim the call \`${call}\`; ` +
    `the former is called \`${chosen}\` instead.`;
  return finding(
    "clash",
    "warning",
    message,
    pointer ?? operation.pointer,
    `Decide with ${callsLine(operation, chosen)}.`,
  );
}

export function methodAndNamespace(operation: Operation, owner: Operation, call: string, chosen: string): Diagnostic {
  const message =
    `${addressText(operation.address)} claims the call \`${call}\`, which cannot stand beside that of ${addressText(owner.address)}; ` +
    `it is called \`${chosen}\` instead.`;
  return finding(
    "method-and-namespace",
    "warning",
    message,
    operation.pointer,
    `Decide with ${callsLine(operation, chosen)}.`,
  );
}

export function lonelySample(
  operation: Operation,
  pointer: Pointer | undefined,
  sampled: string,
  namespace: string,
): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${sampled}\`, but its neighbours all stand in \`${namespace}\`.`;
  return finding(
    "sample-alone",
    "warning",
    message,
    pointer,
    `Correct the sample, or confirm its call with ${callsLine(operation, sampled)}.`,
  );
}
