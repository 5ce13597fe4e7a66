import { describe, expect, it } from "@jest/globals";
import { blocksOf, positionInBlock } from "../../../src/samples/blocks.js";
import { verifyGuides } from "../../../src/samples/guides.js";
import { compiled, head, keys, put, useFolder } from "./support.js";

useFolder();

const call = `acme.keys.retrieve({ id: "k" })`;
const fenced = (language: string, source: string): string => `\`\`\`${language}\n${source}\n\`\`\`\n`;

/** `kind line:column` of each finding, the corrected sources, and the number of blocks that were checked. */
async function verified(text: string) {
  const document = keys({ get: [["javascript", `${head}await ${call};`]] });
  const input = await compiled(await put(document));
  const { count, failed } = verifyGuides(input, [{ file: "/guide.md", text }]);
  const findings = failed.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, place }) => {
      if (!place || !("line" in place) || !("column" in place)) throw new Error("a finding has no place");
      return `${code.replace("samples/", "")} ${String(place.line)}:${String(place.column)}`;
    }),
  );
  return { all: count.all, findings, corrected: failed.map(({ corrected }) => corrected) };
}

describe("blocks of Markdown", () => {
  it("are found in lists and quotations, with the positions of their characters", () => {
    const text = `- one\n\n  ~~~js\n  a\n    b\n  ~~~\n\n> \`\`\`sh title="x"\n> c\n> \`\`\`\n\n    indented\n\n${fenced("", "plain")}`;
    const blocks = blocksOf(text);
    expect(blocks).toEqual([
      { language: "js", source: "a\n  b\n", line: 4 },
      { language: "sh", source: "c\n", line: 9 },
    ]);
    const lines = text.split("\n");
    const [first, second] = blocks;
    if (!first || !second) throw new Error("no blocks");
    expect(positionInBlock(first, first.source.indexOf("b"), lines)).toEqual({ line: 5, column: 5 });
    expect(positionInBlock(second, 0, lines)).toEqual({ line: 9, column: 3 });
  });

  it("are left alone where the fence says so", () => {
    expect(blocksOf(fenced("ts no-check", "a"))).toEqual([]);
  });
});

describe("guides", () => {
  it("pass where every block does, each going on where earlier ones end", async () => {
    const text = [
      fenced("ts", `${head}const id = "k";`),
      "Then:",
      fenced("js", "const key = await acme.keys.retrieve({ id });\nconsole.log(key);"),
      fenced("tsx", "await acme.keys.delete({ id: key.id });"),
    ].join("\n");
    expect(await verified(text)).toEqual({ all: 3, findings: [], corrected: [] });
  });

  it("import modules of the package by their paths", async () => {
    const imports = 'import { AcmeCore } from "acme-client/core";\nimport { Keys } from "acme-client/keys";\n';
    const text = fenced("ts", `${imports}await new Keys(new AcmeCore()).retreive({ id: "k" });`);
    const { all, findings } = await verified(text);
    expect({ all, kinds: findings.map((finding) => finding.split(" ")[0]) }).toEqual({
      all: 1,
      kinds: ["unknown-call"],
    });
  });

  it("fail at the line of the fault, and are corrected where one change is enough", async () => {
    const text = `# A\n\n${fenced("ts", `${head}await acme.keys.retreive({ id: "k" });`)}`;
    const line = text.split("\n").findIndex((one) => one.includes("retreive")) + 1;
    expect(await verified(text)).toEqual({
      all: 1,
      findings: [`unknown-call ${String(line)}:17`],
      corrected: [`${head}await ${call};\n`],
    });
  });

  it("say a name that no block declares", async () => {
    const { findings, corrected } = await verified(fenced("ts", "await acme.keys.retrieve({ id: nobody });"));
    expect(findings).toEqual(["undeclared 2:32"]);
    expect(corrected).toEqual([undefined]);
  });

  it("hold code that is not about the client, which is not looked at", async () => {
    const text =
      fenced("ts", `import express from "express";\nexpress().use(foo.bar());`) + fenced("python", "import x");
    expect(await verified(text)).toEqual({ all: 0, findings: [], corrected: [] });
  });

  it("hold curl commands: those to a server of the document are held against its operations", async () => {
    const sh = (url: string, options = ""): string => fenced("sh", `curl ${options}${url}`);
    const server = "https://api.acme.test/v1";
    expect((await verified(sh("https://get.example/install"))).all).toBe(0);
    expect(await verified(sh(`${server}/keys/1`))).toMatchObject({ all: 1, findings: [] });
    expect(await verified(sh(`${server}/kees/1?a=b`))).toMatchObject({
      findings: ["wrong-path 2:6"],
      corrected: [expect.stringMatching(/^curl \S+\/v1\/keys\/1\?a=b\n?$/)],
    });
    expect(await verified(sh(`${server}/kees/1/2`))).toMatchObject({
      findings: ["wrong-path 2:6"],
      corrected: [undefined],
    });
    expect((await verified(sh(`${server}/keys/1`, "-X PUT "))).findings).toEqual(["wrong-method 2:9"]);
  });
});
