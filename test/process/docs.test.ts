/** The page that `callwright docs` writes, as a file and, where Chromium is here, as a browser runs it. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync } from "node:fs";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { engineProgram } from "../../scripts/lib/engines.mjs";
import { runProgram, type Ended } from "../support/process.js";
import { callwright } from "../support/warm.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-docs-test-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const sample = (lang: string, source: string): object => ({ lang, source });

/** A document of one operation that has these samples. */
const document = (samples: readonly object[], description = "The Acme API."): object => ({
  openapi: "3.1.0",
  info: { title: "Acme", version: "1.0.0", description },
  servers: [{ url: "https://api.acme.example" }],
  paths: {
    "/keys/{id}": {
      get: {
        summary: "One key",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "k1" }],
        responses: { "200": { description: "It.", content: { "application/json": { schema: { type: "object" } } } } },
        "x-code-samples": samples,
      },
    },
  },
});

async function docs(content: object, ...words: string[]): Promise<Ended & { readonly page: string }> {
  await writeFile(path.join(cwd, "openapi.json"), JSON.stringify(content));
  const ended = await callwright(["docs", "openapi.json", ...words], { cwd });
  return { ...ended, page: await readFile(path.join(cwd, "site", "index.html"), "utf8").catch(() => "") };
}

const scripts = (page: string): readonly string[] =>
  [...page.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, source = ""]) => source);

/** The samples of the operation, as the page has them. */
function samplesIn(page: string): readonly { label?: string; lang: string; source: string }[] {
  const [, definition = "{}"] = /__redoc_definition = (.*);\n/.exec(page) ?? [];
  const { paths } = JSON.parse(definition) as {
    paths: Record<string, { get: { "x-codeSamples": { label?: string; lang: string; source: string }[] } }>;
  };
  return paths["/keys/{id}"]?.get["x-codeSamples"] ?? [];
}

