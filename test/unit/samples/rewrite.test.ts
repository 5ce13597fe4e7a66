import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { dump, load } from "js-yaml";
import { UnusableInput } from "../../../src/diagnostic.js";
import { rewrite, writeSamples } from "../../../src/samples/rewrite.js";
import { verifySamples } from "../../../src/samples/verify.js";
import { compiled, head, keys, put, useFolder } from "./support.js";

useFolder();

const good = `${head}await acme.keys.retrieve({ id: "k" });`;
const specification = keys({
  get: [
    ["javascript", good],
    [
      "javascript",
      `import { Acme } from "acme";\nconst a = new Acme({ baseUrl: "https://own.example" });\na.keys.get();`,
    ],
    ["python", "acme.keys.retrieve()"],
    ["curl", "curl -X POST https://own.example/keys/1"],
  ],
  delete: [["javascript", `${head}await acme.keys.delete("k");`]],
});

interface Read {
  readonly paths: Record<string, Record<string, { "x-codeSamples": { lang: string; source: string }[] }>>;
}

async function rewritten(text: string, ending = "yaml") {
  const file = await put(text, ending);
  const result = rewrite(await compiled(file));
  const copy = await put(result.text, ending);
  return { ...result, file, copy };
}

/** The text of all samples, by address and language. */
function samplesIn(text: string): Record<string, string[]> {
  const { paths } = load(text) as Read;
  return Object.fromEntries(
    Object.entries(paths).flatMap(([at, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        Array.isArray(operation)
          ? []
          : [[`${method} ${at}`, operation["x-codeSamples"].map(({ lang, source }) => `${lang}: ${source}`)]],
      ),
    ),
  );
}

describe("the copy", () => {
  it("replaces what does not pass, adds what is missing, and keeps the rest", async () => {
    const { text, replaced, added, diagnostics } = await rewritten(specification);
    expect({ replaced, added, diagnostics }).toEqual({ replaced: 2, added: 5, diagnostics: [] });
    const samples = samplesIn(text);
    expect(samples["get /keys/{id}"]).toEqual([
      `javascript: ${good}\n`,
      'javascript: import { Acme } from "acme-client";\n\nconst acme = new Acme({\n  apiKey: process.env.ACME_API_KEY,\n  baseUrl: "https://own.example",\n});\n\n' +
        'const key = await acme.keys.retrieve({ id: "k" });\nconsole.log(key);\n',
      "python: acme.keys.retrieve()\n",
      "curl: curl -X GET https://own.example/keys/1\n",
    ]);
    expect(samples["post /keys"]).toEqual([
      expect.stringContaining('acme.keys.create({ name: "name", role: "reader" })'),
      `curl: curl -X POST "https://api.acme.test/v1/keys" \\\n  -H "x-acme-key: $ACME_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '{\n    "name": "name",\n    "role": "reader"\n  }'\n`,
    ]);
    expect(samples["delete /keys/{id}"]?.[1]).toBe(
      'curl: curl -X DELETE "https://api.acme.test/v1/keys/id" \\\n  -H "x-acme-key: $ACME_API_KEY"\n',
    );
  });

  it("is the document without its samples, line by line", async () => {
    const text = specification
      .replace("openapi:", "# kept\nopenapi:")
      .replace("    delete:\n", "    delete: # kept as well\n");
    const kept = new Set((await rewritten(text)).text.split("\n"));
    const lost = text.split("\n").filter((line) => !kept.has(line));
    expect(lost.map((line) => line.trim())).toEqual([
      'import { Acme } from "acme";',
      'const a = new Acme({ baseUrl: "https://own.example" });',
      "a.keys.get();",
      "curl -X POST https://own.example/keys/1",
    ]);
  });

  it.each<[string, string]>([
    ["yaml", specification],
    ["json", JSON.stringify(load(specification), null, 2)],
    ["json", JSON.stringify(load(specification))],
    ["yaml", dump(load(specification), { flowLevel: 4 })],
  ])("passes, is its own copy and names everything the same (%s)", async (ending, text) => {
    const { file, copy } = await rewritten(text, ending);
    const [before, after] = [await compiled(file), await compiled(copy)];
    expect(verifySamples(after).diagnostics).toEqual([]);
    expect(rewrite(after)).toEqual({ replaced: 0, added: 0, diagnostics: [], text: await readFile(copy, "utf8") });
    const code = ({ files }: typeof before) => [...files].filter(([name]) => name.startsWith("src/"));
    expect(code(after)).toEqual(code(before));
  });

  it("takes no example that its schema does not allow", async () => {
    const outdated = specification.replace("name: { type: string }\n", "name: { type: string, example: 5 }\n");
    expect(await rewritten(outdated)).toMatchObject({ diagnostics: [], added: 5 });
  });

  it("says so where the document's examples fit no sample", async () => {
    const list = (items: string): string => `{ type: array, items: ${items} }`;
    const deep = list(list(list(list("{ type: string }")))).replace(/}$/, ", example: [[[[5]]]] }");
    const wrong = specification.replace("name: { type: string }\n", `name: ${deep}\n`);
    const { diagnostics, text, added } = await rewritten(wrong);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "samples/cannot-make",
        message: expect.stringMatching(
          /^Callwright cannot write a TypeScript sample of `keys\.create`: .*`name` to `keys\.create` as `number`/,
        ),
      }),
    ]);
    expect(added).toBe(4);
    expect(samplesIn(text)["post /keys"]).toHaveLength(1);
  });

  it("leaves and reports what stands in another file", async () => {
    const item =
      "get:\n  operationId: far/list\n  responses: { '204': { description: None. } }\n  x-codeSamples:\n    - { lang: js, source: await client.far.nope() }\n    - { lang: js, source: await client.far.list() }\n    - { lang: js, source: await client.far.list() }\n";
    const far = await put(item);
    const { text, added, diagnostics } = await rewritten(
      specification.replace("paths:\n", `paths:\n  /far:\n    $ref: ./${path.basename(far)}\n`),
    );
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: "samples/unknown-call", place: expect.objectContaining({ file: far }) }),
    ]);
    expect(added).toBe(5);
    expect(text).toContain(`  /far:\n    $ref: ./${path.basename(far)}\n`);
  });
});

describe("writing the copy", () => {
  it("replaces the file as a whole, and leaves nothing beside it", async () => {
    const file = await put(specification);
    const input = await compiled(file);
    const copy = file.replace(".yaml", ".copy.yaml");
    await writeFile(copy, "old");
    const { replaced } = writeSamples(input, copy);
    expect(replaced).toBe(2);
    expect(await readFile(copy, "utf8")).toBe(rewrite(input).text);
    expect(await readFile(file, "utf8")).toBe(specification);
    await expect(
      stat(path.join(path.dirname(copy), `.${path.basename(copy)}.${String(process.pid)}`)),
    ).rejects.toThrow();
  });

  it("refuses a file that cannot be written", async () => {
    const input = await compiled(await put(specification));
    expect(() => writeSamples(input, path.join(path.dirname(input.document.file), "no", "such", "copy.yaml"))).toThrow(
      UnusableInput,
    );
  });
});
