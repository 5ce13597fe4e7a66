import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { binary } from "../../../src/runtime/bodies.js";
import { form } from "../../../src/runtime/forms.js";
import { Client, toFile } from "../../../src/runtime/index.js";
import type { Body } from "../../../src/runtime/operation.js";
import { multipart } from "../../../src/runtime/forms.js";
import { byPosition } from "../../../src/runtime/positional.js";
import { text } from "../../../src/runtime/readers.js";
import { sendJson, serve, settings, type Recorded, type Served } from "./api.js";

let server: Served;
beforeEach(async () => {
  server = await serve((_request, response) =>
    sendJson(response, {}, server.requests.length === 1 ? 429 : 200, { "retry-after-ms": "1" }),
  );
});
afterEach(() => server.close());

/** Sends the same body twice, as the first attempt is refused. */
async function send(body: Body, params: object, maxRetries = 1): Promise<Recorded> {
  const client = new Client({ ...settings, security: {} }, { baseUrl: server.url, maxRetries });
  await client["_call"](
    { call: "c", method: "PUT", path: "/p", inputs: { id: "query" }, body, result: "json" },
    params,
  );
  return server.requests.at(-1) as Recorded;
}

async function parts(request: Recorded): Promise<[string, string | { name: string; type: string; text: string }][]> {
  const data = await new Response(request.body, {
    headers: { "content-type": String(request.headers["content-type"]) },
  }).formData();
  const found: [string, string | { name: string; type: string; text: string }][] = [];
  for (const [name, value] of data.entries()) {
    found.push([
      name,
      typeof value === "string" ? value : { name: value.name, type: value.type, text: await value.text() },
    ]);
  }
  return found;
}

describe("a multipart body", () => {
  it("holds values and files of every kind, and can be sent again", async () => {
    const request = await send(
      { write: multipart },
      {
        purpose: "tune",
        n: 1,
        tags: ["a", "b"],
        meta: { deep: [1] },
        left: undefined,
        file: new File(["one"], "one.txt", { type: "text/plain" }),
        blob: new Blob(["two"], { type: "x/y" }),
        bytes: Buffer.from("three"),
        buffer: new TextEncoder().encode("four").buffer,
        node: Readable.from([Buffer.from("fi"), Buffer.from("ve")]),
        made: await toFile("six", "dir/six.json", { type: "application/json" }),
      },
    );
    expect(server.requests).toHaveLength(2);
    const one = await parts(server.requests[0] as Recorded);
    expect(await parts(request)).toEqual(one);
    expect(one).toEqual([
      ["purpose", "tune"],
      ["n", "1"],
      ["tags", "a"],
      ["tags", "b"],
      ["meta", '{"deep":[1]}'],
      ["file", { name: "one.txt", type: "text/plain", text: "one" }],
      ["blob", expect.objectContaining({ type: "x/y", text: "two" })],
      ["bytes", expect.objectContaining({ text: "three" })],
      ["buffer", expect.objectContaining({ text: "four" })],
      ["node", expect.objectContaining({ text: "five" })],
      ["made", expect.objectContaining({ type: "application/json", text: "six" })],
    ]);
  });
});

describe("a form", () => {
  it("is written as fields", async () => {
    const request = await send(
      { type: "application/x-www-form-urlencoded", write: form },
      { a: "b c&d", list: [1, 2], meta: { k: "v" }, none: null },
    );
    expect(request.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(request.body).toBe("a=b+c%26d&list=1&list=2&meta=%7B%22k%22%3A%22v%22%7D");
  });
});

describe("a binary body", () => {
  it.each([
    ["text", () => "hi"],
    ["bytes", () => new TextEncoder().encode("hi")],
    ["a blob", () => new Blob(["hi"], { type: "x/z" })],
  ])("is sent as it is: %s", async (_what, make) => {
    const request = await send({ type: "image/png", key: "image", write: binary }, { image: make() });
    expect(request).toMatchObject({ body: "hi", headers: { "content-type": "image/png" } });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ["a stream", () => new Blob(["hi"]).stream()],
    ["a stream of Node.js", () => Readable.from([Buffer.from("h"), Buffer.from("i")])],
  ])("is sent once: %s", async (_what, make) => {
    await send({ type: "image/png", key: "image", write: binary }, { image: make() }).catch(() => undefined);
    expect(server.requests).toMatchObject([{ body: "hi", headers: { "content-type": "image/png" } }]);
  });
});

it("text is given as text", async () => {
  await server.close();
  server = await serve((request, response) => response.end(request.url === "/empty" ? "" : "<p>text"));
  const client = new Client({ ...settings, security: {} }, { baseUrl: server.url });
  const get = (path: string): Promise<unknown> =>
    client["_call"]({ call: "c", method: "GET", path, result: text, accept: "text/*" }, {});
  expect(await get("/x")).toBe("<p>text");
  expect(await get("/empty")).toBeUndefined();
  expect(server.requests[0]?.headers.accept).toBe("text/*");
});

describe("arguments by position", () => {
  const operation = { call: "c", method: "GET", path: "/{a}/{b}", positional: ["a", "b"] } as const;
  const closed = { ...operation, inputs: { a: "path", b: "path" } } as const;
  const open = { ...operation, inputs: { a: "path", b: "path", q: "query" } } as const;

  it.each([
    [closed, [{ a: 1, b: 2 }, { timeout: 1 }], [{ a: 1, b: 2 }, { timeout: 1 }]],
    [closed, ["x", "y"], [{ a: "x", b: "y" }, undefined]],
    [closed, ["x", "y", { timeout: 1 }], [{ a: "x", b: "y" }, { timeout: 1 }]],
    [open, ["x", "y", { q: 1 }, { timeout: 1 }], [{ a: "x", b: "y", q: 1 }, { timeout: 1 }]],
    [open, ["x", "y"], [{ a: "x", b: "y" }, undefined]],
  ])("become one object", (of, given, expected) => {
    expect(byPosition(of, given)).toEqual(expected);
  });
});
