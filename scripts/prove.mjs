// @ts-check
// `npm run prove`: compares published revisions of GitHub's document pair by pair, holds every verdict against the compiler, and
// writes docs/prove.md. A call whose types no longer fit, and that no change names, fails.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { provePair, provePage } from "./lib/prove.mjs";
import { root } from "./lib/run.mjs";

/** Of `@octokit/openapi`, the oldest first. */
const REVISIONS = ["18.2.0", "19.1.0", "21.0.0", "22.0.0", "23.0.2"];

/** @type {import("./lib/prove.mjs").Proof[]} */
const proofs = [];
for (const [index, after] of REVISIONS.entries()) {
  const before = REVISIONS[index - 1];
  if (before !== undefined) proofs.push(await provePair(before, after));
}
const page = await format(provePage(proofs), { parser: "markdown" });
writeFileSync(path.join(root, "docs", "prove.md"), page);
process.exitCode = proofs.some(({ unexplained }) => unexplained > 0) ? 1 : 0;
