/** Decides what happens to manual edits in generated files: kept, merged, lost, or a reason to stop. */
import path from "node:path";
import { compile } from "../../compile.js";
import type { Target } from "../../config/target.js";
import { UnusableInput, type Diagnostic } from "../../diagnostic.js";
import type { FileSet } from "../../fileset.js";
import { assertOwnFolder, isFolder } from "../../output/folder.js";
import { findHandEdits, mergeEdits, withoutBase, type HandEdit } from "../../output/hand-edits.js";
import { notWritten } from "../../output/refusals.js";
import { withOwnersText } from "../../output/shared-files.js";
import { recover } from "../../output/write.js";
import { withPackage } from "../../targets.js";
import { openBaseline } from "../changes/baseline.js";
import type { Context } from "./context.js";
import { outOf } from "./each.js";

export interface EditOptions {
  /** Replaces hand-written text. */
  readonly overwrite?: boolean;
  /** Merges hand edits with what is generated now. */
  readonly merge?: boolean;
  /** Whether the folder may hold other things than a package of Callwright's. */
  readonly existing?: boolean;
}

/** The package as it should stand on disk, or why it cannot. */
export interface Settled {
  readonly files: FileSet;
  /** Errors; nothing may be written where there is one. */
  readonly refused: readonly Diagnostic[];
  /** Files that hold hand edits beside what was generated. */
  readonly merged: readonly string[];
}

/**
 * @param generated what the document makes
 * @throws UnusableInput where the folder is somebody else's
 */
export async function settleEdits(
  generated: FileSet,
  target: Target,
  options: EditOptions,
  context: Context,
): Promise<Settled> {
  const out = outOf(target);
  // If the path is not a folder, the writer reports it.
  if (!isFolder(out)) return { files: generated, refused: [], merged: [] };
  const { files, edits } = await readFolder(generated, target, options);
  if (edits.length === 0 || options.overwrite === true) return { files, refused: [], merged: [] };
  const foreign = edits.filter(({ kind }) => kind === "foreign");
  const isMerged = options.merge === true || target.decisions.edits === "merge";
  if (foreign.length > 0 || !isMerged) {
    const stopping = isMerged ? foreign : edits;
    return { files, refused: stopping.map((edit) => inTheWay(edit, out)), merged: [] };
  }
  return mergeAll(files, edits, target, context);
}

/** Repairs what a killed run left behind first, because it would look like a manual edit. */
async function readFolder(generated: FileSet, target: Target, { existing = false }: EditOptions): Promise<Found> {
  const out = outOf(target);
  try {
    await recover(path.resolve(out));
    if (!existing) assertOwnFolder(generated, out);
    const files = withOwnersText(generated, out, decidedFields(target));
    return { files, edits: findHandEdits(files, out) };
  } catch (error) {
    throw notWritten(error, path.resolve(out), "The package is unchanged.");
  }
}

/** A package is renamed in the configuration, although its `package.json` holds further fields of its owner's. */
function decidedFields({ decisions }: Target): ReadonlySet<string> {
  return new Set(decisions.package?.name === undefined ? [] : ["name"]);
}

interface Found {
  readonly files: FileSet;
  readonly edits: readonly HandEdit[];
}

async function mergeAll(
  files: FileSet,
  edits: readonly HandEdit[],
  target: Target,
  context: Context,
): Promise<Settled> {
  const out = outOf(target);
  const base = edits.every(({ isSettled }) => isSettled) ? new Map<string, string>() : await committed(target, context);
  const lost = withoutBase(edits, base, out);
  if (lost.length > 0) return { files, refused: lost.map((edit) => noBase(edit, out)), merged: [] };
  const merged = mergeEdits(files, edits, base, out);
  return {
    files: merged.files,
    refused: merged.conflicts.map((file) => conflict(file, out)),
    merged: edits.map((edit) => edit.path),
  };
}

/** The package as the committed document makes it, with this version of Callwright. */
async function committed(target: Target, context: Context): Promise<FileSet> {
  const out = outOf(target);
  let baseline;
  try {
    baseline = openBaseline("HEAD", {}, context);
    const before = await compile(withPackage({ ...baseline.targetFor(target), out }, out));
    return withOwnersText(await before.emit(), out, decidedFields(target));
  } catch (cause) {
    // Without a committed document, there is no base to merge with; the caller reports that for each file.
    if (cause instanceof UnusableInput) return new Map();
    throw cause;
  } finally {
    baseline?.dispose();
  }
}

/** The package as it should stand, for `check`: edits that `edits: merge` keeps are as they should be. */
export function withKeptEdits(generated: FileSet, target: Target): FileSet {
  const out = outOf(target);
  const files = withOwnersText(generated, out, decidedFields(target));
  if (target.decisions.edits !== "merge") return files;
  const kept = findHandEdits(files, out).filter(({ isSettled }) => isSettled);
  return mergeEdits(files, kept, new Map(), out).files;
}

const WAYS_OUT =
  "`generate --merge` keeps the edit; `generate --overwrite` drops it. Your own code is safe in src/custom/.";

function inTheWay({ path: file, kind }: HandEdit, out: string): Diagnostic {
  return {
    code: kind === "edited" ? "output/edited" : "output/not-generated",
    severity: "error",
    message:
      kind === "edited"
        ? `${file} was edited by hand and would be replaced.`
        : `${file} was not written by Callwright and would be replaced.`,
    hint: kind === "edited" ? WAYS_OUT : "Move it, or replace it with `generate --overwrite`.",
    place: { file: path.join(out, file) },
  };
}

function noBase({ path: file }: HandEdit, out: string): Diagnostic {
  return {
    code: "output/no-base",
    severity: "error",
    message: `${file} was edited by hand and cannot be merged, because its original version cannot be regenerated.`,
    hint: "Commit the document that the package was generated from, and merge with the version of Callwright that generated it; or drop the edit with `generate --overwrite`.",
    place: { file: path.join(out, file) },
  };
}

function conflict(file: string, out: string): Diagnostic {
  return {
    code: "output/conflict",
    severity: "error",
    message: `${file} was edited by hand in lines that are now generated differently.`,
    hint: "Undo the edit there, move it to src/custom/, or drop it with `generate --overwrite`.",
    place: { file: path.join(out, file) },
  };
}
