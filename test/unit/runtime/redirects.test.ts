import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { elsewhere } from "../../../src/runtime/elsewhere.js";
import { APIError, type APIPromise, APIResponseError, type RequestOptions } from "../../../src/runtime/index.js";
import { raw } from "../../../src/runtime/readers.js";
import { failure, failureOf, KEY, KeyService, sendJson, serve, type Served } from "./api.js";

let server: Served;
let other: Served;
let status: number;
let location: string | undefined;
let client: KeyService;

beforeEach(async () => {
  other = await serve((_request, response) => sendJson(response, { id: "stolen" }));
  server = await serve((request, response) => {
    if (request.url === "/target") sendJson(response, { id: "target" });
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else response.writeHead(status, location === undefined ? {} : { location }).end("moved");
  });
  location = "/target";
  client = new KeyService({ apiKey: KEY, baseUrl: server.url });
});
afterEach(() => Promise.all([server.close(), other.close()]));

const sent = (): string[] => server.requests.map(({ method, url, body }) => `${method} ${url} ${body}`.trim());

describe("a redirect within the origin", () => {
  it.each([301, 302, 303, 307, 308])("is followed with the key (%i)", async (code) => {
    status = code;
    await expect(client.keys.retrieve({ id: "k" })).resolves.toEqual({ id: "target" });
    expect(sent()).toEqual(["GET /keys/k", "GET /target"]);
    expect(server.requests[1]?.headers["x-api-key"]).toBe(KEY);
  });

  it.each([
    [301, "GET /target"],
    [302, "GET /target"],
    [303, "GET /target"],
    [307, 'POST /target {"name":"n"}'],
    [308, 'POST /target {"name":"n"}'],
  ])("turns a POST into what the Fetch standard says (%i)", async (code, second) => {
    status = code;
    await client.keys.create({ name: "n" });
    expect(sent()).toEqual(['POST /keys {"name":"n"}', second]);
  });

  it.each([
    [301, 'PUT /target {"a":1}'],
    [303, "GET /target"],
    [308, 'PUT /target {"a":1}'],
  ])("turns a PUT into what the Fetch standard says (%i)", async (code, second) => {
    status = code;
    await client.keys.replace({ id: "k", key: { a: 1 } });
    expect(sent()).toEqual(['PUT /keys/k {"a":1}', second]);
  });

  it("ends after twenty", async () => {
    status = 302;
    location = "/loop";
    expect(await failure(client.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIResponseError);
    expect(server.requests).toHaveLength(21);
  });

  it("without a place to go is an error", async () => {
    for (status of [300, 302, 305]) {
      location = undefined;
      expect(await failure(client.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIError);
    }
    for (location of ["http://[", "", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:,x"]) {
      status = 302;
      expect(await failure(client.keys.retrieve({ id: "k" }))).toMatchObject({ operation: "keys.retrieve" });
    }
    expect(server.requests.every(({ url }) => url === "/keys/k")).toBe(true);
  });
});

describe("a redirect to another origin", () => {
  it.each([301, 302, 303, 307, 308])("is refused, and nothing reaches it (%i)", async (code) => {
    status = code;
    const signed = client.withOptions({ headers: { authorization: "Bearer s3cr3t-token", cookie: "a=b" } });
    for (location of [
      `${other.url}/x`,
      other.url.replace("127.0.0.1", "localhost"),
      other.url.replace("http:", ""),
      server.url.replace("127.0.0.1", "localhost"),
    ]) {
      for (const call of [
        signed.keys.retrieve({ id: "k" }),
        signed.keys.create({ name: "n" }),
        signed.keys.replace({ id: "k", key: 1 }),
      ]) {
        const error = await failureOf(APIResponseError, call);
        expect(error.message).toMatch(/^Redirect to http\S+ refused: it leads to another origin$/);
        expect(error.response.headers.get("location")).toBe(location);
      }
    }
    expect(other.requests).toHaveLength(0);
    // Refusing is no failure that another attempt would mend.
    expect(server.requests).toHaveLength(12);
  });
});

describe("a redirect to another origin that the specification declares", () => {
  const download = (options: RequestOptions = {}, method: "GET" | "POST" = "GET"): APIPromise<Response> =>
    client["_call"](
      { call: "files.content", method, path: "/file", result: raw, redirects: elsewhere, security: [["key"]] },
      {},
      { headers: { authorization: "Bearer s3cr3t-token", cookie: "a=b", range: "bytes=0-1" }, ...options },
    );

  it.each([301, 302, 303, 307, 308])("is followed by a GET, without anything secret (%i)", async (code) => {
    status = code;
    location = `${other.url}/signed?sig=1`;
    expect(await (await download()).json()).toEqual({ id: "stolen" });
    const [request] = other.requests;
    expect(request?.url).toBe("/signed?sig=1");
    expect(request?.headers).toMatchObject({ range: "bytes=0-1", accept: "application/json" });
    expect(JSON.stringify(request?.headers)).not.toMatch(/s3cr3t|a=b|x-api-key|pk-/);
  });

  it("is refused for any other method, and away from https", async () => {
    status = 302;
    location = `${other.url}/x`;
    expect(await failureOf(APIResponseError, download({}, "POST"))).toMatchObject({
      message: `Redirect to ${other.url} refused: it leads to another origin`,
    });
    const moved = (): Promise<Response> =>
      Promise.resolve(new Response(null, { status: 302, headers: { location: "http://b.example/x" } }));
    const error = await failureOf(APIResponseError, download({ fetch: moved, baseUrl: "https://a.example" }));
    expect(error.message).toBe("Redirect to http://b.example refused: it leads away from https");
    expect(other.requests).toHaveLength(0);
  });
});
