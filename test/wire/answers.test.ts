/** The table of answers, through the whole line: document, client, compiler and call. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { failing, schemas, type AnswerRow } from "./answer-rows.js";
import { rows } from "./answers-table.js";
import { generatedClient, type GeneratedClient } from "./generated.js";

/** `GET /r0`, one path a row. */
function operationOf({ responses, method = "get", body }: AnswerRow) {
  const declared = Object.entries(responses).map(([status, content]) => [
    status,
    { description: "An answer.", ...(content ? { content } : {}) },
  ]);
  return {
    [body ? "post" : method]: {
      ...(body
        ? { requestBody: { content: { "application/json": { schema: { type: "object", properties: body } } } } }
        : {}),
      responses: Object.fromEntries(declared) as object,
    },
  };
}

const document = {
  openapi: "3.0.3",
  info: { title: "Rows", version: "1.0.0" },
  servers: [{ url: "https://rows.example" }],
  paths: Object.fromEntries(rows.map((row, index) => [`/r${String(index)}`, operationOf(row)])),
  components: { schemas },
};

/** Every path is a resource with one method, `call`. */
const calls = Object.fromEntries(
  rows.map((row, index) => {
    const method = row.body ? "post" : (row.method ?? "get");
    return [`${method.toUpperCase()} /r${String(index)}`, `r${String(index)}.list`];
  }),
);

type Call = (params?: object) => Promise<unknown>;

let client: GeneratedClient;
let answer: Response;
let accept: string | null;

beforeAll(async () => {
  client = await generatedClient(document, { calls });
}, 60_000);
afterAll(() => client.remove());

function callOf(index: number): Call {
  const Rows = client.module["Rows"] as new (options: object) => Record<string, { list: Call }>;
  const fetch = async (_url: string, init: { headers: Headers }): Promise<Response> => {
    accept = init.headers.get("accept");
    return Promise.resolve(answer);
  };
  const resource = new Rows({ fetch, maxRetries: 0 })[`r${String(index)}`];
  if (!resource) throw new Error(`no row ${String(index)}`);
  return (params) => (params ? resource.list(params) : resource.list());
}

/** What can be compared of what a call gives. */
async function comparable(given: Promise<unknown>): Promise<unknown> {
  try {
    const value = await given;
    if (value instanceof Response) return { response: await value.text() };
    if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return value;
    const stream: unknown[] = [];
    try {
      for await (const item of value as AsyncIterable<unknown>) stream.push(item);
    } catch (error) {
      stream.push(failing((error as Error).name, (error as Error).message));
    }
    return { stream };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: name, message };
  }
}

describe.each(rows.map((row, index) => ({ ...row, index })))("$what", ({ index, answers, accept: wanted, params }) => {
  it.each(answers)("%i %s %j", async (status, type, body, gives) => {
    const hasBody = status !== 204 && status !== 304;
    answer = new Response(hasBody ? body : null, { status, headers: type === null ? {} : { "content-type": type } });
    if (type === null) answer.headers.delete("content-type");
    expect(await comparable(callOf(index)(params))).toEqual(gives);
    expect(accept).toBe(wanted);
  });
});

it("is typed as what comes", async () => {
  const checks = rows.map(({ params, type }, index) => {
    const call = `client.r${String(index)}.list(${params ? JSON.stringify(params) : ""})`;
    return `export const r${String(index)} = async () => { const given = await ${call}; same<${type}>()(given); };`;
  });
  const caller = `
    import { Rows, type EventStream, type Stream } from "./src/index.js";
    import type { components } from "./src/schema.js";
    type Item = components["schemas"]["Item"];
    type Chunk = components["schemas"]["Chunk"];
    type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : [A, B];
    const same = <Wanted>() => <Given>(_given: Given, ..._proof: Equal<Given, Wanted> extends true ? [] : [Given, Wanted]) => undefined;
    const client = new Rows();
    ${checks.join("\n    ")}
  `;
  expect(await client.check(caller)).toBe("");
}, 60_000);

it("tells of a stream that the document forgot", () => {
  const codes = client.diagnostics.filter(({ code }) => code === "naming/undeclared-stream");
  expect(codes.map(({ message }) => message.split(",")[0])).toEqual(
    rows.flatMap(({ what }, index) => (what.includes("forgot") ? [`POST /r${String(index)} takes \`stream\``] : [])),
  );
});
