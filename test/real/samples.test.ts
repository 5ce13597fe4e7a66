import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { rm } from "node:fs/promises";
import path from "node:path";
import { readFileSync, writeFileSync } from "node:fs";
import { rewrite } from "../../src/samples/rewrite.js";
import { verifySamples } from "../../src/samples/verify.js";
import { realSpec, root, workFolder } from "../support/paths.js";
import { compiled } from "../unit/samples/support.js";

jest.setTimeout(120_000);

const real = realSpec("portkey.yaml");

describe("Portkey's samples", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await workFolder("portkey");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("pass in the specification that is shipped", async () => {
    const { counts, diagnostics } = verifySamples(await compiled(path.join(root, "spec", "portkey.yaml")));
    expect(diagnostics).toEqual([]);
    expect(counts.javascript.pass).toBeGreaterThan(0);
    expect(counts.curl.pass).toBeGreaterThan(0);
  });

  (real === undefined ? it.skip : it)(
    "pass in most places of the whole API, and elsewhere say whose fault it is",
    async () => {
      const { counts, verified, diagnostics } = verifySamples(await compiled(real ?? ""));
      expect(counts.javascript.all).toBeGreaterThan(190);
      expect(counts.javascript.pass).toBeGreaterThanOrEqual(159);
      const found = verified.flatMap(({ findings }) => findings);
      expect(found).toHaveLength(diagnostics.length);
      expect(
        found.filter(
          ({ hint }) =>
            !/^(?:The sample is at fault|The sample and the operation disagree|The client does not support this|Neither the sample nor the client is at fault): /.test(
              hint,
            ),
        ),
      ).toEqual([]);
      // The column is that of the very word.
      const lines = readFileSync(real ?? "", "utf8").split("\n");
      for (const { code, message, place } of diagnostics) {
        if (code !== "samples/unknown-argument" || !place || !("line" in place)) continue;
        const word = /`(.+?)`/.exec(message)?.[1] ?? "";
        expect(
          lines[place.line - 1]
            ?.slice(place.column - 1)
            .replace(/^["']/, "")
            .startsWith(word)
            ? ""
            : message,
        ).toBe("");
      }
    },
  );

  (real === undefined ? it.skip : it)(
    "all pass in a copy with samples of ours, which names everything the same",
    async () => {
      const before = await compiled(real ?? "");
      const written = rewrite(before);
      const copy = path.join(folder, "copy.yaml");
      writeFileSync(copy, written.text);
      const after = await compiled(copy);
      expect(verifySamples(after).diagnostics).toEqual([]);
      expect(rewrite(after).text).toBe(written.text);
      // Examples show what the samples give, which is another matter than what is called how.
      const example = / \* @example\n(?: +\* (?!@)(?!\/).*\n)+/g;
      const code = ({ files }: typeof before) =>
        [...files].flatMap(([name, text]) => (name.startsWith("src/") ? [[name, text.replaceAll(example, "")]] : []));
      expect(code(after)).toEqual(code(before));
    },
  );
});
