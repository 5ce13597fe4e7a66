/** Verifies the code blocks of guides, which are Markdown, against the client. Sends and runs nothing. */
import type { Diagnostic } from "../diagnostic.js";
import { nearest } from "../document/text/nearest.js";
import { readServers } from "../api/servers.js";
import { methodsOf } from "../naming/changes.js";
import type { Method, Surface } from "../naming/surface.js";
import { languageOf } from "../snippets/language.js";
import { readSnippet } from "../snippets/read.js";
import { methodCallOf, type Snippet } from "../snippets/snippet.js";
import { type Block, blocksOf, positionInBlock } from "./blocks.js";
import { guideCurlFindings } from "./curl-findings.js";
import { createJavaScriptCheck, imports, packagesOf } from "./javascript-findings.js";
import type { SampleFinding } from "./sample-finding.js";
import { repairedSource } from "./repairs.js";
import { linesOf } from "./scalar-positions.js";
import { type Specimen, specimensOf } from "./specimens.js";
import type { Count, VerifyInput } from "./verify.js";

export interface Guide {
  /** An absolute path. */
  readonly file: string;
  readonly text: string;
}

/** A block that does not pass. */
export interface FailedBlock {
  readonly diagnostics: readonly Diagnostic[];
  readonly block: Block;
  readonly file: string;
  /** The source with the smallest repairs, which passes; undefined if a finding has no repair. */
  readonly corrected?: string;
}

export interface GuideVerification {
  /** Counts blocks that call the client or a server of the document; others are not checked. */
  readonly count: Count;
  /** In the order of the guides. */
  readonly failed: readonly FailedBlock[];
}

/** A block that uses the client. */
interface Candidate {
  readonly guide: Guide;
  readonly block: Block;
  readonly specimen: Specimen;
  /** Names that earlier blocks of the guide declare and this block may use. */
  readonly known: ReadonlySet<string>;
}

/** Checks every JavaScript, TypeScript and shell block that uses the client. */
export function verifyGuides(input: VerifyInput, guides: readonly Guide[]): GuideVerification {
  const { surface, files } = input;
  const samples = specimensOf(surface).filter(({ kind }) => kind === "javascript");
  const packages = packagesOf(samples, surface, files);
  const check = createJavaScriptCheck(samples, surface, files);
  const candidates = guides.flatMap((guide) => candidatesOf(guide, surface, packages));
  const examine = createExaminer(input, check);
  const judged = examine(candidates);
  const failed = judged.filter(({ findings }) => findings.length > 0);
  const tried = failed.flatMap((one) => {
    const source = repairedSource(one.candidate.specimen.sample.source, one.findings);
    return source === undefined ? [] : [{ ...one, corrected: withSource(one.candidate, source) }];
  });
  const again = examine(tried.map(({ corrected }) => corrected));
  const sound = new Map(
    tried.flatMap(({ candidate, corrected }, index) =>
      again[index]?.findings.length === 0 ? [[candidate, corrected.specimen.sample.source] as const] : [],
    ),
  );
  return {
    count: countOf(judged),
    failed: failed.map((one) => failedBlock(one, sound.get(one.candidate))),
  };
}

interface JudgedBlock {
  readonly candidate: Candidate;
  readonly findings: readonly SampleFinding[];
  /** Whether it calls the API at all. */
  readonly isAbout: boolean;
}

type Examine = (candidates: readonly Candidate[]) => readonly JudgedBlock[];

function createExaminer({ document, surface }: VerifyInput, check: ReturnType<typeof createJavaScriptCheck>): Examine {
  const servers = readServers(document.root) ?? [];
  const methods = methodsOf(surface);
  return (candidates) => {
    const checked = check(candidates.flatMap(({ specimen }) => (specimen.kind === "javascript" ? [specimen] : [])));
    return candidates.map((candidate) => {
      const { specimen, known } = candidate;
      if (specimen.kind === "curl") {
        const findings = guideCurlFindings(specimen.sample.source, { methods, servers });
        return { candidate, findings: findings ?? [], isAbout: findings !== undefined };
      }
      const findings = checked.get(specimen) ?? [];
      return { candidate, findings: findings.filter((one) => isOfGuide(one, specimen, known)), isAbout: true };
    });
  };
}

