/** Writes a copy of a specification in which every operation has samples that pass. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Server } from "../api/api.js";
import { readServers } from "../api/servers.js";
import { type Diagnostic, UnusableInput } from "../diagnostic.js";
import { tokensOf } from "../document/pointer.js";
import type { Method } from "../naming/surface.js";
import { baseUrlOf } from "./calls.js";
import { methodsOf, type SampleKind, type Specimen } from "./collect.js";
import { type Edit, editText } from "./edit.js";
import { fault } from "./finding.js";
import { curlSample, typeScriptSample, type MakeInput } from "./make.js";
import { foreignOrigin } from "./requests.js";
import { examine, verifySamples, type Verified, type VerifyInput } from "./verify.js";

export interface Written {
  readonly replaced: number;
  readonly added: number;
  /** What could not be mended, at its place in the specification itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A sample that the copy should have: in place of one that does not pass, or beside the others of its operation. */
interface Proposal {
  readonly made: Specimen;
  readonly instead?: Specimen;
}

const languages: Readonly<Record<SampleKind, string>> = { javascript: "TypeScript", curl: "curl" };

/**
 * Writes the copy. Samples that pass stay as they are, those that do not are replaced, and every operation gets a
 * TypeScript and a curl sample where it has none. All else stays, byte for byte; a copy of the copy is the same.
 *
 * @throws UnusableInput where the file cannot be written
 */
export function writeSamples(input: VerifyInput, file: string): Written {
  const rewritten = rewrite(input);
  replaceFile(file, rewritten.text);
  return rewritten;
}

/** The text of the copy, and what was done for it. */
export function rewrite(input: VerifyInput): Written & { readonly text: string } {
  const { verified, diagnosticsOf } = verifySamples(input);
  const proposals = proposalsFor(verified, input);
  const judged = examine(
    proposals.map(({ made }) => made),
    input,
  );
  const sound = proposals.filter((_, index) => judged[index]?.findings.length === 0);
  const unsound = judged.filter(({ findings }) => findings.length > 0);
  const edits = editsFor(sound, input);
  const text = readFileSync(input.document.file, "utf8");
  const edited = editText(text, [...edits.keys()]);
  const done = [...edits].flatMap(([edit, served]) => (edited.made.has(edit) ? served : []));
  const mended = new Set(done.flatMap(({ instead }) => instead ?? []));
  const left = verified.filter(({ specimen, findings }) => findings.length > 0 && !mended.has(specimen));
  return {
    text: edited.text,
    replaced: mended.size,
    added: done.length - mended.size,
    diagnostics: [...diagnosticsOf(left), ...unsound.map(cannotMake)],
  };
}

function proposalsFor(verified: readonly Verified[], input: VerifyInput): readonly Proposal[] {
  const { document, surface, files } = input;
  const { name = surface.client.variable } = JSON.parse(files.get("package.json") ?? "{}") as {
    readonly name?: string;
  };
  const servers = readServers(document.root) ?? [];
  const making: MakeInput = { surface, packageName: name, servers };
  const byMethod = new Map<Method, Verified[]>();
  for (const one of verified) byMethod.set(one.specimen.method, [...(byMethod.get(one.specimen.method) ?? []), one]);
  return methodsOf(surface).flatMap((method) =>
    (["javascript", "curl"] as const).flatMap((kind): readonly Proposal[] => {
      const present = (byMethod.get(method) ?? []).filter(({ specimen }) => specimen.kind === kind);
      if (present.length === 0) return [{ made: make(method, kind, making) }];
      return present
        .filter(({ findings }) => findings.length > 0)
        .map(({ specimen }) => ({ made: make(method, kind, making, specimen), instead: specimen }));
    }),
  );
}

/** A sample for an installation of one's own goes on saying where that is. */
function make(method: Method, kind: SampleKind, making: MakeInput, instead?: Specimen): Specimen {
  const old = instead?.sample.source ?? "";
  const source =
    kind === "javascript"
      ? typeScriptSample(method, making, baseUrlOf(old))
      : curlSample(method, making, foreign(old, method, making.servers));
  return { method, kind, sample: { language: languages[kind], source, pointer: method.operation.pointer } };
}

function foreign(source: string, method: Method, servers: readonly Server[]): string | undefined {
  return foreignOrigin(source, method, servers);
}

/** Each edit with the proposals that it carries out. */
function editsFor(proposals: readonly Proposal[], { document }: VerifyInput): ReadonlyMap<Edit, readonly Proposal[]> {
  const edits = new Map<Edit, readonly Proposal[]>();
  const additions = new Map<Method, Proposal[]>();
  const isHere = (pointer: string) => document.locate(pointer).file === document.file;
  for (const proposal of proposals) {
    const { made, instead } = proposal;
    if (!isHere((instead ?? made).sample.pointer)) continue;
    if (instead) {
      edits.set({ kind: "replace", path: tokensOf(instead.sample.pointer), source: made.sample.source }, [proposal]);
    } else additions.set(made.method, [...(additions.get(made.method) ?? []), proposal]);
  }
  for (const [method, added] of additions) edits.set(additionTo(method, added), added);
  return edits;
}

/** Into the list that the operation's samples stand in, or into a new one. */
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
    message: `No ${languages[kind]} sample of \`${method.call}\` can be made: with the examples of the document, ${lowered(first?.message ?? "")}`,
    hint: fault.document("correct the example that does not fit its own schema."),
    place: { pointer: sample.pointer, onKey: true },
  };
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Whole or not at all: a reader never sees half of it. */
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
