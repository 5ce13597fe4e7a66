/** The table of bodies, through the whole line: document, client, compiler, call, and a server that reads what it is sent. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import busboy from "busboy";
import qs from "qs";
import { schemas, type BodyRow, type FoundPart } from "./body-rows.js";
import { contentRows } from "./contents-table.js";
import { formRows } from "./forms-table.js";
import { generatedClient, type GeneratedClient } from "./generated.js";

const rows: readonly BodyRow[] = [...formRows, ...contentRows];
const VERSIONS = ["3.0.3", "3.1.0"] as const;

interface Sent {
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

type Call = (params?: object | null, options?: object) => Promise<unknown>;

const methodOf = ({ method }: BodyRow): string => method ?? "post";
const rowsOf = (version: string) =>
  rows.map((row, index) => ({ ...row, index })).filter((row) => (row.version ?? version) === version);

function documentOf(version: string): object {
  const paths = rowsOf(version).map((row) => [
    `/r${String(row.index)}`,
    {
      [methodOf(row)]: {
        requestBody: { required: row.required !== false, content: row.content },
        responses: { "204": { description: "Taken." } },
      },
    },
  ]);
  return {
    openapi: version,
    info: { title: "Rows", version: "1.0.0" },
    servers: [{ url: "https://rows.example" }],
    paths: Object.fromEntries(paths) as object,
    components: { schemas },
  };
}

const calls = Object.fromEntries(
  rows.map((row, index) => [`${methodOf(row).toUpperCase()} /r${String(index)}`, `r${String(index)}.send`]),
);

const bodyInQuery = rows.flatMap(({ isInQuery }, index) => (isInQuery ? [`r${String(index)}.send`] : []));

/** The parts of a body, as busboy reads them, in their order. */
function partsOf({ headers, body }: Sent): Promise<readonly FoundPart[]> {
  return new Promise((resolve, reject) => {
    const parts: FoundPart[] = [];
    const reader = busboy({ headers, defParamCharset: "utf8" });
    reader.on("field", (name, text, { mimeType }) => {
      parts.push(mimeType === "text/plain" ? [name, text] : [name, text, { type: mimeType }]);
    });
    reader.on("file", (name, stream, { filename, mimeType }) => {
      const pieces: Buffer[] = [];
      const at = parts.push([name, ""]) - 1;
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on(
        "end",
        () => (parts[at] = [name, Buffer.concat(pieces).toString(), { type: mimeType, file: filename }]),
      );
    });
    reader.on("close", () => resolve(parts));
    reader.on("error", reject);
    reader.end(body);
  });
}

describe.each(VERSIONS)("OpenAPI %s", (version) => {
  let client: GeneratedClient;
  let server: http.Server;
  let sent: Sent[];

  beforeAll(async () => {
    client = await generatedClient(documentOf(version), { calls, bodyInQuery });
    server = http.createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        sent.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(pieces) });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }, 60_000);
  afterAll(async () => {
    server.close();
    await client.remove();
  });

  function callOf(index: number): Call {
    const Rows = client.module["Rows"] as new (options: object) => Record<string, { send: Call }>;
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const resource = new Rows({ baseUrl, maxRetries: 0 })[`r${String(index)}`];
    if (!resource) throw new Error(`no row ${String(index)}`);
    return (params, options) => resource.send(params, options);
  }

  it.each(rowsOf(version))(
    "$what",
    async ({ index, params, options, type, boundary, parts, fields, query, text, refused }) => {
      sent = [];
      const call = callOf(index)(params(), options);
      if (refused !== undefined) {
        const message = refused.replace("CALL", `r${String(index)}.send`);
        await expect(call).rejects.toMatchObject({
          name: "APIUsageError",
          message: expect.stringContaining(message) as unknown,
        });
        expect(sent).toEqual([]);
        return;
      }
      await call;
      const [request] = sent;
      if (!request) throw new Error("nothing was sent");
      expect(request.headers["content-type"]?.replace(/; boundary=.*/, "") ?? null).toBe(type);
      if (boundary !== undefined) expect(request.headers["content-type"]).toContain(`boundary="${boundary}"`);
      if (parts) expect(await partsOf(request)).toEqual(parts);
      if (fields) expect(qs.parse(request.body.toString())).toEqual(fields);
      if (query) expect(qs.parse(request.url.split("?")[1] ?? "")).toEqual(query);
      if (text !== undefined)
        expect(request.body.toString()).toEqual(
          parts || type === "multipart/form-data" ? expect.stringContaining(text) : text,
        );
    },
  );

  it("tells of bodies that cannot be sent as the document has them", () => {
    const wanted = rowsOf(version).flatMap(({ finding, index }) => (finding ? [`${finding} r${String(index)}`] : []));
    const found = client.diagnostics
      .filter(({ code }) => /unwritable|unsendable/.test(code))
      .map(({ code, message }) => `${code} ${/\/(r\d+)/.exec(message)?.[1] ?? ""}`);
    expect(found.sort()).toEqual(wanted.sort());
  });

  it("takes what is sent by its types", async () => {
    const checks = rowsOf(version)
      .filter(({ isUntyped }) => !isUntyped)
      .map(({ index, params, options }) => {
        const given = params.toString().replace(/^\(\)\s*=>\s*/, "");
        return `export const r${String(index)} = () => client.r${String(index)}.send(${given}${options ? `, ${JSON.stringify(options)}` : ""});`;
      });
    const caller = `import { Rows } from "./src/index.js";\nconst client = new Rows();\n${checks.join("\n")}\n`;
    expect(await client.check(caller)).toBe("");
  }, 60_000);
});
