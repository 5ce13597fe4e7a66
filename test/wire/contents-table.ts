/** Bodies that are no forms: what a document can declare, what a caller gives, and what the server is sent. */
import { file, FORM, json, list, meta, MULTIPART, object, string, type BodyRow } from "./body-rows.js";

const JSON_TYPE = "application/json";

/** Text and bytes, and data that no media type of the document says how to write. */
const contents: readonly BodyRow[] = [
  {
    what: "JSON: an object with nulls",
    content: { [JSON_TYPE]: { schema: object({ a: { type: "object", additionalProperties: true } }) } },
    params: () => ({ a: { b: null } }),
    type: JSON_TYPE,
    text: '{"a":{"b":null}}',
  },
  ...["application/vnd.x+json", "application/json; charset=utf-8", "application/merge-patch+json"].map(
    (type): BodyRow => ({
      what: type,
      content: { [type]: { schema: meta } },
      params: () => ({ title: "ü" }),
      type,
      text: '{"title":"ü"}',
    }),
  ),
  {
    what: "JSON under a name of one's own",
    content: { "application/vnd.shop.v1": { schema: meta } },
    params: () => ({ title: "t" }),
    type: "application/vnd.shop.v1",
    text: '{"title":"t"}',
  },
  {
    what: "JSON: a list",
    content: { [JSON_TYPE]: { schema: list(meta) } },
    params: () => ({ body: [{ title: "t" }] }),
    type: JSON_TYPE,
    text: '[{"title":"t"}]',
  },
  {
    what: "JSON: a text",
    content: { [JSON_TYPE]: { schema: string } },
    params: () => ({ body: "t" }),
    type: JSON_TYPE,
    text: '"t"',
  },
  {
    what: "JSON that is given a file",
    content: { [JSON_TYPE]: { schema: object({ inner: object({ file }) }) } },
    params: () => ({ inner: { file: new Blob(["x"]) } }),
    refused: 'JSON cannot hold a file or bytes as "file"; give text, such as the bytes in base64',
  },
  {
    what: "JSON that is given a number that is none",
    content: { [JSON_TYPE]: { schema: object({ inner: object({ n: { type: "number" } }) }) } },
    params: () => ({ inner: { n: NaN } }),
    refused: "NaN cannot be sent",
  },
  {
    what: "bytes under the name of JSON",
    content: { [JSON_TYPE]: { schema: file } },
    params: () => ({ body: new Blob(["{}"]) }),
    type: JSON_TYPE,
    text: "{}",
  },
  {
    what: "text",
    content: { "text/plain": { schema: string } },
    params: () => ({ body: 'a "b"' }),
    type: "text/plain",
    text: 'a "b"',
  },
  {
    what: "empty text",
    content: { "text/plain": { schema: string } },
    params: () => ({ body: "" }),
    type: "text/plain",
    text: "",
  },
  {
    what: "text without a schema",
    content: { "text/plain": {} },
    params: () => ({ body: "a" }),
    type: "text/plain",
    text: "a",
  },
  {
    what: "text that is a number",
    content: { "text/plain": { schema: { type: "integer" } } },
    params: () => ({ body: 42 }),
    type: "text/plain",
    text: "42",
  },
  ...["application/xml", "text/csv", "application/yaml", "application/x-protobuf", "multipart/related"].flatMap(
    (type): BodyRow[] => [
      {
        what: `${type}, text`,
        content: { [type]: { schema: meta } },
        params: () => ({ body: "<a/>" }),
        type: type === "multipart/related" ? "text/plain" : type,
        text: "<a/>",
        finding: "naming/unwritable-body",
      },
      {
        what: `${type}, bytes`,
        content: { [type]: { schema: list(meta) } },
        params: () => ({ body: new TextEncoder().encode("a") }),
        type: type === "multipart/related" ? "application/octet-stream" : type,
        text: "a",
        finding: "naming/unwritable-body",
      },
      {
        what: `${type}, an object`,
        content: { [type]: { schema: meta } },
        params: () => ({ body: { title: "t" } }),
        isUntyped: true,
        refused: "CALL cannot write an object as ",
        finding: "naming/unwritable-body",
      },
    ],
  ),
  {
    what: "parts that the content itself describes",
    content: { "multipart/related": { schema: object({ meta, media: file }) } },
    params: () => ({ body: new Blob(["--x--"], { type: 'multipart/related; boundary="x"' }) }),
    type: "multipart/related",
    boundary: "x",
    text: "--x--",
    finding: "naming/unwritable-body",
  },
  {
    what: "bytes without a schema",
    content: { "application/octet-stream": {} },
    params: () => ({ body: new Uint8Array([65]) }),
    type: "application/octet-stream",
    text: "A",
  },
  {
    what: "bytes of a declared type, whatever they say",
    content: { "application/pdf": { schema: file } },
    params: () => ({ body: new Blob(["%PDF"], { type: "x/y" }) }),
    type: "application/pdf",
    text: "%PDF",
  },
  {
    what: "any type, a file",
    content: { "*/*": { schema: file } },
    params: () => ({ body: new Blob(["x"], { type: "application/zip" }) }),
    type: "application/zip",
    text: "x",
  },
  {
    what: "any type, an answer",
    content: { "*/*": { schema: file } },
    params: () => ({ body: new Response("x", { headers: { "content-type": "image/gif" } }) }),
    type: "image/gif",
    text: "x",
  },
  {
    what: "any type, bytes",
    content: { "*/*": { schema: file } },
    params: () => ({ body: new TextEncoder().encode("x") }),
    type: "application/octet-stream",
    text: "x",
  },
  {
    what: "any type, bytes whose type the call says",
    content: { "*/*": { schema: file } },
    params: () => ({ body: new TextEncoder().encode("x") }),
    options: { contentType: "image/webp" },
    type: "image/webp",
    text: "x",
  },
  {
    what: "any image",
    content: { "image/*": { schema: file } },
    params: () => ({ body: new Blob(["x"], { type: "image/png" }) }),
    type: "image/png",
    text: "x",
  },
  {
    what: "any application, a file",
    content: { "application/*": { schema: file } },
    params: () => ({ body: new Blob(["x"], { type: "application/zip" }) }),
    type: "application/zip",
    text: "x",
  },
  {
    what: "any type, an object",
    content: { "*/*": { schema: meta } },
    params: () => ({ title: "t" }),
    type: JSON_TYPE,
    text: '{"title":"t"}',
  },
  {
    what: "any type, text",
    content: { "*/*": { schema: string } },
    params: () => ({ body: "t" }),
    type: "text/plain",
    text: "t",
  },
  {
    what: "any text",
    content: { "text/*": { schema: string } },
    params: () => ({ body: "t" }),
    type: "text/plain",
    text: "t",
  },
  ...(
    [
      ["an object", { a: 1 }, JSON_TYPE, '{"a":1}'],
      ["text", "t", "text/plain", "t"],
      ["a list", [1], JSON_TYPE, "[1]"],
    ] as const
  ).map(([what, body, type, text]): BodyRow => ({
    what: `any type, nothing said, ${what}`,
    content: { "*/*": {} },
    params: () => ({ body }),
    isUntyped: true,
    type,
    text,
  })),
  {
    what: "any type, nothing said, a file",
    content: { "*/*": {} },
    params: () => ({ body: new Blob(["x"], { type: "a/b" }) }),
    type: "a/b",
    text: "x",
  },
];

