/**
 * Merges files of a package that its owner also writes. The owner's text takes precedence, except where the package needs
 * the generated text to work. Merging twice has the same result as merging once.
 */
import { resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { manifestFile } from "../manifest.js";
import { entryAt, isCodePath, textAt } from "./folder.js";
import { readOwnership, type Standing } from "./ownership.js";
import { blockIn, readmeFile } from "./readme-block.js";

export const packageFile = "package.json";

/** Fields of `package.json` without which the package would not load: generated entries override the owner's. */
const DECISIVE: ReadonlySet<string> = new Set([
  "type",
  "main",
  "module",
  "types",
  "exports",
  "dependencies",
  "callwright",
]);

/**
 * Returns the file set as it should be in a folder: with the owner's fields in `package.json`, the owner's text around
 * the generated part of the README, and the owner's own files instead of generated ones that are not code.
 *
 * @param decided fields of `package.json` that the configuration decides, whatever the file on disk has
 */
export function withOwnersText(files: FileSet, out: string, decided: ReadonlySet<string> = new Set()): FileSet {
  const root = resolve(out);
  const { standingOf } = readOwnership(root);
  const merged = new Map(files);
  const left: string[] = [];
  for (const [path, text] of files) {
    const onDisk = entryAt(root, path) === "file" ? textAt(root, path) : undefined;
    if (onDisk === undefined || onDisk === text || isCodePath(path)) continue;
    const shared = sharedText(path, text, onDisk, { standing: standingOf(path), decided });
    if (shared === undefined) left.push(path);
    merged.set(path, shared ?? onDisk);
  }
  return merged.set(manifestFile, withoutDigests(files.get(manifestFile) ?? "", left));
}

interface Sharing {
  readonly standing: Standing;
  readonly decided: ReadonlySet<string>;
}

/** Returns the text for a file outside `src`; undefined if the file belongs to its owner alone. */
function sharedText(
  path: string,
  generated: string,
  onDisk: string,
  { standing, decided }: Sharing,
): string | undefined {
  const cut = path === readmeFile ? blockIn(onDisk) : undefined;
  if (cut) return cut.before + generated + cut.after;
  if (standing === "generated") return generated;
  if (path === packageFile) return packageWith(generated, onDisk, decided);
  // A README without the marks belongs to its owner from then on.
  return standing === "edited" && path !== readmeFile ? generated : undefined;
}

/** Removes the digests of files that were left to their owner. Each has its own line, and none is the last. */
function withoutDigests(manifest: string, paths: readonly string[]): string {
  const claims = paths.map((path) => `    ${JSON.stringify(path)}: "`);
  const lines = manifest.split("\n");
  return lines.filter((line) => !claims.some((claim) => line.startsWith(claim))).join("\n");
}

function packageWith(generated: string, onDisk: string, decided: ReadonlySet<string>): string {
  const theirs = parsed(onDisk);
  const ours = parsed(generated);
  if (!isRecord(theirs) || !isRecord(ours)) return generated;
  const merged = { ...theirs };
  for (const [field, value] of Object.entries(ours)) {
    const own = theirs[field];
    merged[field] =
      DECISIVE.has(field) || decided.has(field) ? mergedJson(own, value) : mergedJson(value, own ?? value);
  }
  return `${JSON.stringify(merged, null, 2)}\n`;
}

/** Merges maps key by key and lists as a union; for any other value, the second wins. */
function mergedJson(under: unknown, over: unknown): unknown {
  if (Array.isArray(under) && Array.isArray(over))
    return [...new Set([...(over as unknown[]), ...(under as unknown[])])];
  if (!isRecord(under) || !isRecord(over)) return over;
  const keys = new Set([...Object.keys(over), ...Object.keys(under)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in over ? mergedJson(under[key], over[key]) : under[key]]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
