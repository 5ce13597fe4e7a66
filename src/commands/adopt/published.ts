/** An SDK that is named on the command line: a folder, a package that is installed here, or one that npm fetches on demand. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

/** @throws UnusableInput where it is neither, where npm cannot fetch it, or where it has no types */
export async function openPublished(named: string, context: Context): Promise<Published> {
  const { readSdk } = await import("../../adopt/sdk.js");
  const folder = path.resolve(context.cwd, named);
  const [, name = "", version] = PACKAGE.exec(named) ?? [];
  if (existsSync(folder) || name === "") return { sdk: readSdk(folder), dispose: () => undefined };
  const installed = path.join(context.cwd, "node_modules", name);
  if (version === undefined && existsSync(installed)) return { sdk: readSdk(installed), dispose: () => undefined };
  const place = mkdtempSync(path.join(tmpdir(), "callwright-sdk-"));
  const dispose = (): void => {
    rmSync(place, { recursive: true, force: true });
  };
  try {
    context.err(`fetching ${named} and the dependencies of its types from npm, without running their scripts`);
    // Without a package.json of its own npm would look for one above.
    writeFileSync(path.join(place, "package.json"), "{}\n");
    await install(named, place);
    return { sdk: readSdk(path.join(place, "node_modules", name)), dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

/** @throws UnusableInput with what npm said */
async function install(named: string, cwd: string): Promise<void> {
  const words = ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-package-lock", named];
  const said = await new Promise<string | undefined>((resolve) => {
    // On Windows npm is a script, which only a shell starts; PACKAGE lets nothing pass that a shell would read.
    const child = spawn("npm", words, {
      cwd,
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
  if (said === undefined) return;
  throw new UnusableInput({
    code: "adopt/not-fetched",
    severity: "error",
    message: `The folder \`${named}\` does not exist, and npm cannot fetch a package of that name: ${said.trim().slice(-400)}`,
    hint: "Name the folder of the SDK, or install it here first.",
    place: { file: path.resolve(named) },
  });
}

/** `portkey-ai 3.1.0`, or the name of the folder. */
export function titleOf({ folder, name, version }: Sdk): string {
  return [name ?? path.basename(folder), version].filter((part) => part !== undefined).join(" ");
}
