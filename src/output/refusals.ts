/**
 * Converts file system errors to findings that say what is impossible and what to do next. Any other error is a bug in
 * Callwright and is returned unchanged.
 */
import { UnusableInput } from "../diagnostic.js";
import { isFileSystemError } from "./folder.js";

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const access: Explanation = {
  code: "output/not-writable",
  message: "This folder cannot be written to.",
  hint: "Give yourself permission to write there, or choose another folder with --out.",
};
const shape: Explanation = {
  code: "output/not-a-folder",
  message: "This path cannot be a folder: a file or a broken link is at this path or above it.",
  hint: "Choose another folder with --out, or remove that file or link.",
};
const space: Explanation = {
  code: "output/disk-full",
  message: "There is no space left to write the package.",
  hint: "Free some space on this disk and run the command again.",
};
const quota: Explanation = {
  code: "output/disk-full",
  message: "Your disk quota leaves no space to write the package.",
  hint: "Free some space, or ask for a larger quota, and run the command again.",
};
const handles: Explanation = {
  code: "output/too-many-files",
  message: "Too many files are open to read and write the package.",
  hint: "Raise the limit on open files (`ulimit -n`), or close programs that hold files open, and run the command again.",
};

const whileWriting: ReadonlyMap<unknown, Explanation> = new Map([
  ["EACCES", access],
  ["EPERM", access],
  ["EROFS", access],
  ["ENOTDIR", shape],
  ["EEXIST", shape],
  ["ELOOP", shape],
  ["ENOSPC", space],
  ["EDQUOT", quota],
  ["EMFILE", handles],
  ["ENFILE", handles],
]);

/** For any other read error, the system's own message is the clearest. */
const whileReading: ReadonlyMap<unknown, Explanation> = new Map([
  ["ENOTDIR", shape],
  ["ELOOP", shape],
  ["EMFILE", handles],
  ["ENFILE", handles],
]);

/** @param state a sentence about the package's current state */
export function notWritten(error: unknown, root: string, state: string): unknown {
  if (!isFileSystemError(error)) return error;
  const known = whileWriting.get(error.code) ?? {
    code: "output/failed",
    message: `The package could not be written: ${error.message}.`,
    hint: "Fix the cause, or choose another folder with --out.",
  };
  return refusal({ ...known, message: `${known.message} ${state}` }, root);
}

/** Converts an error of reading `root` to a finding; returns other errors unchanged. */
export function notReadable(error: unknown, root: string): unknown {
  if (!isFileSystemError(error)) return error;
  const known = whileReading.get(error.code) ?? {
    code: "output/not-readable",
    message: `The package on disk could not be read: ${error.message}.`,
    hint: "Give yourself permission to read it, or name another folder with --out.",
  };
  return refusal(known, root);
}

function refusal(known: Explanation, file: string): UnusableInput {
  return new UnusableInput({ ...known, severity: "error", place: { file } });
}

/** Failures of the system, not of Callwright: something ran out, or a basic permission is missing. */
const shortages: ReadonlyMap<unknown, string> = new Map([
  ["EMFILE", handles.hint],
  ["ENFILE", handles.hint],
  ["ENOSPC", space.hint],
  ["EDQUOT", quota.hint],
  ["ENOMEM", "End other programs, or give this one more memory, and run the command again."],
  ["EIO", "Check the disk that holds this file, and run the command again."],
  ["EROFS", "Move this file to a disk that can be written to."],
  ["EACCES", "Give yourself permission to use this file."],
  ["EPERM", "Give yourself permission to use this file."],
]);

/**
 * Returns the finding for a system error from anywhere in a run, such as a file of Callwright's own that cannot be
 * opened; undefined if the error may be a bug in Callwright.
 */
export function systemRefusal(error: unknown): UnusableInput | undefined {
  if (!isFileSystemError(error)) return undefined;
  const isTemporary = error.syscall === "mkdtemp";
  const hint = isTemporary ? "Set TMPDIR to a folder that can be written to." : shortages.get(error.code);
  if (hint === undefined) return undefined;
  return new UnusableInput({
    code: "system/refused",
    severity: "error",
    message: `The system refused ${isTemporary ? "a folder for temporary files" : "what Callwright needs"}: ${error.message}.`,
    hint,
    ...(error.path !== undefined && { place: { file: error.path } }),
  });
}
