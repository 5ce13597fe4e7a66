/** The code beside the declarations of an SDK. */
import { readText } from "../../document/text/regular-file.js";

const largestFile = 8_000_000;

/** The text of a file with code; undefined if it is missing or too large. */
export function readCode(file: string): string | undefined {
  return readText(file, largestFile);
}

/** The files that may contain the code of declarations. */
export function codeOf(file: string): readonly string[] {
  const base = file.replace(/\.d\.([cm]?)ts$/, "");
  return base === file ? [file] : [".js", ".mjs", ".cjs", ".ts"].map((ending) => `${base}${ending}`);
}
