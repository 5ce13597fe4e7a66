// @ts-check
// `npm run checks`: everything that is checked without running a test. Side by side, because only ESLint uses more than one core.
import { spawn } from "node:child_process";

/** Runs a script of package.json, and prints what it said when it has ended. @param {string} name */
async function run(name) {
  const child = spawn("npm", ["run", "--silent", name], { shell: process.platform === "win32" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (said += text));
  }
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.stdout.write(`${name}: ${code === 0 ? "passed" : "failed"}\n${said}`);
  return code === 0;
}

const passed = await Promise.all(["typecheck", "style"].map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
