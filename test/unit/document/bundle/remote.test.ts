import type { lookup, LookupAddress } from "node:dns";
import { isIPv6 } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { isInner } from "../../../../src/document/bundle/download.js";
import { createRemote } from "../../../../src/document/bundle/remote.js";
import { defaultLimits } from "../../../../src/document/limits.js";
import { json, startServer, type Answer, type TestServer } from "../../../support/server.js";
import { complaintOf, complaintsOf, loadFirst, refsIn, withSchemas } from "../support.js";

let server: TestServer;
/** Another origin, which must not be reached unless a test allows it. */
let other: TestServer;
beforeAll(async () => {
  server = await startServer();
  other = await startServer();
});
afterAll(() => Promise.all([server.close(), other.close()]));
beforeEach(() => {
  server.asked.length = other.asked.length = 0;
});

const hostOf = ({ url }: TestServer): string => new URL(url).host;
const schema = (ref: string): Record<string, unknown> =>
  withSchemas({ Pet: { type: "object", properties: { a: { $ref: ref } } } });
const from = (ref: string, allowRemote: readonly string[] = [hostOf(server)], limits = {}) =>
  loadFirst({ "openapi.json": schema(ref) }, { allowRemote, limits });

/** Responses by path. */
const serving =
  (answers: Readonly<Record<string, unknown>>): Answer =>
  (request, response) =>
    json(answers[request.url] ?? {}, request.url in answers ? 200 : 404)(request, response);

describe("a reference to another host", () => {
  it("is not followed by itself, and nothing is asked", async () => {
    const complaint = await complaintOf(from(`${server.url}/pet.json`, []));
    expect(complaint).toMatchObject({ code: "document/remote-ref", at: "openapi.json:14:13" });
    expect(complaint.hint).toContain(`--allow-remote ${hostOf(server)}`);
    expect(server.asked).toEqual([]);
  });

  it("is followed where the host is allowed, with no credential of any kind", async () => {
    server.answer = serving({ "/pet.json": { type: "object", title: "Far" } });
    const { document } = await from(`${server.url}/pet.json`);
    expect(JSON.stringify(document.root)).toContain('"Far"');
    expect(refsIn(document.root).every((ref) => ref.startsWith("#/"))).toBe(true);
    expect(server.asked.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /pet.json"]);
    expect(Object.keys(server.asked[0]?.headers ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|authorization/)]),
    );
    expect(document.files.map((file) => file.split("/").at(-1))).toEqual(["openapi.json"]);
  });

  it("leads on to others of that host, each fetched once", async () => {
    server.answer = serving({
      "/a/pet.json": {
        type: "object",
        properties: { b: { $ref: "../b.json#/B" }, c: { $ref: "#/$defs/c" } },
        $defs: { c: {} },
      },
      "/b.json": { B: { type: "object", properties: { pet: { $ref: "a/pet.json" } } } },
    });
    const { document } = await from(`${server.url}/a/pet.json`);
    expect(server.asked.map(({ url }) => url)).toEqual(["/a/pet.json", "/b.json"]);
    for (const ref of refsIn(document.root)) expect(document.at(ref)).toBeDefined();
  });

  it("is YAML or text too, by what it holds", async () => {
    server.answer = (_, response) => response.writeHead(200).end("type: object\ntitle: Far\n");
    expect(JSON.stringify((await from(`${server.url}/pet?v=1`)).document.root)).toContain('"Far"');
  });

  it("says where a document of another host is broken", async () => {
    server.answer = (_, response) => response.writeHead(200).end("type: object\n  title: [\n");
    const [complaint] = await complaintsOf(from(`${server.url}/pet.yaml`));
    expect(complaint).toMatchObject({ code: "document/not-yaml", place: { file: `${server.url}/pet.yaml`, line: 2 } });
  });
});

