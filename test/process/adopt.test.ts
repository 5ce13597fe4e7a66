/** A published SDK becomes a generated client: the configuration that keeps its calls, written, generated and judged. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/warm.js";
import { acmeDocument, writeAcmeSdk } from "../support/sdk.js";

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-adopt-"));
  writeAcmeSdk(path.join(cwd, "acme"));
  await writeFile(path.join(cwd, "openapi.yaml"), acmeDocument);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(path.join(cwd, file), "utf8");

/** What keeps the calls of the SDK, as it stands below `x-callwright`. */
const kept = `      credentials:
        bearer: token
      positional: all
      calls:
        GET /keys/{key_id}: keys.fetch
      models:
        KeyObject: Key
`;

describe("adopt", () => {
  it("writes the configuration and the client, and prints what callers still notice", async () => {
    const { code, stdout, stderr } = await callwright(["adopt", "acme", "openapi.yaml"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("✔") });
    expect(read("redocly.yaml")).toContain(
      `apis:\n  acme-sdk:\n    root: openapi.yaml\n    x-callwright:\n      output: sdk\n      package:\n        name: acme-sdk\n${kept}`,
    );
    expect(read("sdk/src/resources/keys.ts")).toContain("  fetch(keyId: ");
    expect(read("sdk/src/core.ts")).toContain("  token?: ");
    expect(stdout).toContain("call     keys.revoke — is gone: the document has no such operation — accept with");
    expect(stdout).not.toContain("positional");
    expect(stderr).toContain("of 6 calls 1 fit except for shared differences, 3 differ, 2 are gone");
    expect(await callwright(["check"], { cwd })).toMatchObject({ code: 0 });
  });

  it("--dry-run prints the configuration alone, and writes nothing", async () => {
    const before = await readdir(cwd);
    const { code, stdout } = await callwright(["adopt", "acme", "openapi.yaml", "--dry-run"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(kept) });
    expect(await readdir(cwd)).toEqual(before);
  });

  it("keeps comments, other APIs and what the owner has decided", async () => {
    const config = `# ours
extends: [minimal] # few rules
apis:
  other: { root: other.yaml } # not ours
  acme:
    root: openapi.yaml
    x-callwright:
      output: client
      calls:
        # agreed in March
        GET /keys/{key_id}: keys.load
      credentials: { bearer: { env: KEY } }
      models:
`;
    await writeFile(path.join(cwd, "redocly.yaml"), config);
    const { code, stdout } = await callwright(["adopt", "acme", "acme"], { cwd });
    expect(code).toBe(0);
    const after = read("redocly.yaml");
    expect(after).toContain("# ours\nextends: [ minimal ] # few rules\n");
    expect(after).toContain("# not ours\n");
    expect(after).toContain("        # agreed in March\n        GET /keys/{key_id}: keys.load\n");
    expect(after).toContain("credentials: { bearer: { env: KEY, option: token } }\n");
    expect(after).toContain("      models:\n        KeyObject: Key\n");
    expect(after).toContain("      positional: all\n");
    expect(read("client/src/core.ts")).toContain("`KEY`");
    expect(stdout).toContain('keys.fetch — is gone: it is keys.load now — calls: { "GET /keys/{key_id}": keys.fetch }');
    expect(await callwright(["adopt", "acme", "acme"], { cwd })).toMatchObject({ code: 0 });
    expect(read("redocly.yaml")).toBe(after);
  });

  it("takes a package that is installed, and has npm fetch one that is not, without its scripts", async () => {
    await mkdir(path.join(cwd, "node_modules"));
    await rename(path.join(cwd, "acme"), path.join(cwd, "node_modules", "acme-sdk"));
    expect(await callwright(["compare", "acme-sdk", "--fail-on", "none"], { cwd })).toMatchObject({ code: 0 });
    // An npm that does what it was asked for, and says so.
    await mkdir(path.join(cwd, "bin"));
    const npm = path.join(cwd, "bin", "npm");
    const steps = [
      `echo "$@" > "${cwd}/asked"`,
      "mkdir node_modules",
      `cp -R "${cwd}/node_modules/acme-sdk" node_modules/`,
    ];
    await writeFile(npm, `#!/bin/sh\nset -e\n${steps.join("\n")}\n`);
    await chmod(npm, 0o755);
    const env = { PATH: `${path.dirname(npm)}${path.delimiter}${process.env["PATH"] ?? ""}` };
    const { code, stderr } = await callwright(["compare", "acme-sdk@2.3.0", "--fail-on", "none"], { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("fetching acme-sdk@2.3.0") });
    expect(read("asked")).toMatch(/^install --ignore-scripts .* acme-sdk@2\.3\.0\n$/);
    await writeFile(npm, "#!/bin/sh\necho 'npm error 404 Not Found' >&2\nexit 1\n");
    const refused = await callwright(["adopt", "nobody-has-this", "openapi.yaml"], { cwd, env });
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/: 404 Not Found\.[^]*\[adopt\/not-fetched\]/),
    });
    expect(existsSync(path.join(cwd, "redocly.yaml"))).toBe(false);
  });

  it("takes the document that the SDK was made of, where nobody names another", async () => {
    await rename(path.join(cwd, "openapi.yaml"), path.join(cwd, "document.yaml"));
    await writeFile(path.join(cwd, "acme", ".stats.yml"), "configured_endpoints: 4\nopenapi_spec_url: document.yaml\n");
    const { code, stderr } = await callwright(["adopt", "acme", "--dry-run"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("the document is document.yaml") });
  });

  it("reads addresses from api.md before the code", async () => {
    const line = '- <code title="get /v1/keys/{id}">client.keys.<a href="./src/x.ts">revoke</a>(id) -> void</code>\n';
    await writeFile(path.join(cwd, "acme", "api.md"), line);
    const { stdout } = await callwright(["adopt", "acme", "openapi.yaml", "--dry-run"], { cwd });
    // Of two calls of one operation the first in the declarations stays.
    expect(stdout).toContain("GET /keys/{key_id}: keys.fetch\n");
    expect((await callwright(["compare", "acme", "openapi.yaml"], { cwd })).stdout).toContain(
      'keys.revoke — is gone: it was a second name of keys.fetch — aliases: { keys.revoke: "GET /keys/{key_id}" }',
    );
  });

  it("asks which of several APIs is meant", async () => {
    await writeFile(
      path.join(cwd, "redocly.yaml"),
      "apis:\n  one: { root: openapi.yaml }\n  two: { root: openapi.yaml }\n",
    );
    const { code, stderr } = await callwright(["adopt", "acme"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/Name it: one, two\.[^]*|\[adopt\/several\]/),
    });
  });
});
