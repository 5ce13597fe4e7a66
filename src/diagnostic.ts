/**
 * Findings about the user's files, as values. This file knows no room and is known by all.
 *
 * A diagnostic names its place either as a position (file, line, column) or as a pointer into the resolved document;
 * pointers become positions only when a diagnostic is shown, because finding a line costs a second parse of the file.
 */

export type Severity = "error" | "warning" | "info";

/** A place in a file, lines and columns counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A JSON pointer as a URI fragment (RFC 6901, section 6), e.g. `#/paths/~1api-keys~1{id}/get`. */
export type Pointer = string;

/** The place of a diagnostic: a known position, a whole file, or a pointer into the resolved document. */
export type Place = Position | { readonly file: string } | { readonly pointer: Pointer; readonly onKey?: boolean };

export interface Diagnostic {
  /** Stable, kebab-case, prefixed by the room that found it: `document/not-yaml`, `naming/clash`, `lint/<rule>`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence about the user's file. */
  readonly message: string;
  /** The next step for the user, as an imperative sentence. */
  readonly hint?: string;
  readonly place?: Place;
}

/** Ends a run because the input or the configuration cannot be used. Shown as its diagnostics, never as a stack trace. */
export class UnusableInput extends Error {
  override readonly name = "UnusableInput";
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly [Diagnostic, ...Diagnostic[]]) {
    super(diagnostics[0].message);
    this.diagnostics = diagnostics;
  }
}
