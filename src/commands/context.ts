/** What every command is given, and the ways it ends. */
import { pc } from "../colours.js";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import { annotationOf, textOf, toFinding, type Finding, type Format } from "../report.js";

/** How a process ends. Our own bugs end it with 1; see `bin.ts`. */
export const ExitCode = { done: 0, bug: 1, unusable: 2, findings: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The outside world of a command: where it stands, and where its text goes. */
export interface Context {
  readonly cwd: string;
  /** Data: what a pipe should get. */
  readonly out: (text: string) => void;
  /** Talk: what a person should see. */
  readonly err: (text: string) => void;
  /** Whether talk goes to a terminal, where progress makes sense. */
  readonly terminal: boolean;
}

export interface CommonOptions {
  readonly config?: string;
  readonly out?: string;
  readonly format?: Format;
  readonly allowRemote?: readonly string[];
}

export function findingsOf(
  diagnostics: readonly Diagnostic[],
  context: Context,
  document?: Document,
): readonly Finding[] {
  return diagnostics.map((diagnostic) => toFinding(diagnostic, context.cwd, document));
}

/** Prints findings one after the other, as people or as CI read them; to `out`, since they are what was asked for. */
export function printFindings(findings: readonly Finding[], format: Format, print: (text: string) => void): void {
  for (const finding of findings) print(format === "github" ? annotationOf(finding) : textOf(finding));
}

/** The worst of several endings: unusable input before findings before done. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(ExitCode.unusable)) return ExitCode.unusable;
  return codes.includes(ExitCode.findings) ? ExitCode.findings : ExitCode.done;
}

export function title(name: string): string {
  return pc.bold(name);
}
