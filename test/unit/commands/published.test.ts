/** Where `adopt` and `compare` get an SDK from, with an npm that answers as the real one does. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openPublished } from "../../../src/commands/adopt/published.js";
import { UnusableInput, type Diagnostic } from "../../../src/diagnostic.js";

let cwd = "";
const searched = process.env["PATH"];
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-published-"));
});
afterEach(() => {
  process.env["PATH"] = searched;
  rmSync(cwd, { recursive: true, force: true });
});

const context = () => ({ cwd, out: () => undefined, err: () => undefined, terminal: false });

/** Puts an npm before the real one that runs these lines of a shell. */
function npm(...lines: readonly string[]): void {
  mkdirSync(path.join(cwd, "bin"));
  const file = path.join(cwd, "bin", "npm");
  writeFileSync(file, `#!/bin/sh\n${lines.join("\n")}\n`);
  chmodSync(file, 0o755);
  process.env["PATH"] = `${path.join(cwd, "bin")}${path.delimiter}${searched ?? ""}`;
}

function sdk(folder: string, manifest: object, types = "export declare class Acme { keys: object }\n"): void {
  mkdirSync(path.join(cwd, folder), { recursive: true });
  writeFileSync(path.join(cwd, folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(cwd, folder, "index.d.ts"), types);
}

async function refusal(named: string): Promise<Diagnostic | undefined> {
  try {
    await openPublished(named, context());
  } catch (cause) {
    if (cause instanceof UnusableInput) return cause.diagnostics[0];
    throw cause;
  }
  return undefined;
}

describe("an SDK", () => {
  it.each([
    ["for `import` alone", { exports: { ".": { import: { types: "./index.d.ts" } } }, type: "module" }],
    ["for `require` alone", { exports: { ".": { require: { types: "./index.d.ts" } } } }],
    ["without `exports`", { types: "index.d.ts" }],
  ])("is read from a folder whose package.json has types %s", async (_, fields) => {
    sdk("acme", { name: "acme-sdk", version: "1.0.0", ...fields });
    const { sdk: found } = await openPublished("acme", context());
    expect(path.basename(found.entry)).toBe("index.d.ts");
  });

  it("is installed from a file of `npm pack`, whatever its name is", async () => {
    writeFileSync(path.join(cwd, "my sdk-1.0.0.tgz"), "packed");
    npm(
      `echo "$@" > "${cwd}/asked"`,
      `cp sdk.tgz "${cwd}/copy"`,
      "mkdir -p node_modules/@acme/sdk",
      'echo \'{ "dependencies": { "@acme/sdk": "file:sdk.tgz" } }\' > package.json',
      'echo \'{ "name": "@acme/sdk", "types": "index.d.ts" }\' > node_modules/@acme/sdk/package.json',
      "echo 'export declare class Acme {}' > node_modules/@acme/sdk/index.d.ts",
    );
    const published = await openPublished("my sdk-1.0.0.tgz", context());
    const { sdk: found } = published;
    expect(found.name).toBe("@acme/sdk");
    expect(readFileSync(path.join(cwd, "asked"), "utf8")).toMatch(/^install --ignore-scripts .* \.\/sdk\.tgz\n$/);
    expect(readFileSync(path.join(cwd, "copy"), "utf8")).toBe("packed");
    published.dispose();
    expect(() => readdirSync(found.folder)).toThrow("ENOENT");
  });

  it("is refused with npm's reason, and with what to do", async () => {
    npm(
      "echo 'npm error code E404' >&2",
      "echo 'npm error 404 Not Found - GET https://registry.npmjs.org/acme-sdk' >&2",
      "echo 'npm error 404' >&2",
      "echo 'npm error A complete log of this run can be found in: /root/.npm/_logs/x.log' >&2",
      "exit 1",
    );
    expect(await refusal("acme-sdk")).toMatchObject({
      code: "adopt/not-fetched",
      message:
        "The folder `acme-sdk` does not exist, and npm cannot fetch a package of that name: 404 Not Found - GET https://registry.npmjs.org/acme-sdk.",
      hint: "Correct the name, name the folder of the SDK, or install it here first.",
    });
  });

  it("is refused without a network, which has another remedy", async () => {
    npm(
      "echo 'npm error code ENOTFOUND' >&2",
      "echo 'npm error syscall getaddrinfo' >&2",
      "echo 'npm error network request to https://registry.npmjs.org/acme-sdk failed' >&2",
      "exit 1",
    );
    expect(await refusal("acme-sdk")).toMatchObject({
      code: "adopt/offline",
      message:
        "npm cannot reach its registry to fetch `acme-sdk`: network request to https://registry.npmjs.org/acme-sdk failed.",
      hint: expect.stringContaining("`registry`"),
    });
  });

  it.each([
    ["whose declarations are of a script", "script", "adopt/no-exports"],
    ["whose declarations are missing", "untyped", "adopt/no-types"],
    ["that is a file", "openapi.yaml", "adopt/no-folder"],
    ["that is a missing `.tgz`", "none.tgz", "adopt/no-folder"],
  ])("is refused %s", async (_, named, code) => {
    sdk("script", { name: "script", types: "index.d.ts" }, "declare var Acme: object;\n");
    mkdirSync(path.join(cwd, "untyped"));
    writeFileSync(path.join(cwd, "untyped", "package.json"), '{ "name": "untyped", "types": "none.d.ts" }');
    writeFileSync(path.join(cwd, "openapi.yaml"), "");
    expect(await refusal(named)).toMatchObject({ code, hint: expect.stringMatching(/\S/) });
  });
});
