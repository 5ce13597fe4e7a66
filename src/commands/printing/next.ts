/** What to do with a package once it is written: its build, and the first call. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { UnusableInput } from "../../diagnostic.js";
import type { FileSet } from "../../fileset.js";
import { clientDependencies } from "../../manifest.js";

/**
 * The commands that make a written package importable, as they would be typed in `folder`. Installing is left out where
 * the packages it needs can be found from there already.
 *
 * @param folder the package, as the user would type it
 */
export function buildCommand(out: string, folder: string): string {
  const steps = [...(isInstalled(out) ? [] : ["npm install"]), "npm run build"];
  return [...(folder === "." ? [] : [`cd ${quoted(folder)}`]), ...steps].join(" && ");
}

/** A POSIX shell reads the word as it is. */
function quoted(word: string): string {
  return /^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * What makes sources alone importable where they stand; undefined where nothing is left to do. An application brings its
 * own compiler, and needs the client's libraries.
 */
export function installCommand(out: string): string | undefined {
  const missing = Object.entries(clientDependencies).filter(([name]) => !isInstalled(out, [name]));
  return missing.length === 0 ? undefined : `npm install ${missing.map((library) => library.join("@")).join(" ")}`;
}

/** Whether libraries, those of a generated package, are found in a folder or above it, as Node.js looks for them. */
function isInstalled(out: string, names = [...Object.keys(clientDependencies), "typescript"]): boolean {
  return names.every((name) => {
    for (let at = path.resolve(out); ; at = path.dirname(at)) {
      if (existsSync(path.join(at, "node_modules", name, "package.json"))) return true;
      if (path.dirname(at) === at) return false;
    }
  });
}

export function isBuilt(out: string): boolean {
  return existsSync(path.join(out, "dist", "esm", "index.js"));
}

/** The first call that the package's README shows; undefined where the document has no operation to call. */
export function firstCallOf(files: FileSet): string | undefined {
  return /^## First call\n\n```ts\n([^]*?)\n```$/m.exec(files.get("README.md") ?? "")?.[1];
}

/**
 * Installs what the package needs, unless it is there, and builds it.
 *
 * @throws UnusableInput with what npm said, where one of the two fails
 */
export async function buildPackage(out: string): Promise<void> {
  if (!isInstalled(out)) await npm(out, "install", "--no-audit", "--no-fund");
  await npm(out, "run", "build");
}

function npm(cwd: string, ...words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // On Windows npm is a script, which only a shell starts; the words are ours.
    const child = spawn("npm", words, { cwd, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let said = "";
    const listen = (text: string): void => void (said += text);
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.once("error", ({ message }) => reject(failed(cwd, words, message)));
    child.once("close", (code) => (code === 0 ? resolve() : reject(failed(cwd, words, said))));
  });
}

function failed(file: string, words: readonly string[], said: string): UnusableInput {
  return new UnusableInput({
    code: "generate/build-failed",
    severity: "error",
    message: `The package is written, but \`npm ${words.join(" ")}\` failed in it: ${said.trim().slice(-800)}`,
    hint: "Run the command in that folder to see the details, and fix the cause.",
    place: { file },
  });
}
