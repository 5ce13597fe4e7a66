/** Prints diagnostics and drift for people, machines and CI. */
import path from "node:path";
import { pc } from "./colours.js";
import type { Diagnostic, Place, Position, Severity } from "./diagnostic.js";
import type { Document } from "./document/document.js";

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
    message: legible(message),
    ...(hint !== undefined && { hint: legible(hint) }),
    ...(position && { ...position, file: legible(relative(position.file, cwd)) }),
  };
}

/** Characters that move the cursor, hide or reorder text: controls, bidi marks, joiners, variation and tag characters. */
const ILLEGIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The longest word and the longest sentence that are shown whole, in characters. */
const LONGEST_WORD = 200;
const LONGEST_SENTENCE = 1_500;

/**
 * A sentence that quotes a document, made safe to print on one line: invisible characters become escapes, and overlong
 * words and sentences lose their middle.
 */
export function legible(text: string): string {
  const words = text.replace(/\S+/gu, (word) => shortened(word, LONGEST_WORD));
  return shortened(words, LONGEST_SENTENCE).replace(ILLEGIBLE, escaped);
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest / 2)} … ${text.slice(-longest / 4)}`;
}

/** As JSON writes it (RFC 8259, section 7). */
function escaped(character: string): string {
  const short = JSON.stringify(character).slice(1, -1);
  if (short !== character) return short;
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `0.4 s` of milliseconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