describe("callwright docs", () => {
  it("writes one prerendered page, with samples that pass", async () => {
    const right = `await acme.keys.retrieve({ id: "mine" });\n`;
    const { code, stderr, page } = await docs(
      document([
        sample("javascript", right),
        sample("curl", "curl https://api.acme.example/kyes/1"),
        sample("ruby", "Acme.keys"),
      ]),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/^openapi: 2 samples that pass, 1 of them made; 1 sample of the document did not pass and/);
    expect(stderr).toMatch(/✔ site\/index\.html written in \d+\.\d s\n$/);
    // Of the text itself, and not of the script that shows it.
    expect(page.slice(0, page.lastIndexOf("<script"))).toContain(">One key<");
    expect(samplesIn(page)).toEqual([
      { lang: "typescript", label: "TypeScript", source: right },
      { lang: "curl", label: "curl", source: expect.stringContaining("https://api.acme.example/keys/k1") },
      { lang: "ruby", source: "Acme.keys" },
    ]);
  });

  it("has the operations of tags, and their samples, as text that needs no script", async () => {
    const operation = (summary: string) => ({
      tags: ["Keys <b>"],
      summary,
      description: "Reads & <script>alert(1)</script> a key.",
      responses: { "204": { description: "None." } },
    });
    const { page } = await docs({
      ...document([]),
      tags: [{ name: "Keys <b>", description: "All about keys." }],
      paths: { "/keys": { get: operation("List keys"), delete: operation("Remove all") } },
    });
    const text = page.slice(page.lastIndexOf('<details id="reference-as-text">'));
    expect(text).toContain("<h2>Keys &lt;b&gt;</h2>\n<p>All about keys.</p>");
    expect(text).toContain("<h3>Remove all</h3>\n<p><code>DELETE /keys</code></p>");
    expect(text).toContain("Reads &amp; &lt;script&gt;alert(1)&lt;/script&gt; a key.");
    expect(text).toMatch(/<pre><code>.*acme\.keys\.list\(/s);
    expect(scripts(page)).toHaveLength(scripts((await docs(document([]))).page).length);
  });

  it("lets no script run but the page's own", async () => {
    const { page } = await docs(document([], "</script><script>1</script><!--<script>"));
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const allowed = [...policy.matchAll(/'(sha256-[^']+)'/g)].map(([, hash]) => hash);
    const own = scripts(page).map((source) => `sha256-${createHash("sha256").update(source).digest("base64")}`);
    expect(new Set(allowed)).toEqual(new Set(own));
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain("unsafe");
    await rm(path.join(cwd, "site"), { recursive: true });
    expect(own).toHaveLength(scripts((await docs(document([]))).page).length);
  });

  it("replaces a page of its own, and no other file", async () => {
    await mkdir(path.join(cwd, "site"));
    await writeFile(path.join(cwd, "site", "index.html"), "mine");
    const refused = await docs(document([]));
    expect(refused).toMatchObject({ code: 2, page: "mine" });
    expect(refused.stderr).toContain("site/index.html: error The page cannot be written here");
    await rm(path.join(cwd, "site"), { recursive: true });
    await docs(document([]));
    expect((await docs(document([], "Another."))).page).toContain("Another.");
  });
});

describe("a page of a stranger's repository", () => {
  const victim = () => path.join(cwd, "victim.html");

  it("is written through no link, whether that leads to a file or not", async () => {
    await mkdir(path.join(cwd, "site"));
    await symlink(victim(), path.join(cwd, "site", "index.html"));
    expect((await docs(document([]))).code).toBe(2);
    expect(existsSync(victim())).toBe(false);
  });

  it("is written below the folder, whatever an API is called", async () => {
    const config = { apis: { "../../outside": { root: "openapi.json" }, acme: { root: "openapi.json" } } };
    await writeFile(path.join(cwd, "openapi.json"), JSON.stringify(document([])));
    await writeFile(path.join(cwd, "redocly.yaml"), JSON.stringify(config));
    const { code } = await callwright(["docs", "--out", "a/b"], { cwd });
    expect(code).toBe(2);
    expect(existsSync(path.join(cwd, "outside"))).toBe(false);
    expect(existsSync(path.join(cwd, "a", "b", "acme", "index.html"))).toBe(true);
  });

  it("leaves no copy of the document in the temporary folder, whatever ends it", async () => {
    await writeFile(path.join(cwd, "openapi.json"), JSON.stringify(document([])));
    const temporary = path.join(cwd, "tmp");
    await mkdir(temporary);
    const left = `callwright-lint-${String(2 ** 22 - 1)}-abc`;
    await mkdir(path.join(temporary, left));
    const { code } = await callwright(["docs", "openapi.json"], { cwd, env: { TMPDIR: temporary } });
    expect(code).toBe(0);
    expect(await readdir(temporary)).toEqual([]);
  });
});

const chromium = engineProgram("Chromium");
if (chromium === undefined) console.warn("skipped: Chromium is not here (npm run engines fetches it)");

(chromium === undefined ? it.skip : it)("shows samples in Chromium, and runs nothing of the document's", async () => {
  const attacks = [
    `<iframe srcdoc="<script>parent.document.title='pwned'</script>"></iframe>`,
    `<img src="data:," onerror="document.title='pwned'">`,
    `<svg onload="document.title='pwned'"></svg>`,
    `<script>document.title = "pwned";</script>`,
  ].join("\n\n");
  await docs(document([], attacks));
  const file = path.join(cwd, "site", "index.html");
  const { stdout } = await runProgram(
    chromium ?? "",
    ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom", `file://${file}`],
    { cwd, timeout: 60_000 },
  );
  expect(stdout).toMatch(/<title>[^<]*Acme[^<]*<\/title>/);
  expect(stdout).toContain("<iframe");
  const shown = stdout.slice(0, stdout.lastIndexOf("<script")).replace(/<[^>]+>/g, "");
  expect(shown).toContain("acme.keys.retrieve(");
});
