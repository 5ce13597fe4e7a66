/** The client of the shipped document as its users get it: built, packed, and installed into an unrelated folder. */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPackage } from "../../scripts/lib/run.mjs";
import { root, workFolder } from "./paths.js";
import { runProgram } from "./process.js";

export interface PackedClient {
  /** The folder of the built package. */
  readonly built: string;
  /** A project that has it installed. */
  readonly consumer: string;
  readonly tarball: string;
  remove(): Promise<void>;
}

export async function installPackedClient(): Promise<PackedClient> {
  const built = await workFolder("client");
  await cp(path.join(root, "generated"), built, {
    recursive: true,
    filter: (source) => !/generated[\\/](dist|node_modules)/.test(source),
  });
  const consumer = await mkdtemp(path.join(tmpdir(), "consumer-"));
  await buildPackage(built);
  const tarball = await pack(built, consumer);
  await writeFile(path.join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  await npm(["install", "--no-audit", "--no-fund", tarball], consumer);
  const remove = async (): Promise<void> => {
    await Promise.all([built, consumer].map((folder) => rm(folder, { recursive: true, force: true })));
  };
  return { built, consumer, tarball, remove };
}

export async function pack(folder: string, into: string): Promise<string> {
  const stdout = await npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", into], folder);
  return path.join(into, stdout.trim().split("\n").at(-1) ?? "");
}

export async function npm(words: readonly string[], cwd: string): Promise<string> {
  const { stdout, stderr, code } = await runProgram("npm", words, { cwd });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
