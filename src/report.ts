/** Prints diagnostics and drift for people, machines and CI. */
import path from "node:path";
import { pc } from "./colours.js";
import type { Diagnostic, Place, Position, Severity } from "./diagnostic.js";
import type { Document } from "./document/document.js";
import { withEscapes } from "./printable.js";

export type Format = "text" | "json" | "github";

/** A diagnostic whose place is a position, with its file as the user would type it. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export function toFinding({ place, ...rest }: Diagnostic, cwd: string, document?: Document): Finding {
  const position = place && locate(place, document);
  const { message, hint } = rest;
  return {
    ...rest,
    code: legible(rest.code),
    message: legible(message),
    ...(hint !== undefined && { hint: legible(hint) }),
    ...(position && { ...position, file: legible(relative(position.file, cwd)) }),
  };
}

/** The longest word and the longest sentence that are shown whole, in characters. */
const LONGEST_WORD = 200;
const LONGEST_SENTENCE = 1_500;

/**
 * A sentence that quotes a document, made safe to print on one line: invisible characters become escapes, and overlong
 * words and sentences lose their middle.
 */
export function legible(text: string): string {
  const words = text.replace(/\S+/gu, (word) => shortened(word, LONGEST_WORD));
  return withEscapes(shortened(words, LONGEST_SENTENCE));
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest / 2)} … ${text.slice(-longest / 4)}`;
}

function locate(place: Place, document: Document | undefined): Position | { readonly file: string } | undefined {
  if (!("pointer" in place)) return place;
  return document?.locate(place.pointer, place.onKey);
}

/** A path as the user would type it: relative to where the command runs, with forward slashes. An address stays one. */
export function relative(file: string, cwd: string): string {
  if (/^https?:\/\//.test(file)) return file;
  const path_ = path.relative(cwd, file) || ".";
  return (path_.startsWith(`..${path.sep}..`) && path.isAbsolute(file) ? file : path_).split(path.sep).join("/");
}

/** Two lines where it has a hint. */
export function textOf(finding: Finding): string {
  const place = placeOf(finding);
  const head = [place === "" ? "" : `${pc.bold(place)}: `, `${colour(finding.severity)} `, finding.message].join("");
  const hint = finding.hint === undefined ? "" : `\n    ${pc.dim(finding.hint)}`;
  return `${head} ${pc.dim(`[${finding.code}]`)}${hint}`;
}

function placeOf({ file, line, column }: Finding): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function colour(severity: Severity): string {
  if (severity === "error") return pc.red("error");
  return severity === "warning" ? pc.yellow("warning") : pc.blue("info");
}

/** A workflow command of GitHub Actions; the runner shows it at the line of the pull request. */
export function annotationOf({ severity, file, line, column, code, message, hint }: Finding): string {
  const properties = [
    ["file", file],
    ["line", line],
    ["col", column],
    ["title", code],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${String(key)}=${escapeProperty(String(value))}`]));
  const level = severity === "info" ? "notice" : severity;
  return `::${level} ${properties.join(",")}::${escapeData([message, hint].filter(Boolean).join(" "))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A text of a document in Markdown, where it links, mentions and embeds nothing. */
export function markdownText(text: string): string {
  return text.replace(/[\\|`<>[\]*_&@#]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}

/** `2 errors, 1 warning`, or `no findings`. */
export function countOf(findings: readonly { readonly severity: Severity }[]): string {
  const parts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const noun = severity === "info" ? "note" : severity;
    return count === 0 ? [] : [plural(count, noun)];
  });
  return parts.length > 0 ? parts.join(", ") : "no findings";
}

export function plural(count: number, noun: string): string {
  const several = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${String(count)} ${count === 1 ? noun : several}`;
}

/** `0.4 s` of milliseconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
