/** Whether JSR takes the sources of a generated package: Deno checks that every export has an explicit type ("no slow types"). */
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { engineProgram } from "../../scripts/lib/engines.mjs";
import { compile } from "../../src/compile.js";
import { root, workFolder } from "../support/paths.js";
import { runProgram } from "../support/process.js";

let folder = "";
beforeEach(async () => {
  folder = await workFolder("jsr");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const deno = engineProgram("Deno");
const isWanted = process.env["CALLWRIGHT_ENGINES"] !== undefined;
if (deno === undefined && !isWanted) console.warn("skipped: Deno is not here; `npm run engines` fetches it");

/** The `deno.json` that the recipe tells owners to add. */
const recipe = readFileSync(path.join(root, "docs", "recipes", "publish.md"), "utf8");
const settings = /^```json\n([^]*?)^```$/m.exec(recipe)?.[1] ?? "";

(deno === undefined && !isWanted ? it.skip : it).each(["spec/portkey.yaml", "test/engines/features.yaml"])(
  "takes the client of %s",
  async (spec) => {
    const named = await compile({ name: "acme", spec: path.join(root, spec), decisions: {} });
    for (const [file, text] of await named.emit()) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await writeFile(path.join(folder, "deno.json"), settings);
    const words = ["publish", "--dry-run", "--allow-dirty", "--sloppy-imports"];
    const { code, stdout, stderr } = await runProgram(deno ?? "", words, { cwd: folder });
    expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  },
);
