import { afterEach, describe, expect, it } from "@jest/globals";
import { Client } from "../../../src/runtime/index.js";
import type { ResultReader } from "../../../src/runtime/operation.js";
import { readJson } from "../../../src/runtime/readers.js";
import { withRequestId } from "../../../src/runtime/request-ids.js";
import { unwrapped } from "../../../src/runtime/unwrapped.js";
import { serve, settings, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

/** Calls a server that answers with this body and these headers. */
async function answer(result: ResultReader, body: string, headers: Record<string, string> = {}): Promise<unknown> {
  server = await serve((_request, response) => {
    response.setHeaders(new Headers({ "content-type": "application/json", ...headers }));
    response.end(body);
  });
  const security = { key: { option: "apiKey", env: "KEY", in: "header", name: "x-key" } } as const;
  const client = new Client({ ...settings, security }, { baseUrl: server.url, maxRetries: 0, apiKey: "s3cretS3cret" });
  return client["_call"]({ call: "c", method: "GET", path: "/p", security: [["key"]], result });
}

describe("the request's name on a result", () => {
  it("stands on an object, and in no copy of it", async () => {
    const data = await answer(withRequestId(readJson), '{"id":"a"}', { "x-request-id": "r-1" });
    expect((data as { _request_id?: string })._request_id).toBe("r-1");
    expect(JSON.stringify(data)).toBe('{"id":"a"}');
    expect({ ...(data as object) }).toStrictEqual({ id: "a" });
  });

  it.each([
    ["is null where the server sent none", '{"id":"a"}', {}, null],
    ["is what the server itself put there", '{"_request_id":"own"}', { "x-request-id": "r-1" }, "own"],
    ["holds no credential that the server sends back", "{}", { "x-request-id": "r-s3cretS3cret" }, "r-***"],
    ["does not stand on a list", "[1]", { "x-request-id": "r-1" }, undefined],
    ["does not stand on a number", "1", { "x-request-id": "r-1" }, undefined],
  ])("%s", async (_, body, headers, expected) => {
    const data = await answer(withRequestId(readJson), body, headers);
    expect((data as { _request_id?: unknown })._request_id).toBe(expected);
  });

  it.each(["null", ""])("does not stand on nothing (%j)", async (body) => {
    expect(await answer(withRequestId(readJson), body)).toBe(body === "" ? undefined : null);
  });

  it("comes from the header that the document declares, and stands on what an envelope holds", async () => {
    const reader = withRequestId(unwrapped("result"), "request-id");
    const data = await answer(reader, '{"result":{"id":"a"}}', { "request-id": "r-2" });
    expect((data as { _request_id?: string })._request_id).toBe("r-2");
  });
});
