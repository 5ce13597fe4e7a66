/**
 * Files of a package that its owner writes, too. What is generated gives way to the owner's words, and what makes the package
 * work is put among them; doing so twice changes nothing.
 */
import { resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { manifestFile } from "../manifest.js";
import { entryAt, isCodePath, textAt } from "./folder.js";
import { readOwnership, type Standing } from "./ownership.js";
import { blockIn, readmeFile } from "./readme-block.js";

export const packageFile = "package.json";

/** Fields of `package.json` without which the package would not load: what is generated wins in them, entry by entry. */
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
 * The file set as it should stand in a folder: with the owner's fields in `package.json`, the owner's text around the
 * generated part of the README, and the owner's own files in place of generated ones that are not code.
 */
export function withOwnersText(files: FileSet, out: string): FileSet {
  const root = resolve(out);
  const { standingOf } = readOwnership(root);
  const settled = new Map(files);
  const left: string[] = [];
  for (const [path, text] of files) {
    const onDisk = entryAt(root, path) === "file" ? textAt(root, path) : undefined;
    if (onDisk === undefined || onDisk === text || isCodePath(path)) continue;
    const shared = sharedText(path, text, onDisk, standingOf(path));
    if (shared === undefined) left.push(path);
    settled.set(path, shared ?? onDisk);
  }
  return settled.set(manifestFile, withoutDigests(files.get(manifestFile) ?? "", left));
}

/** What a file outside `src` should hold; undefined where it is its owner's alone. */
function sharedText(path: string, generated: string, onDisk: string, standing: Standing): string | undefined {
  const cut = path === readmeFile ? blockIn(onDisk) : undefined;
  if (cut) return cut.before + generated + cut.after;
  if (standing === "generated") return generated;
  if (path === packageFile) return packageWith(generated, onDisk);
  // A README whose marks were taken out is its owner's from then on.
  return standing === "edited" && path !== readmeFile ? generated : undefined;
}

/** A manifest that does not claim files which were left to their owner. Each has a line of its own, and none is the last. */
function withoutDigests(manifest: string, paths: readonly string[]): string {
  const claims = paths.map((path) => `    ${JSON.stringify(path)}: "`);
  const lines = manifest.split("\n");
  return lines.filter((line) => !claims.some((claim) => line.startsWith(claim))).join("\n");
}

function packageWith(generated: string, onDisk: string): string {
  const theirs = parsed(onDisk);
  const ours = parsed(generated);
  if (!isRecord(theirs) || !isRecord(ours)) return generated;
  const merged = { ...theirs };
  for (const [field, value] of Object.entries(ours)) {
    const own = theirs[field];
    merged[field] = DECISIVE.has(field) ? mergedJson(own, value) : mergedJson(value, own ?? value);
  }
  return `${JSON.stringify(merged, null, 2)}\n`;
}

/** Maps key by key, lists as a union, anything else as the second says. */
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
