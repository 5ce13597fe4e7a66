import { describe, expect, it } from "@jest/globals";
import { methodsOf } from "../../../src/naming/changes.js";
import { curlSample, typeScriptSample } from "../../../src/samples/new-samples.js";
import { readCurl } from "../../../src/snippets/curl.js";
import { compiled, put, useFolder } from "./support.js";

useFolder();

/** The samples written for the only operation of a document; `extra` may declare servers. */
async function made(operation: string, extra = "", address = "/things/{id}"): Promise<{ curl: string; code: string }> {
  const text = `openapi: 3.1.0\ninfo: { title: Acme, version: "1" }\n${extra}\npaths:\n  ${address}:\n    ${operation}\n`;
  const { document, surface } = await compiled(await put(text));
  const servers = (document.root["servers"] ?? []) as never[];
  const [method] = methodsOf(surface);
  if (!method) throw new Error("no method");
  const input = {
    surface,
    packageName: "acme",
    servers: servers.length > 0 ? [{ url: "https://a.test/v1/", variables: [] }] : [],
  };
  return { curl: curlSample(method, input), code: typeScriptSample(method, input) };
}

const path = `{ name: id, in: path, required: true, schema: { type: string }, example: "a b/c" }`;
const none = `responses: { "204": { description: x } }`;

describe("samples that are made", () => {
  it("write values as their place demands", async () => {
    const query = `{ name: tags, in: query, required: true, schema: { type: array, items: { type: string } }, example: [x y, "z&"] }`;
    const joined = `{ name: ids, in: query, required: true, explode: false, schema: { type: array }, example: [1, 2] }`;
    const deep = `{ name: f, in: query, required: true, style: deepObject, schema: { type: object }, example: { a: 1 } }`;
    const header = `{ name: X-It, in: header, required: true, schema: { type: string }, example: "it's $HOME" }`;
    const optional = `{ name: no, in: query, schema: { type: string } }`;
    const { curl } = await made(
      `get: { parameters: [${path}, ${query}, ${joined}, ${deep}, ${header}, ${optional}], ${none} }`,
      "servers: [{ url: https://a.test/v1/ }]",
    );
    expect(curl).toBe(
      `curl "https://a.test/v1/things/a%20b%2Fc?tags=x%20y&tags=z%26&ids=1%2C2&f%5Ba%5D=1" \\\n  -H 'X-It: it'\\''s $HOME'\n`,
    );
  });

  it("leave nothing of the document to the shell", async () => {
    const { curl } = await made(`get: { parameters: [${path}], ${none} }`, "", '"/$(id)/`id`/{id}"');
    expect(curl).toBe('curl "$ACME_BASE_URL/\\$(id)/\\`id\\`/a%20b%2Fc"\n');
  });

  it("name a server that the document does not", async () => {
    expect((await made(`get: { parameters: [${path}], ${none} }`)).curl).toBe(
      'curl "$ACME_BASE_URL/things/a%20b%2Fc"\n',
    );
  });

  it.each<[string, string, string]>([
    ["{ type: http, scheme: bearer }", '-H "Authorization: Bearer $ACME_API_KEY"', "apiKey: process.env.ACME_API_KEY,"],
    ["{ type: http, scheme: basic }", '-u "$ACME_USERNAME:$ACME_PASSWORD"', "password: process.env.ACME_PASSWORD,"],
    ["{ type: apiKey, in: cookie, name: sid }", '-b "sid=$ACME_API_KEY"', "apiKey: process.env.ACME_API_KEY,"],
    ["{ type: apiKey, in: query, name: key }", '/things/1?key=$ACME_API_KEY"', "apiKey: process.env.ACME_API_KEY,"],
    [
      '{ type: apiKey, in: header, name: "x`$(id)" }',
      '-H "x\\`\\$(id): $ACME_API_KEY"',
      "apiKey: process.env.ACME_API_KEY,",
    ],
  ])("carry the credentials of %s", async (scheme, words, option) => {
    const extra = `components: { securitySchemes: { S: ${scheme} } }\nsecurity: [{ S: [] }]`;
    const { curl, code } = await made(`get: { parameters: [${path.replace("a b/c", "1")}], ${none} }`, extra);
    expect(curl).toContain(words);
    expect(code).toContain(option);
  });

  it.each<[string, string]>([
    ["application/json", `-d '{\n    "a": "it'\\''s"\n  }'`],
    ["application/x-www-form-urlencoded", `--data-urlencode 'a=it'\\''s'`],
    ["multipart/form-data", `-F 'a=it'\\''s'`],
  ])("send a body as %s", async (type, words) => {
    const schema = `{ type: object, required: [a], properties: { a: { type: string, example: "it's" } } }`;
    const { curl } = await made(
      `post: { requestBody: { required: true, content: { ${type}: { schema: ${schema} } } }, ${none} }`,
      "",
      "/things",
    );
    expect(curl).toContain(words);
    expect(readCurl(curl)).toEqual({ calls: [], clients: [], requests: [expect.objectContaining({ method: "POST" })] });
  });

  it("keep clear of the names that they use themselves", async () => {
    const response = `responses: { "200": { description: x, content: { application/json: { schema: { type: object } } } } }`;
    const { code } = await made(`get: { operationId: process/list, ${response} }`, "", "/process");
    expect(code).toContain("const result = await acme.process.list();\nconsole.log(result);");
  });
});
