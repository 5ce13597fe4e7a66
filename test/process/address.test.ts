/** A document at an address: fetched, pinned, and asked about again. */
import { mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/warm.js";
import { startServer, type TestServer } from "../support/server.js";

const document = (path_: string, more = ""): string =>
  `openapi: 3.0.3\ninfo: { title: Acme, version: 1.0.0 }\npaths:\n  ${path_}: { get: { responses: { "204": { description: none } } } }\n${more}`;

let cwd = "";
let server: TestServer;
let host = "";
const serve = (text: string, status = 200): void => {
  server.answer = (_, response) => void response.writeHead(status).end(text);
};
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-address-"));
  server = await startServer();
  host = new URL(server.url).host;
  serve(document("/keys"));
});
afterEach(async () => {
  await server.close();
  await rm(cwd, { recursive: true, force: true });
});

const generate = (...words: readonly string[]) =>
  callwright(["generate", `${server.url}/openapi.yaml`, "--out", "sdk", ...words], { cwd });

describe("a document at an address", () => {
  it("is pinned by generate, believed by check, and asked for again by --refresh", async () => {
    expect(await generate("--allow-remote", host)).toMatchObject({ code: 0 });
    const manifest = JSON.parse(readFileSync(path.join(cwd, "sdk", "callwright.json"), "utf8")) as {
      readonly document: object;
    };
    expect(manifest.document).toMatchObject({
      address: `${server.url}/openapi.yaml`,
      digest: expect.stringMatching(/^sha256:/),
    });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.headers["authorization"]).toBeUndefined();

    serve(document("/tokens"));
    expect(await callwright(["check", "--out", "sdk"], { cwd })).toMatchObject({ code: 0 });
    expect(server.asked).toHaveLength(1);

    const moved = await callwright(["check", "--out", "sdk", "--refresh", "--allow-remote", host], { cwd });
    expect(moved.code).toBe(3);
    expect(moved.stderr).toMatch(/openapi\.yaml has changed: pinned sha256:\w+, now sha256:\w+/);
    expect(moved.stderr).toContain("keys.list");
    expect(moved.stderr).toContain("tokens.list");
    serve(document("/keys"));
    const same = await callwright(["check", "--out", "sdk", "--refresh", "--allow-remote", host], { cwd });
    expect(same).toMatchObject({ code: 0, stderr: expect.stringContaining("has not changed since it was pinned") });
  });

  it("has findings at its own lines", async () => {
    serve(document("/keys", "tags: nope\n"));
    const { stdout } = await callwright(["lint", `${server.url}/openapi.yaml`, "--allow-remote", host], { cwd });
    expect(stdout).toContain(`${server.url}/openapi.yaml:5:`);
  });

  it("may refer to its own host", async () => {
    server.answer = ({ url }, response) => {
      const part = "get: { responses: { '204': { description: none } } }\n";
      const whole = document("/keys", "  /more: { $ref: './more.yaml' }\n");
      response.end(url === "/more.yaml" ? part : whole);
    };
    const { code, stderr } = await generate("--allow-remote", host);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("2 methods") });
  });

  it.each([
    ["which nobody named", [], /private network[^]*--allow-remote 127\.0\.0\.1:\d+/],
    ["that is not there", ["--allow-remote", "HOST"], /the answer is 404/],
  ])("%s: refused with a way out, and nothing is written", async (_, words, said) => {
    serve("", 404);
    const { code, stderr } = await generate(...words.map((word) => (word === "HOST" ? host : word)));
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
  });

  it.each(["https://10.0.0.1/a.yaml", "https://[::ffff:127.0.0.1]/a.yaml", "https://localhost/a.yaml"])(
    "%s is in a private network",
    async (address) => {
      const { code, stderr } = await callwright(["generate", address, "--out", "sdk"], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(/private network[^]*--allow-remote/);
    },
  );

  it("that redirects elsewhere is refused", async () => {
    server.answer = (_, response) => void response.writeHead(302, { location: "https://example.com/a.yaml" }).end();
    const { code, stderr } = await generate("--allow-remote", host);
    expect(code).toBe(2);
    expect(stderr).toContain("redirects to `https://example.com`");
  });

  it("that is larger than the limit is refused", async () => {
    server.answer = (_, response) => {
      response.on("error", () => undefined);
      for (let count = 0; count < 42; count += 1) response.write("#".repeat(1024 * 1024));
      response.end();
    };
    const { code, stderr } = await generate("--allow-remote", host);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("fileSize") });
  });
});
