/** Writes a copy of a specification in which every operation has passing samples. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readServers } from "../api/servers.js";
import { type Diagnostic, UnusableInput } from "../diagnostic.js";
import { tokensOf } from "../document/pointer.js";
import type { Method, Surface } from "../naming/surface.js";
import { baseUrlOf } from "./calls.js";
import { methodsOf } from "../naming/changes.js";
import type { SampleKind, Specimen } from "./specimens.js";
import { type Edit, editText } from "./text-edits.js";
import { curlSample, type MakeInput, typeScriptSample, withWholeBody } from "./new-samples.js";
import { foreignOrigin } from "./curl-findings.js";
import { repairedSource } from "./repairs.js";
import { type Verification, type Verified, type VerifyInput, verifySamples } from "./verify.js";

export interface Written {
  readonly replaced: number;
  readonly added: number;
  /** The remaining findings, with their positions in the specification itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A sample for the copy: it replaces one that does not pass, or is added to those of its operation. */
interface Proposal extends Want {
  readonly made: Specimen;
}

const languages: Readonly<Record<SampleKind, string>> = { javascript: "TypeScript", curl: "curl" };

/**
 * Writes the copy. Passing samples stay as they are; others are repaired or, if that is not enough, replaced. Everything
 * else stays byte for byte the same, and a copy of the copy is identical.
 *
 * @param isAdding whether every operation without a TypeScript or curl sample gets one
 * @throws UnusableInput if the file cannot be written
 */
export function writeSamples(input: VerifyInput, file: string, isAdding = true): Written {
  const { text, ...written } = rewrite(input, isAdding);
  replaceFile(file, text);
  return written;
}

/** Returns the text of the copy, and the changes. */
export function rewrite(input: VerifyInput, isAdding = true): Written & { readonly text: string } {
  const verification = verifySamples(input);
  const { sound, unsound } = proposals(verification, input, isAdding);
  const edits = editsFor(sound, input);
  const text = readFileSync(input.document.file, "utf8");
  const edited = editText(text, [...edits.keys()]);
  const done = [...edits].flatMap(([edit, served]) => (edited.made.has(edit) ? served : []));
  const replaced = new Set(done.flatMap(({ instead }) => instead ?? []));
  const left = verification.verified.filter(({ specimen, findings }) => findings.length > 0 && !replaced.has(specimen));
  return {
    text: edited.text,
    replaced: replaced.size,
    added: done.length - replaced.size,
    diagnostics: [...verification.diagnosticsOf(left), ...unsound.map(cannotMake)],
  };
}

/** Returns the new samples that pass, and those that do not pass with any example of the document. */
export function proposals(
  verification: Verification,
  { document, surface, files }: VerifyInput,
  isAdding: boolean,
): { readonly sound: readonly Proposal[]; readonly unsound: readonly Verified[] } {
  const { name = surface.client.variable } = JSON.parse(files.get("package.json") ?? "{}") as {
    readonly name?: string;
  };
  const making: MakeInput = { surface, packageName: name, servers: readServers(document.root) ?? [] };
  const wanted = wantedSamples(verification.verified, surface).filter(
    ({ instead }) => isAdding || instead !== undefined,
  );
  const repaired = repairs(verification);
  const left = wanted.filter(({ instead }) => instead === undefined || !repaired.has(instead));
  const first = left.map((want) => ({ ...want, made: make(want.method, want, making) }));
  const firstJudged = verification.examine(first.map(({ made }) => made));
  // The schema of a body may require properties only in one of its alternatives, so the second attempt uses the whole
  // example.
  const second = first.flatMap((proposal, index) => {
    const whole = firstJudged[index]?.findings.length === 0 ? undefined : withWholeBody(proposal.method);
    return whole ? [{ ...proposal, made: make(whole, proposal, making) }] : [];
  });
  const secondJudged = verification.examine(second.map(({ made }) => made));
  const passes = (judged: readonly Verified[]) => (_: Proposal, index: number) => judged[index]?.findings.length === 0;
  const replaced = wanted.flatMap((want) => {
    const made = want.instead && repaired.get(want.instead);
    return made ? [{ ...want, made }] : [];
  });
  const sound = [...replaced, ...first.filter(passes(firstJudged)), ...second.filter(passes(secondJudged))];
  const served = new Set(sound.map(({ made }) => `${made.kind} ${made.method.call}`));
  const unsound = firstJudged.filter(({ specimen }) => !served.has(`${specimen.kind} ${specimen.method.call}`));
  return { sound, unsound };
}

