// @ts-check
/**
 * `warm.ts` has this loaded into Redocly's process before Redocly. Suites lint the same few documents hundreds of times, so what
 * Redocly says of one under the same rules is kept in `.work/lint`, and said again the next time. Other processes of Node.js are
 * left alone.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ readonly status: number | null, readonly stdout: string, readonly stderr: string }} Said */

const { CALLWRIGHT_LINT_DOCUMENT: document, CALLWRIGHT_LINT_SLOW_PATTERNS: slowPatterns } = process.env;
if (document !== undefined && slowPatterns !== undefined && process.argv[2] === "lint") {
  // The document is there when the input ends.
  for await (const _ of process.stdin);
  const folder = fileURLToPath(new URL("../../.work/lint", import.meta.url));
  const kept = path.join(folder, keyOf(document));
  const { status, stdout, stderr } = existsSync(kept) ? read(kept) : lint();
  const isSame = !existsSync(slowPatterns) && !`${stdout}${stderr}`.includes(process.cwd());
  if (isSame && !existsSync(kept)) keep(kept, { status, stdout, stderr });
  process.stderr.write(stderr);
  writeFileSync(process.stdout.fd, stdout);
  process.exit(status ?? 1);
}

/**
 * Whatever the findings depend on: the document, the rules, the gate, Redocly and Node.js.
 *
 * @param {string} name
 */
function keyOf(name) {
  const redocly = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const gate = fileURLToPath(new URL("../../src/lint/gate.mjs", import.meta.url));
  const hash = createHash("sha256").update(process.version);
  for (const file of [name, "redocly.yaml", gate, redocly]) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** @returns {Said} */
function lint() {
  const { execPath, execArgv, argv, env } = process;
  const { status, stdout, stderr } = spawnSync(execPath, [...execArgv, ...argv.slice(1)], {
    env: { ...env, NODE_OPTIONS: "" },
    input: "",
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  return { status, stdout, stderr };
}

/** @param {string} file @returns {Said} */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Another suite may keep the same at the same time. @param {string} file @param {Said} said */
function keep(file, said) {
  const own = `${file}.${String(process.pid)}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(own, JSON.stringify(said));
  renameSync(own, file);
}
