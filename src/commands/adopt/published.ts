/** An SDK that is named on the command line: a folder, a package that is installed here, or one that npm fetches on demand. */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Sdk } from "../../adopt/sdk.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Context } from "../running/context.js";

export interface Published {
  readonly sdk: Sdk;
  /** Removes what was fetched. */
  dispose(): void;
}

/** A package on npm, with or without its version: `acme`, `@acme/client@1.2.0`. */
const PACKAGE = /^((?:@[a-z0-9-~][\w.~-]*\/)?[a-z0-9-~][\w.~-]*)(?:@([\w.^~+-]+))?$/;

/** What `npm pack` writes. */
const TARBALL = /\.(tgz|tar\.gz)$/i;

/**
 * @param named a folder, a file of `npm pack`, or a package on npm
 * @throws UnusableInput where it is neither, where npm cannot fetch it, or where it has no types
 */
export async function openPublished(named: string, context: Context): Promise<Published> {
  const { readSdk } = await import("../../adopt/sdk.js");
  const folder = path.resolve(context.cwd, named);
  const [, name = "", version] = PACKAGE.exec(named) ?? [];
  if (TARBALL.test(named) && existsSync(folder)) return fetched({ named, tarball: folder }, context);
  if (existsSync(folder) || name === "" || TARBALL.test(named))
    return { sdk: readSdk(folder), dispose: () => undefined };
  const installed = path.join(context.cwd, "node_modules", name);
  if (version === undefined && existsSync(installed)) return { sdk: readSdk(installed), dispose: () => undefined };
  return fetched({ named, name }, context);
}

interface Wanted {
  /** As the user has named it. */
  readonly named: string;
  /** The name of the package; unknown for a file. */
  readonly name?: string;
  /** The file, if it is one. */
  readonly tarball?: string;
}

/** Installs a package into a folder of its own. */
async function fetched(wanted: Wanted, context: Context): Promise<Published> {
  const { readSdk } = await import("../../adopt/sdk.js");
  const place = mkdtempSync(path.join(tmpdir(), "callwright-sdk-"));
  const dispose = (): void => {
    rmSync(place, { recursive: true, force: true });
  };
  try {
    const what = wanted.tarball === undefined ? `${wanted.named} and the` : "the";
    context.err(`fetching ${what} dependencies of its types from npm, without running their scripts`);
    // Without a package.json of its own npm would look for one above.
    const manifest = path.join(place, "package.json");
    writeFileSync(manifest, "{}\n");
    await install(wanted, place);
    return { sdk: readSdk(path.join(place, "node_modules", wanted.name ?? installedName(manifest))), dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

/** The only dependency that npm has written into a package.json. */
function installedName(manifest: string): string {
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as { dependencies?: Record<string, string> };
  return Object.keys(dependencies)[0] ?? "";
}

/** One retry after a second: without a network, people wait no longer than that. */
const WORDS = [
  "install",
  "--ignore-scripts",
  "--omit=dev",
  "--no-audit",
  "--no-fund",
  "--no-package-lock",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
];

/** @throws UnusableInput with what npm said */
async function install({ named, tarball }: Wanted, cwd: string): Promise<void> {
  // A copy has a name that needs no quotes, in any shell.
  if (tarball !== undefined) copyFileSync(tarball, path.join(cwd, "sdk.tgz"));
  const words = [...WORDS, tarball === undefined ? named : "./sdk.tgz"];
  const said = await new Promise<string | undefined>((resolve) => {
    // On Windows npm is a script, which only a shell starts; PACKAGE lets nothing pass that a shell would read.
    const child = spawn("npm", words, {
      cwd,
      env: process.env,
      stdio: ["ignore", "ignore", "pipe"],
      shell: process.platform === "win32",
    });
    let text = "";
    child.stderr.setEncoding("utf8").on("data", (more: string) => (text += more));
    child.once("error", ({ message }) => {
      resolve(message);
    });
    child.once("close", (code) => {
      resolve(code === 0 ? undefined : text);
    });
  });
  if (said !== undefined) throw notFetched(named, tarball !== undefined, said);
}

function notFetched(named: string, isTarball: boolean, said: string): UnusableInput {
  const isOffline = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH)\b/.test(said);
  const fault = isTarball
    ? `npm cannot install \`${named}\``
    : `The folder \`${named}\` does not exist, and npm cannot fetch a package of that name`;
  return new UnusableInput({
    code: isOffline ? "adopt/offline" : "adopt/not-fetched",
    severity: "error",
    message: `${isOffline ? `npm cannot reach its registry to fetch \`${named}\`` : fault}: ${essence(said)}`,
    hint: isOffline
      ? "Check the network and npm's settings `registry` and `proxy`, or name a folder that has the SDK and its dependencies."
      : "Correct the name, name the folder of the SDK, or install it here first.",
    place: { file: path.resolve(named) },
  });
}

/** Lines of npm that tell its user nothing, or nothing new. */
const NOISE = /complete log of this run|^(code|syscall|errno|path) |^npm (warn|notice)|^\d{3}$/i;

/** What npm said first, without its prefix, its log file and empty lines. */
function essence(said: string): string {
  const lines = said.split("\n").map((line) => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  const kept = lines.filter((line) => line !== "" && !NOISE.test(line));
  const text = [...new Set(kept)].slice(0, 2).join(" ");
  return text === "" ? "npm ended without a message." : text.replace(/[^.!?]$/, "$&.").slice(0, 400);
}

/** `portkey-ai 3.1.0`, or the name of the folder. */
export function titleOf({ folder, name, version }: Sdk): string {
  return [name ?? path.basename(folder), version].filter((part) => part !== undefined).join(" ");
}
