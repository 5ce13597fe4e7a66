import { describe, expect, it } from "@jest/globals";
import { listedCalls, readStats } from "../../../src/adopt/evidence/listing.js";
import { requestsIn } from "../../../src/adopt/evidence/requests.js";

const addressOf = (body: string): string | undefined =>
  requestsIn("keys.js", `class Keys { async call(id, other, body, options) { ${body} } }`).ofMethods.get("Keys.call")
    ?.address;

describe("the requests of an SDK's code", () => {
  it.each([
    ["a tagged path", "return this._client.get(path`/keys/${id}`, options);", "GET /keys/{}"],
    [
      "a tag that a bundler has moved",
      "return this._client.patch((0, u.path) `/a/${id}/b/${other}`, { body });",
      "PATCH /a/{}/b/{}",
    ],
    ["a list", "return this._client.getAPIList('/keys', Page, { query });", "GET /keys"],
    ["a list by POST", "return this._client.getAPIList('/search', Page, { body, method: 'post' });", "POST /search"],
    ["a query at the end", "return this.getMethod(`/keys${query}`, {});", "GET /keys"],
    ["a base address", "return this.post(`${this.base}/keys/${id}`, body);", "POST /keys/{}"],
    ["a concatenation", 'return this.delete("/keys/" + encodeURIComponent(id));', "DELETE /keys/{}"],
    ["settings", "return request({ url: '/keys', method: 'put', data: body });", "PUT /keys"],
    ["a method that awaits", "const { data } = await this.http.post('/keys', body); return data;", "POST /keys"],
    ["an axios instance", "return axios.del(`https://api.example/keys/${id}`);", "DELETE /keys/{}"],
  ])("are found in %s", (_, body, address) => {
    expect(addressOf(body)).toBe(address);
  });

  it.each([
    ["a destructured argument", "const { key_id, ...body } = params; return this._client.get(path`/keys/${key_id}`);"],
    [
      "a renamed one",
      "const { key_id: keyId } = params; return this._client.get('/keys/' + encodeURIComponent(keyId));",
    ],
    ["a property in a variable", "const id = params.key_id; return this.get(`${this.base}/keys/${id}`);"],
    ["a property", "return this.get(`/keys/${params['key_id']}`);"],
  ])("name the argument of a path in %s", (_, body) => {
    expect(addressOf(body)).toBe("GET /keys/{key_id}");
  });

  it("name the arguments of headers and of the query", () => {
    const text = `class Keys { list(params, options) {
      const { betas, 'Idempotency-Key': key, pageNumber } = params ?? {};
      return this._client.get('/keys', { query: { page: pageNumber }, ...options, headers: buildHeaders([
        { ...(key != null ? { 'Idempotency-Key': key } : undefined), 'x-betas': betas?.toString(), Accept: 'a/b' }, options?.headers]) });
    } }`;
    expect([...(requestsIn("keys.js", text).ofMethods.get("Keys.list")?.inputs ?? [])]).toEqual([
      ["query page", "pageNumber"],
      ["header idempotency-key", "Idempotency-Key"],
      ["header x-betas", "betas"],
    ]);
  });

  it.each([
    ["another call", "return this._client.keys.get(id);"],
    ["a path in a message", "throw new Error('/keys');"],
    ["getters of other things", "return this.getter('/keys');"],
    ["a path that a caller gives", "return this.get(id, options);"],
  ])("are not seen in %s", (_, body) => {
    expect(addressOf(body)).toBeUndefined();
  });

  it("are found in tables of calls, and in classes that a bundler has named anew", () => {
    const text = `const Endpoints = { repos: { get: ["GET /repos/{owner}/{repo}"], list: ["GET /repos", {}, { renamed: [] }] } };
      var Keys = class extends Base { list = () => this._get("/keys"); };`;
    const { ofTables, ofMethods } = requestsIn("index.mjs", text);
    expect(Object.fromEntries(ofTables)).toEqual({
      "repos.get": "GET /repos/{owner}/{repo}",
      "repos.list": "GET /repos",
    });
    expect([...ofMethods].map(([name, { address }]) => [name, address])).toEqual([["Keys.list", "GET /keys"]]);
  });
});

describe("what Stainless writes beside an SDK", () => {
  it("lists calls with their addresses", () => {
    const text = `# Keys
- <code title="get /keys/{key_id}">client.keys.<a href="./src/resources/keys.ts">retrieve</a>(keyID, { ...params }) -> Key</code>
- <code title="post /a/b">client.a.b.<a href="x">new\\_thing</a>() -> void</code>
- <code>client.helpers.<a href="x">poll</a>()</code>`;
    expect(Object.fromEntries(listedCalls(text))).toEqual({
      "keys.retrieve": "GET /keys/{key_id}",
      "a.b.new_thing": "POST /a/b",
    });
  });

  it("says where its document was", () => {
    const text = "configured_endpoints: 98\nopenapi_spec_url: https://specs.example/openapi.yml\nother: 1\n";
    expect(readStats(text)).toEqual({ operations: 98, document: "https://specs.example/openapi.yml" });
    expect([readStats(""), readStats("a: [")]).toEqual([{}, {}]);
  });
});