describe("what is never done", () => {
  const cases: readonly (readonly [what: string, ref: () => string, answer: () => Answer, says: RegExp])[] = [
    [
      "a host that only begins like the allowed one",
      () => `${server.url.replace("127.0.0.1", "127.0.0.1.example")}/a`,
      () => json({}),
      /another host/,
    ],
    ["another port", () => `${other.url}/a`, () => json({}), /another host/],
    ["a user name in the address", () => server.url.replace("://", "://user:secret@"), () => json({}), /user name/],
    [
      "a file named by a document of another host",
      () => `${server.url}/a`,
      () => json({ $ref: "file:///etc/hostname" }),
      /./,
    ],
    [
      "a host named by a document of another host",
      () => `${server.url}/a`,
      () => json({ $ref: `${other.url}/b` }),
      /another host/,
    ],
    [
      "a redirect to another host",
      () => `${server.url}/a`,
      () => json({}, 302, { location: `${other.url}/b` }),
      /redirects to/,
    ],
    [
      "a redirect to a file",
      () => `${server.url}/a`,
      () => json({}, 302, { location: "file:///etc/hostname" }),
      /redirects to/,
    ],
    ["a redirect in a circle", () => `${server.url}/a`, () => json({}, 302, { location: "/a" }), /more than 5 times/],
    ["an answer that is none", () => `${server.url}/a`, () => json({}, 500), /the answer is 500/],
    [
      "a connection that breaks",
      () => `${server.url}/a`,
      () => (_, response) => response.destroy(),
      /could not be fetched/,
    ],
    ["protocols other than HTTP", () => "ftp://example.com/a", () => json({}), /may not be fetched from/],
  ];

  it.each(cases)("%s is a fault, and reaches nobody else", async (_, ref, answer, says) => {
    server.answer = answer();
    const complaint = await complaintOf(from(ref()));
    expect(complaint.message).toMatch(says);
    expect(complaint.message).not.toContain("secret");
    expect(complaint.hint).not.toBe("");
    expect(other.asked).toEqual([]);
  });

  it("a document of any size: it is given up at the limit, counted after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, " "));
    server.answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    const complaint = await complaintOf(from(`${server.url}/a`, [hostOf(server)], { fileSize: 100_000 }));
    expect(complaint.message).toMatch(/limit `fileSize` of 100000/);
  });

  it("documents without end: each leads to one more", async () => {
    server.answer = (request, response) =>
      json({ type: "object", properties: { a: { $ref: `${request.url}x` } } })(request, response);
    const complaint = await complaintOf(from(`${server.url}/a`, [hostOf(server)], { remoteFiles: 4 }));
    expect(complaint.message).toMatch(/limit `remoteFiles` of 4/);
    expect(server.asked).toHaveLength(4);
  });
});

describe("an inner network", () => {
  /** Resolves every name to one address, as an attacker's name server may. */
  const resolvingTo = (address: string) =>
    ((_name: string, _options: object, done: (error: null, found: readonly LookupAddress[]) => void) =>
      done(null, [{ address, family: isIPv6(address) ? 6 : 4 }])) as unknown as typeof lookup;

  /** The result of opening a document on a host that was allowed only by name. */
  async function opened(host: string, hosts: readonly string[], address: string): Promise<unknown> {
    const remote = createRemote(hosts, defaultLimits, undefined, resolvingTo(address));
    const url = new URL(`http://${host}/pet.json`);
    remote.open(url, url.href);
    await remote.fetchWanted();
    return remote.open(url, url.href);
  }

  it("is not asked where the name of an allowed host leads into it", async () => {
    server.answer = json({ title: "Inner" });
    const { port } = new URL(server.url);
    const host = `a.example:${port}`;
    expect(await opened(host, [host], "127.0.0.1")).toMatchObject({
      code: "document/remote-ref",
      message: `\`http://${host}/pet.json\` could not be fetched: \`a.example\` resolves to 127.0.0.1, a private network address that was not allowed explicitly.`,
    });
    expect(server.asked).toEqual([]);
    expect(await opened(host, [host, `127.0.0.1:${port}`], "127.0.0.1")).toMatchObject({ value: { title: "Inner" } });
  });

  it.each([
    ...["127.8.8.8", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
    ...[
      "::1",
      "::",
      "fe80::1",
      "fec0::1",
      "::ffff:0:127.0.0.1",
      "::ffff:0:a00:1",
      "2001:0:a00:1::1",
      "2001:db8::1",
      "3fff::1",
      "5f00::1",
      "192.0.2.1",
      "192.88.99.1",
      "198.51.100.1",
      "203.0.113.1",
      "fd00::1",
      "::ffff:10.0.0.1",
      "::ffff:a00:1",
      "::7f00:1",
      "2002:a00:1::1",
      "ff02::1",
    ],
  ])("has the address %s", (address) => {
    expect(isInner(address)).toBe(true);
  });

  it.each(["1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])(
    "does not have the address %s",
    (address) => {
      expect(isInner(address)).toBe(false);
    },
  );
});

describe("documents of other hosts together", () => {
  /** Each document refers to one more, which is sent after a delay. */
  const chain =
    (wait: number, filler = ""): Answer =>
    (request, response) =>
      void setTimeout(() => {
        json({ type: "object", title: filler, properties: { a: { $ref: `${request.url}x` } } })(request, response);
      }, wait);

  it("take no longer than one limit", async () => {
    server.answer = chain(200);
    const begun = Date.now();
    const complaint = await complaintOf(from(`${server.url}/a`, [hostOf(server)], { remoteSeconds: 0.5 }));
    expect(complaint.message).toMatch(/longer than the limit `remoteSeconds` of 0.5/);
    expect(Date.now() - begun).toBeLessThan(3_000);
  });

  it("have no more bytes than one file", async () => {
    server.answer = chain(0, "x".repeat(40_000));
    const complaint = await complaintOf(from(`${server.url}/a`, [hostOf(server)], { fileSize: 100_000 }));
    expect(complaint.message).toMatch(/documents of other hosts have more bytes than the limit `fileSize` of 100000/);
    expect(server.asked).toHaveLength(3);
  });
});