/** Whether a finding applies to a block of a guide: blocks belong to no operation, and continue earlier blocks. */
function isOfGuide({ kind, offset }: SampleFinding, { sample }: Specimen, known: ReadonlySet<string>): boolean {
  if (kind === "other-operation") return false;
  const [name = ""] = /^[\w$]+/.exec(sample.source.slice(offset)) ?? [];
  return kind !== "undeclared" || !known.has(name);
}

function candidatesOf(guide: Guide, surface: Surface, packages: readonly string[]): readonly Candidate[] {
  const methods = methodsOf(surface);
  const clients = new Set([surface.client.variable]);
  const known = new Set<string>();
  return blocksOf(guide.text).flatMap((block): readonly Candidate[] => {
    const kind = languageOf(block);
    if (kind === undefined || kind === "python") return [];
    const sample = { language: block.language, source: block.source, pointer: "" };
    const [anyMethod] = methods;
    if (anyMethod === undefined) return [];
    if (kind === "curl") return [{ guide, block, known, specimen: { method: anyMethod, sample, kind } }];
    const snippet = readSnippet(block.source, "javascript");
    for (const { className, variable } of snippet.clients) {
      if (className === surface.client.className && variable !== undefined) clients.add(variable);
    }
    const isAbout =
      snippet.clients.some(({ className }) => className === surface.client.className) ||
      snippet.calls.some(({ undeclared }) => undeclared !== undefined && clients.has(undeclared)) ||
      packages.some((name) => imports(block.source, name));
    const before = new Set(known);
    for (const name of declaredIn(block.source)) known.add(name);
    if (!isAbout) return [];
    const method = intendedMethod(snippet, methods) ?? anyMethod;
    return [{ guide, block, known: before, specimen: { method, sample, kind, clients: new Set(clients) } }];
  });
}

/** The method that the first call of a block names, or almost names. */
function intendedMethod({ calls }: Snippet, methods: readonly Method[]): Method | undefined {
  const [first] = calls.flatMap((call) => methodCallOf(call)?.segments.join(".") ?? []);
  const meant =
    first === undefined
      ? undefined
      : nearest(
          first,
          methods.map(({ call }) => call),
        );
  return methods.find(({ call }) => call === meant);
}

/** Names that a block declares, found by keywords only: at worst, a missed name causes a finding. */
function declaredIn(source: string): readonly string[] {
  const plain = [...source.matchAll(/\b(?:const|let|var|function|class)\s+([\w$]+)/g)].map(([, name = ""]) => name);
  const parts = [...source.matchAll(/\b(?:const|let|var)\s+[{[]([^}\]]*)[}\]]\s*=/g)].flatMap(([, names = ""]) =>
    names.split(",").map((part) => /([\w$]+)\s*$/.exec(part.split("=")[0] ?? "")?.[1] ?? ""),
  );
  return [...plain, ...parts].filter((name) => name !== "");
}

function withSource(candidate: Candidate, source: string): Candidate {
  const { specimen } = candidate;
  return { ...candidate, specimen: { ...specimen, sample: { ...specimen.sample, source } } };
}

function countOf(judged: readonly JudgedBlock[]): Count {
  const about = judged.filter(({ isAbout }) => isAbout);
  return { all: about.length, pass: about.filter(({ findings }) => findings.length === 0).length };
}

function failedBlock({ candidate: { guide, block }, findings }: JudgedBlock, corrected?: string): FailedBlock {
  const lines = linesOf(guide.text);
  const diagnostics = findings.map(({ kind, message, hint, offset }): Diagnostic => ({
    code: `samples/${kind}`,
    severity: "warning",
    message,
    hint,
    place: { file: guide.file, ...positionInBlock(block, offset, lines) },
  }));
  return { diagnostics, block, file: guide.file, ...(corrected === undefined ? {} : { corrected }) };
}