/** One value after the other. */
const lines: readonly BodyRow[] = [
  {
    what: "lines: a list, as the schema of the whole",
    content: { "application/x-ndjson": { schema: list(object({ n: { type: "integer" } })) } },
    params: () => ({ body: [{ n: 1 }, { n: 2 }] }),
    type: "application/x-ndjson",
    text: '{"n":1}\n{"n":2}\n',
  },
  {
    what: "lines: a set, as the schema of a line",
    content: { "application/jsonl": { schema: object({ n: { type: "integer" } }) } },
    params: () => ({ body: new Set([{ n: 1 }]) }),
    type: "application/jsonl",
    text: '{"n":1}\n',
  },
  {
    what: "lines: an async iterable",
    content: { "application/x-ndjson": { schema: meta } },
    params: () => ({
      body: (async function* () {
        yield { title: await Promise.resolve("a") };
        yield { title: "b" };
      })(),
    }),
    type: "application/x-ndjson",
    text: '{"title":"a"}\n{"title":"b"}\n',
  },
  {
    what: "lines that are text already",
    content: { "application/x-ndjson": { schema: meta } },
    params: () => ({ body: '{"title":"a"}\n' }),
    type: "application/x-ndjson",
    text: '{"title":"a"}\n',
  },
  {
    what: "lines that are bytes already",
    content: { "application/x-ndjson": { schema: meta } },
    params: () => ({ body: new Blob(['{"title":"a"}\n']) }),
    type: "application/x-ndjson",
    text: '{"title":"a"}\n',
  },
  {
    what: "lines under the name of a stream of JSON",
    content: { "application/stream+json": { schema: meta } },
    params: () => ({ body: [{ title: "a" }] }),
    type: "application/stream+json",
    text: '{"title":"a"}\n',
  },
  {
    what: "a sequence of JSON",
    content: { "application/json-seq": { schema: meta } },
    params: () => ({ body: [{ title: "a" }] }),
    type: "application/json-seq",
    text: '\u001e{"title":"a"}\n',
  },
  {
    what: "lines that are given an object",
    content: { "application/x-ndjson": { schema: meta } },
    params: () => ({ body: { title: "a" } }),
    isUntyped: true,
    refused: "CALL sends lines; give a list, or an async iterable, of their values",
  },
];