/** The samples that pass after the repairs of all their findings. */
function repairs(verification: Verification): ReadonlyMap<Specimen, Specimen> {
  const tried = verification.verified.flatMap(({ specimen, findings }) => {
    const source = repairedSource(specimen.sample.source, findings);
    return source === undefined ? [] : [{ specimen, made: { ...specimen, sample: { ...specimen.sample, source } } }];
  });
  const judged = verification.examine(tried.map(({ made }) => made));
  return new Map(
    tried.flatMap(({ specimen, made }, index) => (judged[index]?.findings.length === 0 ? [[specimen, made]] : [])),
  );
}

interface Want {
  readonly method: Method;
  readonly kind: SampleKind;
  /** The failing sample to replace. */
  readonly instead?: Specimen;
}

/** One entry for each failing sample, and for each kind that an operation lacks, in the order of the surface. */
function wantedSamples(verified: readonly Verified[], surface: Surface): readonly Want[] {
  const byMethod = new Map<Method, Verified[]>();
  for (const one of verified) byMethod.set(one.specimen.method, [...(byMethod.get(one.specimen.method) ?? []), one]);
  return methodsOf(surface).flatMap((method) =>
    (["javascript", "curl"] as const).flatMap((kind): readonly Want[] => {
      const present = (byMethod.get(method) ?? []).filter(({ specimen }) => specimen.kind === kind);
      if (present.length === 0) return [{ method, kind }];
      const failing = present.filter(({ findings }) => findings.length > 0);
      return failing.map(({ specimen }) => ({ method, kind, instead: specimen }));
    }),
  );
}

/** A sample for a self-hosted server keeps its base URL. */
function make(method: Method, { kind, instead }: Want, making: MakeInput): Specimen {
  const old = instead?.sample.source ?? "";
  const source =
    kind === "javascript"
      ? typeScriptSample(method, making, baseUrlOf(old))
      : curlSample(method, making, foreignOrigin(old, method, making.servers));
  return { method, kind, sample: { language: languages[kind], source, pointer: method.operation.pointer } };
}

/** Each edit with its proposals. */
function editsFor(proposals: readonly Proposal[], { document }: VerifyInput): ReadonlyMap<Edit, readonly Proposal[]> {
  const edits = new Map<Edit, readonly Proposal[]>();
  const additions = new Map<Method, Proposal[]>();
  const isHere = (pointer: string) => document.locate(pointer).file === document.file;
  for (const proposal of proposals) {
    const { made, instead } = proposal;
    if (!isHere((instead ?? made).sample.pointer)) continue;
    if (instead) {
      edits.set({ kind: "replace", path: tokensOf(instead.sample.pointer), source: made.sample.source }, [proposal]);
    } else additions.set(proposal.method, [...(additions.get(proposal.method) ?? []), proposal]);
  }
  for (const [method, added] of additions) edits.set(additionTo(method, added), added);
  return edits;
}

/** An edit that adds samples to the operation's list of samples, or to a new list. */
function additionTo({ operation }: Method, added: readonly Proposal[]): Edit {
  const items = added.map(({ made }) => ({ lang: made.sample.language, source: made.sample.source }));
  const path = tokensOf(operation.pointer);
  const list = operation.samples
    .map(({ pointer }) => tokensOf(pointer))
    .find((tokens) => tokens.at(-1) === "source" && /^\d+$/.test(tokens.at(-2) ?? ""));
  return list
    ? { kind: "append", path: list.slice(0, -2), items }
    : { kind: "insert", path, key: "x-codeSamples", items };
}

function cannotMake({ specimen, findings: [first] }: Verified): Diagnostic {
  const { method, kind, sample } = specimen;
  return {
    code: "samples/cannot-make",
    severity: "warning",
    message: `Callwright cannot write a ${languages[kind]} sample of \`${method.call}\`: with the examples of the document, ${lowered(first?.message ?? "")}`,
    hint: "The example is at fault: give the operation's body or parameter an `example` that matches its schema.",
    place: { pointer: sample.pointer, onKey: true },
  };
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Replaces a file in one step, so that readers never see half of it. */
function replaceFile(file: string, text: string): void {
  const part = path.join(path.dirname(file), `.${path.basename(file)}.${String(process.pid)}`);
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new UnusableInput({
      code: "samples/cannot-write",
      severity: "error",
      message: `The copy cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Name another file after `--write`.",
      place: { file },
    });
  }
}
