/** Reads regular files, of limited size, as a document and its settings are read. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { UnusableInput, type Diagnostic } from "../../diagnostic.js";
import { defaultLimits, raiseLimit, type Limits } from "../limits.js";

/** Why a path could not be read as a file. The caller knows where the path came from, and words the finding. */
export type Unreadable = "missing" | "folder" | "special" | "denied";

/** Returns the content of a regular file, or the reason why it cannot be read. Does not block on pipes or read devices. */
export function readRegularFile(file: string, limits: Limits): Buffer | Unreadable {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return unreadable(error);
  }
  try {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return "folder";
    if (!stat.isFile()) return "special";
    if (stat.size > limits.fileSize) throw new UnusableInput(tooLarge(file, stat.size, limits));
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Returns the text of a regular file; undefined if it does not exist or has more than `most` bytes. */
export function readText(file: string, most: number): string | undefined {
  try {
    const content = readRegularFile(file, { ...defaultLimits, fileSize: most });
    return typeof content === "string" ? undefined : content.toString("utf8");
  } catch (error) {
    if (error instanceof UnusableInput) return undefined;
    throw error;
  }
}

function unreadable(error: unknown): Unreadable {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "denied";
  if (code === "ENXIO") return "special";
  return code === "EISDIR" ? "folder" : "missing";
}

function tooLarge(file: string, size: number, limits: Limits): Diagnostic {
  return {
    code: "document/too-large",
    severity: "error",
    message: `The file has ${size} bytes, more than the limit \`fileSize\` of ${limits.fileSize}.`,
    hint: `Make it smaller, or ${raiseLimit("fileSize")}.`,
    place: { file },
  };
}