const upload = { schema: { $ref: "#/components/schemas/Upload" } };

/** One body in several media types: the arguments decide. */
const several: readonly BodyRow[] = [
  ...(
    [
      ["data", () => ({ url: "u" }), {}, JSON_TYPE, { text: '{"url":"u"}' }],
      [
        "a file",
        () => ({ file: new Blob(["f"]) }),
        {},
        MULTIPART,
        { parts: [["file", "f", { type: "application/octet-stream", file: "file" }]] },
      ],
      [
        "data, and parts wanted",
        () => ({ url: "u" }),
        { contentType: MULTIPART },
        MULTIPART,
        { parts: [["url", "u"]] },
      ],
      [
        "data, and JSON wanted",
        () => ({ url: "u" }),
        { contentType: "application/json; charset=utf-8" },
        "application/json; charset=utf-8",
        { text: '{"url":"u"}' },
      ],
      [
        "data, and parts wanted by a header",
        () => ({ url: "u" }),
        { headers: { "Content-Type": MULTIPART } },
        MULTIPART,
        { parts: [["url", "u"]] },
      ],
    ] as const
  ).map(([what, params, options, type, sent]): BodyRow => ({
    what: `JSON or parts of one schema: ${what}`,
    content: Object.fromEntries([JSON_TYPE, MULTIPART].map((one) => [one, { schema: object({ url: string, file }) }])),
    params,
    options,
    type,
    ...sent,
  })),
  {
    what: "JSON or parts: a type that is none of them",
    content: { [JSON_TYPE]: { schema: meta }, [MULTIPART]: upload },
    params: () => ({ title: "t" }),
    options: { contentType: "text/csv" },
    refused: 'CALL takes no body as "text/csv", but as application/json, multipart/form-data',
  },
  {
    what: "JSON or parts of other schemas: JSON",
    content: { [MULTIPART]: upload, [JSON_TYPE]: { schema: meta } },
    params: () => ({ title: "t" }),
    type: JSON_TYPE,
    text: '{"title":"t"}',
  },
  {
    what: "JSON or parts of other schemas: a file in JSON is one of the parts",
    content: { [JSON_TYPE]: upload, [MULTIPART]: upload },
    params: () => ({ file: new File(["f"], "f.txt"), meta: { title: "t" } }),
    type: MULTIPART,
    parts: [
      ["file", "f", { type: "application/octet-stream", file: "f.txt" }],
      ["meta", '{"title":"t"}', json],
    ],
  },
  {
    what: "JSON or a form: JSON",
    content: { [FORM]: { schema: meta }, [JSON_TYPE]: { schema: meta } },
    params: () => ({ title: "t" }),
    type: JSON_TYPE,
    text: '{"title":"t"}',
  },
  {
    what: "JSON or a form: the form",
    content: { [FORM]: { schema: meta }, [JSON_TYPE]: { schema: meta } },
    params: () => ({ title: "t" }),
    options: { contentType: FORM },
    type: FORM,
    fields: { title: "t" },
  },
  {
    what: "JSON or a form of other properties",
    content: { [JSON_TYPE]: { schema: meta }, [FORM]: { schema: object({ code: string }, { required: ["code"] }) } },
    params: () => ({ code: "c" }),
    type: FORM,
    fields: { code: "c" },
  },
  {
    what: "JSON or text: JSON",
    content: { "text/plain": { schema: string }, [JSON_TYPE]: { schema: meta } },
    params: () => ({ title: "t" }),
    type: JSON_TYPE,
    text: '{"title":"t"}',
  },
  {
    what: "JSON or text: text",
    content: { "text/plain": { schema: string }, [JSON_TYPE]: { schema: meta } },
    params: () => ({ body: "t" }),
    type: "text/plain",
    text: "t",
  },
  {
    what: "a list as JSON or lines",
    content: { "text/csv": { schema: string }, [JSON_TYPE]: { schema: list(meta) } },
    params: () => ({ body: "a,b" }),
    type: "text/csv",
    text: "a,b",
  },
  {
    what: "JSON or bytes: bytes",
    content: { [JSON_TYPE]: { schema: meta }, "application/octet-stream": { schema: file } },
    params: () => ({ body: new Blob(["x"]) }),
    type: "application/octet-stream",
    text: "x",
  },
  {
    what: "JSON or images: an image",
    content: { [JSON_TYPE]: { schema: meta }, "image/*": { schema: file } },
    params: () => ({ body: new Blob(["x"], { type: "image/png" }) }),
    type: "image/png",
    text: "x",
  },
  {
    what: "JSON under several names",
    content: { [JSON_TYPE]: { schema: meta }, "text/json": { schema: meta }, "application/*+json": { schema: meta } },
    params: () => ({ title: "t" }),
    options: { contentType: "text/json" },
    type: "text/json",
    text: '{"title":"t"}',
  },
  {
    what: "JSON, and XML of the same",
    content: { "application/xml": { schema: meta }, [JSON_TYPE]: { schema: meta } },
    params: () => ({ title: "t" }),
    type: JSON_TYPE,
    text: '{"title":"t"}',
  },
  {
    what: "JSON or parts that may be left out, and are",
    required: false,
    content: { [JSON_TYPE]: { schema: meta }, [MULTIPART]: upload },
    params: () => ({}),
    type: null,
    text: "",
  },
];

