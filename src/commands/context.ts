/** The input of every command, and its exit codes. */
import { pc } from "../colours.js";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import { annotationOf, textOf, toFinding, type Finding, type Format } from "../report.js";

/** Exit codes of the process. `bin.ts` ends it with `bug`. */
export const ExitCode = { done: 0, bug: 1, unusable: 2, findings: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The outside world of a command: its working folder, and where its text goes. */
export interface Context {
  readonly cwd: string;
  /** Prints data, for pipes. */
  readonly out: (text: string) => void;
  /** Prints messages, for people. */
  readonly err: (text: string) => void;
  /** Whether messages go to a terminal, where progress makes sense. */
  readonly terminal: boolean;
  /** Whether data goes to a terminal, where the lines around a finding help. */
  readonly frames?: boolean;
}

export interface CommonOptions {
  readonly config?: string;
  readonly out?: string;
  readonly format?: Format;
  readonly allowRemote?: readonly string[];
  /** False where documents at addresses are taken as packages have pinned them. */
  readonly refresh?: boolean;
}

export function findingsOf(
  diagnostics: readonly Diagnostic[],
  context: Context,
  document?: Document,
): readonly Finding[] {
  return diagnostics.map((diagnostic) => toFinding(diagnostic, context.cwd, document));
}

/** Prints findings one after the other, as people or as CI read them. */
export function printFindings(findings: readonly Finding[], format: Format, print: (text: string) => void): void {
  for (const finding of findings) print(format === "github" ? annotationOf(finding) : textOf(finding));
}

/** The worst of several exit codes: unusable input before findings before done. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(ExitCode.unusable)) return ExitCode.unusable;
  return codes.includes(ExitCode.findings) ? ExitCode.findings : ExitCode.done;
}

export function title(name: string): string {
  return pc.bold(name);
}
