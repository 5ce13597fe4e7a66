/**
 * Published SDKs, fetched on demand, move in: what their callers notice of the client that takes their place is explained, all
 * of it, in `docs/moving`.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { install } from "../../scripts/lib/bench/peers.mjs";
import { githubSpec } from "../../scripts/lib/github.mjs";
import { realSpec, root } from "../support/paths.js";
import { callwright } from "../support/warm.js";

interface Difference {
  readonly kind: string;
  readonly subject: string;
}

/** Regular expressions for the fields of a difference, and the reason of those that they match. */
type Explanation = Readonly<Record<string, string>> & { readonly why: string };

const fields = ["kind", "subject", "path", "owner", "before", "after"] as const;

function explains(explanation: Explanation, difference: Readonly<Partial<Record<string, string>>>): boolean {
  return fields.every((field) => {
    const pattern = explanation[field];
    return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(difference[field] ?? "");
  });
}

const moving = path.join(root, "docs", "moving");
const sdks = [
  { name: "portkey-ai", version: "3.1.0", spec: (): string | undefined => realSpec("portkey.yaml") },
  { name: "@octokit/rest", version: "22.0.1", spec: (): string | undefined => githubSpec() },
];

/** The SDK and the document of its API; undefined, with a word, where the registry cannot be reached. */
function fetched({ name, version, spec }: (typeof sdks)[number]): readonly [sdk: string, file: string] | undefined {
  try {
    const file = spec();
    return file === undefined ? undefined : [path.join(install({ [name]: version }), "node_modules", name), file];
  } catch (cause) {
    console.warn(`skipped: ${name} cannot be fetched (${String(cause)})`);
    return undefined;
  }
}

/** Milliseconds: the compiler judges two thousand calls of both packages, twice. */
const LONGEST = 600_000;

describe.each(sdks)("$name", (sdk) => {
  const { name, version } = sdk;
  const found = fetched(sdk);

  const moves = found === undefined ? it.skip : it;
  moves(
    "moves in, and each difference that is left is explained",
    async () => {
      const [folder, file] = found ?? ["", ""];
      const cwd = mkdtempSync(path.join(tmpdir(), "callwright-moving-"));
      try {
        await cp(file, path.join(cwd, "openapi.yaml"));
        const { code, stderr } = await callwright(["adopt", folder, "openapi.yaml"], { cwd });
        expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("✔") });
        const [, verdict = stderr] = new RegExp(`${version}: (of [^\\n]*? exports are gone)`).exec(stderr) ?? [];
        expect(readFileSync(path.join(moving, "README.md"), "utf8")).toMatch(
          new RegExp(`^\\| \`${name}\` ${version} +\\| ${verdict} +\\|$`, "m"),
        );
        const { stdout } = await callwright(["compare", folder, "--format", "json"], { cwd });
        const [{ differences }] = JSON.parse(stdout) as [{ readonly differences: readonly Difference[] }];
        const explanations = JSON.parse(
          readFileSync(path.join(moving, `${name.replace(/^@(.*)\//, "$1-")}.json`), "utf8"),
        ) as readonly Explanation[];
        const first = differences.map((one) =>
          explanations.findIndex((explanation) => explains(explanation, { ...one })),
        );
        expect(differences.filter((_, index) => first[index] === -1)).toEqual([]);
        expect(explanations.filter((_, index) => !first.includes(index))).toEqual([]);
      } finally {
        await rm(cwd, { recursive: true, force: true });
      }
    },
    LONGEST,
  );
});
