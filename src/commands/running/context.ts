/** The input of every command, and its exit codes. */
import { pc } from "../../colours.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { Document } from "../../document/document.js";
import { printable } from "../../printable.js";
import { annotationOf, textOf, toFinding, type Finding, type Format } from "../../report.js";

/** Exit codes of the process. `bin.ts` ends it with `bug`. */
export const ExitCode = { done: 0, bug: 1, unusable: 2, findings: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The outside world of a command: its working folder, and where its text goes. */
export interface Context {
  readonly cwd: string;
  /** Prints one line of data, for pipes; `command` is for a workflow command of CI. */
  readonly out: (line: string, kind?: "command") => void;
  /** Prints one line of a message, for people. */
  readonly err: (line: string) => void;
  /** Takes values that would be printed as JSON, where they are handed on instead. */
  readonly data?: (value: unknown) => void;
  /** Whether messages go to a terminal, where progress makes sense. */
  readonly terminal: boolean;
  /** Whether data goes to a terminal, where the lines around a finding help. */
  readonly frames?: boolean;
}

/** A context that prints nothing but what is safe on one line. */
export function guarded(context: Context): Context {
  return {
    ...context,
    out: (line, kind) => {
      context.out(printable(line, kind === "command"));
    },
    err: (line) => {
      context.err(printable(line));
    },
  };
}

/** Prints a value as indented JSON, or hands it on. */
export function printJson(value: unknown, { out, data }: Context): void {
  if (data) data(value);
  else printLines(JSON.stringify(value, null, 2), out);
}

/** Prints a text whose line breaks are Callwright's own. */
export function printLines(text: string, print: (line: string) => void): void {
  for (const line of text.split("\n")) print(line);
}

/** Forms of a report that other tools read. */
export const reportFormats = ["sarif", "junit", "checkstyle"] as const;
export type ReportFormat = (typeof reportFormats)[number];

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
export function printFindings(findings: readonly Finding[], format: Format, print: Context["out"]): void {
  for (const finding of findings) {
    if (format === "github") print(annotationOf(finding), "command");
    else printLines(textOf(finding), print);
  }
}

/** A command as it would be typed: names of files and APIs may be a stranger's, so that a shell must not read them. */
export function commandText(...words: readonly string[]): string {
  return words.map((word) => (/^[\w./:@,+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

/** The worst of several exit codes: unusable input before findings before done. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(ExitCode.unusable)) return ExitCode.unusable;
  return codes.includes(ExitCode.findings) ? ExitCode.findings : ExitCode.done;
}

export function title(name: string): string {
  return pc.bold(name);
}
