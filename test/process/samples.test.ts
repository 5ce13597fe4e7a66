import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { check } from "../../src/commands/check.js";
import type { Context } from "../../src/commands/running/context.js";
import { generate } from "../../src/commands/generate.js";
import { samples } from "../../src/commands/samples.js";
import { callwright } from "../support/warm.js";
import { head, keys, put, useFolder } from "../unit/samples/support.js";

useFolder();

const right = `${head}await acme.keys.retrieve({ id: "k" });`;
const wrong = `${head}await acme.keys.retrieve({ key: "k" });`;

async function given(...sources: readonly string[]) {
  const file = await put(keys({ get: sources.map((source) => ["javascript", source] as const) }));
  const out: string[] = [];
  const err: string[] = [];
  const context: Context = {
    cwd: path.dirname(file),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    terminal: false,
  };
  return { file, name: path.basename(file), context, out, err };
}

/** A finding is a line, and its hint another. */
const hint: unknown = expect.stringMatching(/^ {4}\S/);

describe("callwright samples", () => {
  it("ends with 0 where all pass", async () => {
    const { name, context, out, err } = await given(right);
    expect(await samples(name, {}, context)).toBe(0);
    expect({ out, err: err.join() }).toEqual({
      out: [],
      err: expect.stringContaining("1 JavaScript sample: 1 pass, 0 do not"),
    });
  });

  it("names samples that are too long to be read", async () => {
    const { name, context, out } = await given(right, right + " ".repeat(30_000));
    expect(await samples(name, {}, context)).toBe(3);
    expect(out).toEqual([expect.stringMatching(/limit `sampleLength`.*\[api\/excessive-sample\]/), hint]);
  });

  it("ends with 3 on findings, each at its line", async () => {
    const { name, file, context, out } = await given(right, wrong);
    const lines = (await readFile(file, "utf8")).split("\n");
    const line = lines.findIndex((text) => text.includes('{ key: "k" }')) + 1;
    expect(await samples(name, {}, context)).toBe(3);
    expect(out).toEqual([expect.stringMatching(`^(\\S\\[\\d+m)?${name}:${String(line)}:42`), hint]);
    out.length = 0;
    expect(await samples(name, { format: "github" }, context)).toBe(3);
    expect(out).toEqual([
      expect.stringContaining(`::warning file=${name},line=${String(line)},col=42,title=samples/unknown-argument::`),
    ]);
    out.length = 0;
    expect(await samples(name, { format: "json" }, context)).toBe(3);
    expect(JSON.parse(out.join(""))).toEqual([
      expect.objectContaining({ code: "samples/unknown-argument", file: name, line, column: 42, severity: "warning" }),
    ]);
  });

  it("writes a copy beside the specification, and never over it", async () => {
    const { name, file, context, err } = await given(right, wrong);
    const before = await readFile(file, "utf8");
    expect(await samples(name, { write: true, add: true }, context)).toBe(0);
    const copy = name.replace(".yaml", ".samples.yaml");
    expect(err.join()).toContain(`1 sample replaced, 7 added → ${copy}`);
    expect(await readFile(file, "utf8")).toBe(before);
    expect(await samples(copy, {}, context)).toBe(0);
    expect(await samples(name, { write: "other.yaml" }, context)).toBe(0);
    expect(existsSync(path.join(context.cwd, "other.yaml"))).toBe(true);
  });
});

describe("callwright check", () => {
  it("verifies the samples as well, and fails for them where it is asked to", async () => {
    const { name, context, out, err } = await given(right, wrong);
    expect(await generate(name, { out: `${name}.sdk` }, context)).toBe(0);
    expect(await check(name, { out: `${name}.sdk` }, context)).toBe(0);
    expect(out).toEqual([]);
    expect(await check(name, { out: `${name}.sdk`, samples: true }, context)).toBe(3);
    expect(out).toEqual([expect.stringContaining("samples/unknown-argument"), hint]);
    expect(err.join("\n")).toContain("is up to date");
    out.length = 0;
    expect(await check(name, { out: `${name}.sdk`, format: "json" }, context)).toBe(0);
    expect(JSON.parse(out.join(""))).toEqual([
      {
        api: expect.any(String),
        out: `${name}.sdk`,
        fresh: true,
        drift: [],
        mend: expect.any(String),
        samples: [expect.objectContaining({ code: "samples/unknown-argument" })],
      },
    ]);
  });
});

describe("callwright samples with guides", () => {
  it("prints each finding at its line, and the block as it would pass", async () => {
    const { file, name } = await given(right);
    const guide = path.join(path.dirname(file), "guides", "keys.md");
    await mkdir(path.dirname(guide), { recursive: true });
    await writeFile(guide, `# Keys\n\n\`\`\`ts\n${head}await acme.keys.retreive({ id: "k" });\n\`\`\`\n`);
    const cwd = path.dirname(file);
    const { code, stdout, stderr } = await callwright(["samples", name, "guides/**/*.md"], { cwd });
    const line = 3 + head.split("\n").length;
    expect({ code, stderr: stderr.trim() }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^\d+: 1 guide, 1 block that calls it: 0 pass, 1 do not$/),
    });
    expect(stdout).toContain(`guides/keys.md:${String(line)}:17: warning `);
    expect(stdout).toContain(`corrected block at guides/keys.md:4:\n`);
    expect(stdout).toContain(`      await acme.keys.retrieve({ id: "k" });\n`);

    const turned = await callwright(["samples", "guides/keys.md", name], { cwd });
    expect(turned).toEqual({ code, stdout, stderr });

    const missing = await callwright(["samples", name, "guides/nope.md"], { cwd });
    expect({ code: missing.code, stderr: missing.stderr.split("\n")[0] }).toEqual({
      code: 2,
      stderr: "guides/nope.md: error `guides/nope.md` matches no file. [samples/no-guide]",
    });
  });
});
