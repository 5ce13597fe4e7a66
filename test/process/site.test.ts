/**
 * The pages of `docs/guide` and `docs/migrate`: every code block is written, run, compared or compiled, in the order of the
 * page, in a folder that holds the document of the pages. A block in another language fails: nothing would hold it.
 */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import MarkdownIt from "markdown-it";
import { configurationPage, type Schema } from "../../scripts/lib/configuration-page.mjs";
import { engineProgram } from "../../scripts/lib/engines.mjs";
import { bin, root } from "../support/paths.js";
import { runNode, runProgram, type Ended } from "../support/process.js";
import { callwright, replayingLint } from "../support/warm.js";

const docs = path.join(root, "docs");
const pages = ["guide", "migrate"].flatMap((folder) =>
  readdirSync(path.join(docs, folder)).map((name) => `${folder}/${name}`),
);

/** Runs an installed program, as npx does, but without npm, which takes as long as many commands; `copied.test.ts` runs npx itself. */
const NPX = `#!/bin/sh\nprogram=$1\nshift\nexec "$(dirname "$0")/$program" "$@"\n`;

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-site-"));
  await cp(path.join(docs, "examples", "acme", "openapi.yaml"), path.join(cwd, "openapi.yaml"));
  await mkdir(path.join(cwd, "node_modules", ".bin"), { recursive: true });
  await symlink(bin, path.join(cwd, "node_modules", ".bin", "callwright"));
  await writeFile(path.join(cwd, "node_modules", ".bin", "npx"), NPX, { mode: 0o755 });
  await cp(path.join(docs, "examples", "acme", "acme-sdk"), path.join(cwd, "node_modules", "acme-sdk"), {
    recursive: true,
  });
  await mkdir(path.join(cwd, "guides"));
  await writeFile(path.join(cwd, "guides", "empty.md"), "# Nothing yet\n");
  const identity = ["-c", "user.name=test", "-c", "user.email=test@acme.example"];
  await git("init", "--quiet");
  await git("add", "openapi.yaml");
  await git(...identity, "commit", "--quiet", "--message", "The document");
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function git(...words: readonly string[]): Promise<void> {
  expect(await runProgram("git", words, { cwd })).toMatchObject({ code: 0 });
}

/** What stands for a block where it is: each throws where the page says what is not so. */
const holders: Readonly<Record<string, (source: string, title: string | undefined, before: Ended) => Promise<Ended>>> =
  {
    sh: async (source) => {
      const PATH = `${path.join(cwd, "node_modules", ".bin")}${path.delimiter}${process.env["PATH"] ?? ""}`;
      const ended = await runProgram("sh", ["-ec", source], { cwd, env: { PATH, NODE_OPTIONS: replayingLint } });
      expect({ source, code: ended.code, said: ended.code === 0 ? "" : ended.stderr }).toEqual({
        source,
        code: 0,
        said: "",
      });
      return ended;
    },
    /** `…` stands for anything. */
    text: async (source, _, before) => {
      const parts = source
        .trimEnd()
        .split("…")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      expect(before.stdout + before.stderr).toMatch(new RegExp(parts.join("[^]*?")));
      return before;
    },
    yaml: async (source, title, before) => {
      if (title === undefined) expect(readFileSync(workflow, "utf8")).toContain(lastStep(source));
      else await writeFile(path.join(cwd, title), source);
      return before;
    },
    // Compiled together with those of the other pages, below.
    ts: (_source, _title, before) => Promise.resolve(before),
  };

const workflow = path.join(root, ".github", "workflows", "drift.yml");

/** The step that a piece of a workflow shows. */
function lastStep(source: string): string {
  const { steps } = load(source) as { readonly steps: readonly { readonly run: string }[] };
  return `- run: ${steps.at(-1)?.run ?? "nothing"}\n`;
}

describe("the blocks of", () => {
  it.each(pages)("%s are so", async (page) => {
    let before: Ended = { code: 0, stdout: "", stderr: "" };
    const blocks = new MarkdownIt().parse(readFileSync(path.join(docs, page), "utf8"), {});
    for (const { type, info, content } of blocks) {
      if (type !== "fence" && type !== "code_block") continue;
      const [, language = "", title] = /^(\w+)(?: \[([\w./-]+)\])?$/.exec(info.trim()) ?? [];
      const hold = holders[language];
      if (hold === undefined) throw new Error(`${page} has a block that no test holds: ${info}\n${content}`);
      before = await hold(content, title, before);
    }
  });

  it("all pages compile against the client, by the command that they advertise", async () => {
    const files = pages.map((page) => path.join(docs, page));
    const { code, stdout, stderr } = await callwright(["samples", "openapi.yaml", ...files], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const written = files.flatMap((file) => readFileSync(file, "utf8").match(/^```ts$/gm) ?? []);
    expect(stderr).toContain(`${String(written.length)} blocks that call it: ${String(written.length)} pass, 0 do not`);
  });
});

it("the page of the configuration is made of the JSON schema", () => {
  const schema = JSON.parse(readFileSync(path.join(root, "dist", "redocly.schema.json"), "utf8")) as Schema;
  expect(readFileSync(path.join(docs, "guide", "configuration.md"), "utf8")).toBe(configurationPage(schema));
});

const vitepress = engineProgram("VitePress");
if (vitepress === undefined) console.warn("skipped: VitePress is not here (npm run engines fetches it)");

(vitepress === undefined ? it.skip : it)("is built by VitePress, which finds every link", async () => {
  const { code, stdout, stderr } = await runNode(
    [vitepress ?? "", "build", "docs", "--outDir", path.join(cwd, "site")],
    {
      cwd: root,
    },
  );
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  for (const page of pages) {
    const name = page.replace(/\.md$/, ".html");
    expect(existsSync(path.join(cwd, "site", name))).toBe(true);
  }
});
