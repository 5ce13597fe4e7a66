import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { write } from "../../../src/output/write.js";
import { complaintOf, packageOf, put, temporaryFolder, treeOf } from "./folders.js";

const first = packageOf("1.0.0", ["keys", "users"]);
const second = packageOf("2.0.0", ["keys", "models"]);

describe("write", () => {
  it("makes the folder, and those above it", async () => {
    const out = join(temporaryFolder(), "a", "b");
    const report = await write(first, out);
    expect(treeOf(out)).toEqual(Object.fromEntries(first));
    expect(report).toEqual({ written: [...first.keys()], unchanged: [], removed: [] });
  });

  it("turns one package into another and says what it did", async () => {
    const out = temporaryFolder();
    await write(first, out);
    const report = await write(second, out);
    expect(treeOf(out)).toEqual(Object.fromEntries(second));
    expect(report).toEqual({
      written: ["package.json", "src/index.ts", "src/resources/keys.ts", "src/resources/models.ts"],
      unchanged: ["README.md"],
      removed: ["src/resources/users.ts"],
    });
  });

  it("does not touch files that already hold their text, nor the folder when all of them do", async () => {
    const out = temporaryFolder();
    await write(first, out);
    for (const path of [...first.keys(), ""]) utimesSync(join(out, path), 1_000, 1_000);
    await write(first, out);
    expect(statSync(out).mtimeMs).toBe(1_000_000);
    await write(second, out);
    expect(statSync(join(out, "README.md")).mtimeMs).toBe(1_000_000);
    expect(statSync(join(out, "package.json")).mtimeMs).not.toBe(1_000_000);
  });

  it("removes what nobody asked for below src, dotfiles too, and nothing elsewhere", async () => {
    const out = temporaryFolder();
    await write(first, out);
    const kept = {
      LICENSE: "mine",
      ".npmrc": "mine",
      "test/a.ts": "mine",
      "dist/index.js": "built",
      "node_modules/x/i.js": "installed",
      "src/node_modules/x/i.js": "installed",
    };
    put(out, { ...kept, "src/old/deep/er.ts": "", "src/.hidden": "", "src/resources/extra.ts": "" });
    const report = await write(first, out);
    expect(report.removed).toEqual(["src/.hidden", "src/old/deep/er.ts", "src/resources/extra.ts"]);
    expect(treeOf(out)).toEqual({ ...Object.fromEntries(first), ...kept });
    expect(statSync(join(out, "src/old"), { throwIfNoEntry: false })).toBeUndefined();
  });

  it("mends a package whose package.json was deleted or holds a merge conflict", async () => {
    const out = temporaryFolder();
    await write(first, out);
    writeFileSync(join(out, "package.json"), "<<<<<<< HEAD\n");
    await write(first, out);
    expect(treeOf(out)).toEqual(Object.fromEntries(first));
  });

  it("refuses a folder that holds something else", async () => {
    const out = temporaryFolder();
    const theirs = { "package.json": '{"name":"theirs"}', "src/index.ts": "theirs" };
    put(out, theirs);
    const complaint = await complaintOf(write(first, out));
    expect(complaint).toMatchObject({ code: "output/not-a-package", place: { file: out } });
    expect(complaint?.message).toContain("package.json, src");
    expect(treeOf(out)).toEqual(theirs);
  });

  it("takes a folder that holds only what version control, an install or a build leaves", async () => {
    const out = temporaryFolder();
    put(out, { ".git/HEAD": "ref", "node_modules/x/i.js": "", "dist/i.js": "" });
    await write(first, out);
    expect(treeOf(out)).toMatchObject({ ...Object.fromEntries(first), ".git/HEAD": "ref" });
  });

  it.each([
    "../evil.ts",
    "src/../../evil.ts",
    "/etc/evil.ts",
    "src//evil.ts",
    "./evil.ts",
    "src\\evil.ts",
    "C:evil.ts",
    "src/e\0vil.ts",
    "src/evil.ts\n",
    "src/nul.ts",
    "src/COM1",
    "src/evil. ",
    ".git/hooks/pre-commit",
    "node_modules/openapi-fetch/index.js",
    ".callwright-1/redo.json",
    "",
    "SRC/INDEX.TS",
    "src/index.ts/evil.ts",
    `src/${"e".repeat(300)}.ts`,
  ])("refuses the file name %j and writes nothing", async (name) => {
    const above = temporaryFolder();
    const complaint = await complaintOf(write(new Map([...first, [name, "evil"]]), join(above, "out")));
    expect(complaint?.code).toBe("output/unsafe-name");
    expect(treeOf(above)).toEqual({});
  });

  it("takes names of prototypes as any other", async () => {
    const out = temporaryFolder();
    const files = new Map([...first, ["src/__proto__.ts", "// a\n"], ["src/constructor.ts", "// b\n"]]);
    expect((await write(files, out)).written).toContain("src/__proto__.ts");
    expect((await write(files, out)).written).toEqual([]);
  });

  it("writes through no link: refuses one above a file, replaces one in the place of a file", async () => {
    const elsewhere = temporaryFolder();
    put(elsewhere, { "index.ts": "theirs", "README.md": "theirs" });
    const out = temporaryFolder();
    await write(first, out);
    put(out, { "src/old.ts": "" });
    symlinkSync(join(elsewhere, "index.ts"), join(out, "src/link.ts"));
    const changed = new Map(second).set("src/link.ts", "// ours\n");
    await write(changed, out);
    expect(treeOf(out)).toEqual(Object.fromEntries(changed));

    const linked = temporaryFolder();
    put(linked, { "package.json": '{"callwright":{}}' });
    symlinkSync(elsewhere, join(linked, "src"));
    expect((await complaintOf(write(first, linked)))?.code).toBe("output/in-the-way");
    expect(treeOf(elsewhere)).toEqual({ "index.ts": "theirs", "README.md": "theirs" });
  });

  it("refuses to replace a folder by a file", async () => {
    const out = temporaryFolder();
    await write(first, out);
    mkdirSync(join(out, "src/resources/models.ts"));
    const before = treeOf(out);
    const complaint = await complaintOf(write(second, out));
    expect(complaint).toMatchObject({
      code: "output/in-the-way",
      place: { file: join(out, "src/resources/models.ts") },
    });
    expect(treeOf(out)).toEqual(before);
  });

  it("explains a path that cannot become a folder", async () => {
    const above = temporaryFolder();
    put(above, { "file.txt": "mine" });
    for (const out of [join(above, "file.txt"), join(above, "file.txt", "sdk")]) {
      expect(await complaintOf(write(first, out))).toMatchObject({ code: "output/not-a-folder", place: { file: out } });
    }
    expect(treeOf(above)).toEqual({ "file.txt": "mine" });
  });
});
