/** Verifies the code samples of a document against the client that is generated from it. */
import { existsSync, readFileSync } from "node:fs";
import { readServers } from "../api/servers.js";
import type { Diagnostic, Position } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import type { FileSet } from "../fileset.js";
import type { Surface } from "../naming/surface.js";
import { createJavaScriptCheck } from "./javascript-findings.js";
import { methodsOf } from "../naming/changes.js";
import { type SampleKind, type Specimen, specimensOf } from "./specimens.js";
import type { SampleFinding } from "./sample-finding.js";
import { linesOf, positionIn } from "./scalar-positions.js";
import { curlFindings } from "./curl-findings.js";

export interface Verified {
  readonly specimen: Specimen;
  readonly findings: readonly SampleFinding[];
}

export interface Count {
  readonly all: number;
  /** Samples without findings. */
  readonly pass: number;
}

export interface Verification {
  readonly counts: Readonly<Record<SampleKind, Count>>;
  readonly verified: readonly Verified[];
  /** Every finding at its line in the specification. */
  readonly diagnostics: readonly Diagnostic[];
  /** Returns the findings about some of the samples. */
  diagnosticsOf(some: readonly Verified[]): readonly Diagnostic[];
  /** Verifies other samples in the same way. */
  examine(specimens: readonly Specimen[]): readonly Verified[];
}

export interface VerifyInput {
  readonly document: Document;
  readonly surface: Surface;
  /** The client as emitted. */
  readonly files: FileSet;
}

/** Checks every JavaScript, TypeScript and curl sample of the client's operations. Sends and runs nothing. */
export function verifySamples(input: VerifyInput): Verification {
  const examine = createExaminer(input);
  const verified = examine(specimensOf(input.surface));
  const positionOf = positionReader(input.document);
  const diagnosticsOf = (some: readonly Verified[]) =>
    inOrder(some.flatMap((one) => one.findings.map((finding) => diagnosticOf(finding, one.specimen, positionOf))));
  return { verified, counts: countsOf(verified), diagnostics: diagnosticsOf(verified), diagnosticsOf, examine };
}

function createExaminer({ document, surface, files }: VerifyInput): Verification["examine"] {
  const code = (specimens: readonly Specimen[]) => specimens.filter(({ kind }) => kind === "javascript");
  const check = createJavaScriptCheck(code(specimensOf(surface)), surface, files);
  const servers = readServers(document.root) ?? [];
  const methods = methodsOf(surface);
  return (specimens) => {
    const checked = check(code(specimens));
    return specimens.map((specimen) => {
      const { method, sample, kind } = specimen;
      const findings =
        kind === "curl" ? curlFindings(sample.source, { method, methods, servers }) : (checked.get(specimen) ?? []);
      return { specimen, findings };
    });
  };
}

function countsOf(verified: readonly Verified[]): Verification["counts"] {
  const count = (kind: SampleKind) => {
    const ofKind = verified.filter(({ specimen }) => specimen.kind === kind);
    return { all: ofKind.length, pass: ofKind.filter(({ findings }) => findings.length === 0).length };
  };
  return { javascript: count("javascript"), curl: count("curl") };
}

/** Sorts findings by position. */
function inOrder(diagnostics: readonly PositionedDiagnostic[]): readonly PositionedDiagnostic[] {
  return [...diagnostics].sort(
    ({ place: one }, { place: other }) =>
      (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
      one.line - other.line ||
      one.column - other.column,
  );
}

/** A diagnostic with a known position. */
interface PositionedDiagnostic extends Diagnostic {
  readonly place: Position;
}

type PositionReader = (specimen: Specimen, offset: number) => Position;

/** Reads each of the user's files once. */
function positionReader(document: Document): PositionReader {
  const files = new Map<string, readonly string[]>();
  return ({ sample }, offset) => {
    const scalar = document.locate(sample.pointer);
    const lines = files.get(scalar.file) ?? linesOf(textOf(scalar.file));
    files.set(scalar.file, lines);
    return positionIn(lines, scalar, sample.source, offset);
  };
}

/** Undefined for a file on another host: findings are then positioned at the start of their sample. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function diagnosticOf(
  { kind, message, hint, offset }: SampleFinding,
  specimen: Specimen,
  positionOf: PositionReader,
): PositionedDiagnostic {
  return { code: `samples/${kind}`, severity: "warning", message, hint, place: positionOf(specimen, offset) };
}
