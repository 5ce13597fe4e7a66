/** `npm run soak`, in short: runs that are killed or start together, many saves, and calls that are aborted. */
import path from "node:path";
import { expect, it } from "@jest/globals";
import { root } from "../support/paths.js";
import { runNode } from "../support/process.js";

it("everything that the soak checks holds for a few rounds", async () => {
  const rounds = { kills: 2, pairs: 1, saves: 10, calls: 600 };
  const words = Object.entries(rounds).flatMap(([name, amount]) => [`--${name}`, String(amount)]);
  const script = path.join(root, "scripts", "soak.mjs");
  const { code, stdout, stderr } = await runNode(["--expose-gc", "--import", "tsx", script, ...words], { cwd: root });
  expect(stderr).toBe("");
  expect(stdout.split("\n").filter((line) => line.startsWith("holds"))).toHaveLength(Object.keys(rounds).length);
  expect(code).toBe(0);
}, 600_000);
