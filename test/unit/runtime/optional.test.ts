/** The parts of the runtime that only some specifications reach: styles, forms, uploads and streams. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { binary } from "../../../src/runtime/binary.js";
import { either } from "../../../src/runtime/either.js";
import { events } from "../../../src/runtime/events.js";
import { form } from "../../../src/runtime/form.js";
import {
  APIResponseError,
  Client,
  toFile,
  type ApiSettings,
  type Body,
  type ClientOptions,
  type IterablePromise,
  type Operation,
  type ResultReader,
  type Stream,
  type Style,
} from "../../../src/runtime/index.js";
import { lines } from "../../../src/runtime/lines.js";
import { multipart } from "../../../src/runtime/multipart.js";
import { byPosition } from "../../../src/runtime/positional.js";
import * as styles from "../../../src/runtime/styles.js";
import { json, startServer, type TestServer } from "../../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.answer = json({ ok: true });
});

const settings: ApiSettings = { name: "Test", agent: "test/1", baseUrlEnv: "TEST_BASE_URL", servers: [], security: {} };
const operation: Operation = { call: "things.send", method: "POST", path: "/things", result: "json" };

const send = (over: Partial<Operation>, params: object, options: ClientOptions = {}) =>
  new Client(settings, { baseUrl: server.url, ...options })._call({ ...operation, ...over }, params);

describe("styles", () => {
  const list = ["a", "b c"];
  const object = { k: "v", l: 1, gone: undefined };

  it.each<[string, Style, unknown, string | undefined]>([
    ["simpleExploded", styles.simpleExploded, object, "k=v,l=1"],
    ["label", styles.label, list, ".a,b%20c"],
    ["label", styles.label, "one", ".one"],
    ["labelExploded", styles.labelExploded, list, ".a.b%20c"],
    ["labelExploded", styles.labelExploded, object, ".k=v.l=1"],
    ["matrix", styles.matrix, list, ";n=a,b%20c"],
    ["matrix", styles.matrix, object, ";n=k,v,l,1"],
    ["matrixExploded", styles.matrixExploded, list, ";n=a;n=b%20c"],
    ["matrixExploded", styles.matrixExploded, object, ";k=v;l=1"],
    ["formExploded", styles.formExploded, list, "n=a&n=b%20c"],
    ["formJoined", styles.formJoined, list, "n=a,b%20c"],
    ["formJoined", styles.formJoined, object, "n=k,v,l,1"],
    ["formJoined", styles.formJoined, [], undefined],
    ["spaceDelimited", styles.spaceDelimited, list, "n=a%20b%20c"],
    ["pipeDelimited", styles.pipeDelimited, list, "n=a%7Cb%20c"],
    ["deepObject", styles.deepObject, { a: { b: 1 }, c: [1, 2] }, "n%5Ba%5D%5Bb%5D=1&n%5Bc%5D=1&n%5Bc%5D=2"],
    ["json", styles.json, { a: "b&c" }, "n=%7B%22a%22%3A%22b%26c%22%7D"],
    ["jsonHeader", styles.jsonHeader, { a: "é\n" }, '{"a":"\\u00e9\\n"}'],
    ["reserved", styles.reserved(), "/a:b?c&d#e", "n=/a:b?c%26d%23e"],
    ["reserved", styles.reserved(styles.formJoined), ["a/b", "c"], "n=a/b,c"],
  ])("%s writes %j", (_, style, value, written) => {
    expect(style("n", value)).toBe(written);
  });

  it("reach the wire", async () => {
    const inputs = {
      filter: { in: "query", style: styles.deepObject },
      ids: { in: "query", name: "id", style: styles.formJoined },
    } as const;
    await send({ inputs }, { filter: { a: 1 }, ids: [1, 2] });
    expect(server.asked[0]?.url).toBe("/things?filter%5Ba%5D=1&id=1,2");
  });
});

describe("bodies", () => {
  const body = async (shape: Body, params: object) => {
    await send({ body: shape }, params);
    const [asked] = server.asked;
    if (!asked) throw new Error("nothing was sent");
    return asked;
  };

  it("are forms", async () => {
    const type = "application/x-www-form-urlencoded";
    const asked = await body({ type, write: form }, { a: "x y", list: [1, 2], deep: { k: 1 }, gone: undefined });
    expect(asked.headers["content-type"]).toBe(type);
    expect(asked.body).toBe("a=x+y&list=1&list=2&deep=%7B%22k%22%3A1%7D");
  });

  it.each<[string, () => unknown, string]>([
    ["a Blob", () => new Blob(["bytes"]), 'name="file"; filename="file"'],
    ["a File", () => new File(["bytes"], "a.txt"), 'name="file"; filename="a.txt"'],
    ["a Buffer", () => Buffer.from("bytes"), 'name="file"; filename="file"'],
    ["a stream", () => new Blob(["bytes"]).stream(), 'name="file"; filename="file"'],
    ["a Node.js stream", () => Readable.from([Buffer.from("bytes")]), 'name="file"; filename="file"'],
    [
      "toFile",
      () => toFile(Buffer.from("bytes"), "named.bin", { type: "text/x" }),
      'name="file"; filename="named.bin"',
    ],
  ])("are multipart with %s", async (_, make, header) => {
    const asked = await body({ write: multipart }, { file: await make(), note: "n", deep: { k: 1 } });
    expect(asked.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(asked.body).toContain(header);
    expect(asked.body).toContain("\r\n\r\nbytes\r\n");
    expect(asked.body).toContain('name="note"\r\n\r\nn\r\n');
    expect(asked.body).toContain('name="deep"\r\n\r\n{"k":1}\r\n');
  });

  it("name a file after the path its stream was opened by", async () => {
    const asked = await body({ write: multipart }, { file: createReadStream("package.json") });
    expect(asked.body).toContain('filename="package.json"');
  });

  it.each<[string, () => unknown]>([
    ["text", () => "bytes"],
    ["a Buffer", () => Buffer.from("bytes")],
    ["a Blob", () => new Blob(["bytes"])],
    ["a stream", () => new Blob(["bytes"]).stream()],
    ["a Node.js stream", () => Readable.from([Buffer.from("by"), Buffer.from("tes")])],
    ["a Response", () => new Response("bytes")],
  ])("are bytes from %s", async (_, make) => {
    const asked = await body({ type: "application/octet-stream", key: "body", write: binary }, { body: make() });
    expect(asked).toMatchObject({ body: "bytes", headers: { "content-type": "application/octet-stream" } });
  });
});

describe("streams", () => {
  const stream = (
    reader: ResultReader,
    pieces: readonly string[],
    options?: ClientOptions,
    type = "text/event-stream",
  ) => {
    server.answer = (_, response) => {
      response.writeHead(200, { "content-type": type });
      for (const piece of pieces) response.write(piece);
      response.end();
    };
    return send({ result: reader }, {}, options) as unknown as IterablePromise<Stream<unknown>>;
  };

  const collect = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
    const all: unknown[] = [];
    for await (const item of items) all.push(item);
    return all;
  };

  it("give events as they come, without being awaited first", async () => {
    const pieces = [
      ': hi\n\ndata: {"a"',
      ":1}\n\nevent: x\r\ndata: {\r",
      '\ndata: "b":2}\r\n\r\nid: 7\n\n',
      "data: [DONE]\n\n",
    ];
    expect(await collect(stream(events, pieces))).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it("give lines, the last one unended", async () => {
    expect(await collect(await stream(lines, ['{"a":1}\n{"b"', ":2}\n\n3"]))).toEqual([{ a: 1 }, { b: 2 }, 3]);
  });

  it.each<[string, readonly string[]]>([
    ["is cut", ['data: {"a":1}\n\ndata: {"b"']],
    ["is malformed", ["data: {a}\n\n"]],
    ["reports an error", ['event: error\ndata: {"message":"overloaded"}\n\n']],
  ])("that %s end with a typed error", async (_, pieces) => {
    await expect(collect(stream(events, pieces))).rejects.toBeInstanceOf(APIResponseError);
  });

  it("end with a typed error where one event is too large", async () => {
    const large = stream(events, [`data: "${"x".repeat(5000)}`], { maxResponseBytes: 1000 });
    await expect(collect(large)).rejects.toThrow("more than 1000 bytes");
  });

  it("free the connection when the loop is left", async () => {
    let closed = false;
    server.answer = (_, response) => {
      response.writeHead(200).write('data: {"n":1}\n\n');
      response.on("close", () => (closed = true));
    };
    for await (const item of send({ result: events }, {}) as unknown as IterablePromise<Stream<unknown>>) {
      expect(item).toEqual({ n: 1 });
      break;
    }
    for (let round = 0; round < 100 && !closed; round += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBe(true);
  });

  it("or JSON, as the answer has it", async () => {
    expect(await collect(stream(either(events), ['data: {"a":1}\n\n']))).toEqual([{ a: 1 }]);
    expect(await stream(either(events), ['{"whole":true}'], {}, "application/json")).toEqual({ whole: true });
  });
});

describe("arguments by position", () => {
  const closed: Operation = { ...operation, inputs: { a: "path", b: "path" }, positional: ["a", "b"] };
  const open: Operation = { ...operation, inputs: { a: "path", q: "query" }, positional: ["a"] };
  const options = { timeout: 1 };

  it("and as an object are the same", () => {
    expect(byPosition(closed, ["1", "2", options])).toEqual([{ a: "1", b: "2" }, options]);
    expect(byPosition(closed, [{ a: "1", b: "2" }, options])).toEqual([{ a: "1", b: "2" }, options]);
    expect(byPosition(open, ["1", { q: "x" }, options])).toEqual([{ a: "1", q: "x" }, options]);
    expect(byPosition(open, ["1", undefined, options])).toEqual([{ a: "1" }, options]);
    expect(byPosition(open, ["1"])).toEqual([{ a: "1" }, undefined]);
    expect(byPosition(open, [undefined])).toEqual([undefined, undefined]);
  });
});