/** Bodies where `fetch` sends none. */
const unsendable: readonly BodyRow[] = [
  ...(["get", "head"] as const).map((method): BodyRow => ({
    what: `a body with ${method}`,
    method,
    content: { [JSON_TYPE]: { schema: object({ query: {} }) } },
    params: () => ({ query: { a: 1 } }),
    isUntyped: true,
    refused: `CALL cannot send "query": fetch sends no body with a ${method.toUpperCase()} request`,
    finding: "naming/unsendable-body",
  })),
  {
    what: "no body with get, though one is declared",
    method: "get",
    content: { [JSON_TYPE]: { schema: meta } },
    params: () => ({}),
    isUntyped: true,
    type: null,
    text: "",
    finding: "naming/unsendable-body",
  },
  {
    what: "a body of get as the query",
    method: "get",
    isInQuery: true,
    content: {
      [JSON_TYPE]: {
        schema: object({
          query: { type: "object", additionalProperties: true },
          sort: list(string),
          n: { type: "integer" },
        }),
      },
    },
    params: () => ({ query: { term: { name: "x" } }, sort: ["a", "b"], n: 1 }),
    type: null,
    query: { query: { term: { name: "x" } }, sort: ["a", "b"], n: "1" },
  },
  {
    what: "trace",
    method: "trace",
    content: { [JSON_TYPE]: { schema: object({}) } },
    params: () => ({}),
    isUntyped: true,
    refused: "CALL cannot be called: fetch cannot send TRACE requests",
    finding: "naming/unsendable-method",
  },
  {
    what: "a body with delete",
    method: "delete",
    content: { [JSON_TYPE]: { schema: object({ reason: string }) } },
    params: () => ({ reason: "old" }),
    type: JSON_TYPE,
    text: '{"reason":"old"}',
  },
];

export const contentRows: readonly BodyRow[] = [...contents, ...lines, ...several, ...unsendable];
