/** Every kind of answer that a document can declare, what its call is typed as, and what it gives for what may come. */
import {
  type AnswerRow,
  asResponse,
  asStream,
  failing,
  item,
  chunk,
  string,
  binary,
  JSON_TYPE,
  EVENTS,
  ITEM,
  CHUNKS,
  ok,
  notJson,
} from "./answer-rows.js";
import { chosen } from "./answers-chosen.js";

/** One media type alone. */
const single: readonly AnswerRow[] = [
  {
    what: "JSON",
    responses: ok({ [JSON_TYPE]: item }),
    type: "Item",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "text/html", ITEM, { a: "1" }],
      [200, null, ITEM, { a: "1" }],
      [200, "application/problem+json", ITEM, { a: "1" }],
      [200, JSON_TYPE, "null", null],
      [200, JSON_TYPE, "", undefined],
      [204, null, "", undefined],
      [200, "text/html", "<p>", notJson("r0.list", "text/html (200)")],
    ],
  },
  {
    what: "JSON or null",
    responses: ok({
      [JSON_TYPE]: { schema: { ...item.schema, allOf: [item.schema], nullable: true, $ref: undefined } },
    }),
    type: "Item | null",
    accept: JSON_TYPE,
    answers: [[200, JSON_TYPE, "null", null]],
  },
  {
    what: "a string as JSON",
    responses: ok({ [JSON_TYPE]: string }),
    type: "string",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, '"x"', "x"],
      [200, JSON_TYPE, "x", "x"],
      [200, JSON_TYPE, "42", "42"],
      [200, JSON_TYPE, "", ""],
      [200, "text/plain", "42", "42"],
      [200, "text/plain", '"x"', '"x"'],
      [200, null, "x", "x"],
    ],
  },
  {
    what: "a string or an object as JSON",
    responses: ok({ [JSON_TYPE]: { schema: { oneOf: [{ type: "string" }, item.schema] } } }),
    type: "string | Item",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, '"x"', "x"],
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "text/plain", "x", "x"],
    ],
  },
  {
    what: "JSON without a schema",
    responses: ok({ [JSON_TYPE]: {} }),
    type: "unknown",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, "[1]", [1]],
      [200, null, "[1]", [1]],
      [200, "text/plain", "hello", "hello"],
      [200, "image/png", "PNG", asResponse("PNG")],
      [200, JSON_TYPE, "", undefined],
    ],
  },
  {
    what: "JSON whose schema says nothing",
    responses: ok({ [JSON_TYPE]: { schema: {} } }),
    type: "unknown",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, "1", 1],
      [200, "application/pdf", "%PDF", asResponse("%PDF")],
    ],
  },
  {
    what: "bytes under the name of JSON",
    responses: ok({ [JSON_TYPE]: binary }),
    type: "Response",
    accept: JSON_TYPE,
    answers: [[200, "application/octet-stream", "BYTES", asResponse("BYTES")]],
  },
  {
    what: "JSON under a name of one's own",
    responses: ok({ "application/vnd.shop.v1": item }),
    type: "Item",
    accept: "application/vnd.shop.v1",
    answers: [[200, "application/vnd.shop.v1", ITEM, { a: "1" }]],
  },
  {
    what: "text",
    responses: ok({ "text/plain": string }),
    type: "string",
    accept: "text/plain",
    answers: [
      [200, "text/plain", "hello", "hello"],
      [200, "text/plain", "", ""],
      [200, "text/plain", '"quoted"', '"quoted"'],
      [200, JSON_TYPE, "42", "42"],
    ],
  },
  {
    what: "XML",
    responses: ok({ "application/xml": item }),
    type: "string",
    accept: "application/xml",
    answers: [[200, "application/xml", "<a>1</a>", "<a>1</a>"]],
  },
  {
    what: "CSV",
    responses: ok({ "text/csv": string }),
    type: "string",
    accept: "text/csv",
    answers: [[200, "text/csv", "", ""]],
  },
  {
    what: "YAML",
    responses: ok({ "application/yaml": {} }),
    type: "string",
    accept: "application/yaml",
    answers: [[200, "application/yaml", "a: 1", "a: 1"]],
  },
  {
    what: "a form",
    responses: ok({ "application/x-www-form-urlencoded": item }),
    type: "Response",
    accept: "application/x-www-form-urlencoded",
    answers: [[200, "application/x-www-form-urlencoded", "a=1", asResponse("a=1")]],
  },
  ...[
    "application/octet-stream",
    "image/*",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/x-protobuf",
  ].map((type): AnswerRow => ({
    what: type,
    responses: ok({ [type]: binary }),
    type: "Response",
    accept: type,
    answers: [
      [200, type.replace("*", "png"), "PK", asResponse("PK")],
      [200, JSON_TYPE, ITEM, asResponse(ITEM)],
    ],
  })),
  {
    what: "any type, an object",
    responses: ok({ "*/*": item }),
    type: "Item",
    accept: "*/*",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "text/plain", ITEM, { a: "1" }],
    ],
  },
  {
    what: "any type, a string",
    responses: ok({ "*/*": string }),
    type: "string",
    accept: "*/*",
    answers: [
      [200, "text/plain", "hello", "hello"],
      [200, "text/plain", "42", "42"],
      [200, JSON_TYPE, '"hello"', "hello"],
    ],
  },
  {
    what: "any type, bytes",
    responses: ok({ "*/*": binary }),
    type: "Response",
    accept: "*/*",
    answers: [[200, "application/zip", "PK", asResponse("PK")]],
  },
  {
    what: "any type, nothing said",
    responses: ok({ "*/*": {} }),
    type: "unknown",
    accept: "*/*",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "text/plain", "42", "42"],
      [200, "image/png", "PNG", asResponse("PNG")],
    ],
  },
  {
    what: "events",
    responses: ok({ [EVENTS]: chunk }),
    type: "EventStream<Chunk>",
    accept: EVENTS,
    answers: [
      [200, EVENTS, CHUNKS, asStream({ n: 1 }, { n: 2 })],
      [200, "text/plain", CHUNKS, asStream({ n: 1 }, { n: 2 })],
      [200, JSON_TYPE, '{\n"n": 1\n}', asStream({ n: 1 })],
      [200, "application/problem+json; charset=utf-8", '{"n":1}', asStream({ n: 1 })],
      [200, JSON_TYPE, "", asStream()],
      [200, JSON_TYPE, '{"n":', asStream(failing("APIResponseError", "r22.list: a piece of the stream is not JSON"))],
    ],
  },
  {
    what: "events of text",
    responses: ok({ [EVENTS]: string }),
    type: "EventStream<string>",
    accept: EVENTS,
    answers: [[200, EVENTS, "data: 12345678901234567890\n\ndata:  b\n\n", asStream("12345678901234567890", " b")]],
  },
  {
    what: "events of which nothing is said",
    responses: ok({ [EVENTS]: {} }),
    type: "EventStream<unknown>",
    accept: EVENTS,
    answers: [
      [
        200,
        EVENTS,
        'data: {"n":1}\n\ndata: b\n\ndata: 12345678901234567890\n\n',
        asStream({ n: 1 }, "b", "12345678901234567890"),
      ],
    ],
  },
  {
    what: "events as a whole",
    responses: ok({
      [EVENTS]: {
        schema: {
          oneOf: [
            {
              type: "object",
              required: ["event", "data"],
              properties: { event: { enum: ["made"] }, data: chunk.schema },
            },
            {
              type: "object",
              required: ["event", "data"],
              properties: { event: { enum: ["note"] }, data: { type: "string" } },
            },
          ],
        },
      },
    }),
    type: 'EventStream<{ event: "made"; data: Chunk } | { event: "note"; data: string }>',
    accept: EVENTS,
    answers: [
      [
        200,
        EVENTS,
        'event: made\ndata: {"n":1}\n\nevent: note\ndata: 7\n\ndata: {"event":"made","data":{"n":2}}\n\n',
        asStream({ event: "made", data: { n: 1 } }, { event: "note", data: "7" }, { event: "made", data: { n: 2 } }),
      ],
    ],
  },
  ...[
    "application/x-ndjson",
    "application/jsonl",
    "application/json-seq",
    "application/stream+json",
    "application/x-json-stream",
    "application/json-lines",
  ].map((type): AnswerRow => ({
    what: type,
    responses: ok({ [type]: chunk }),
    type: "Stream<Chunk>",
    accept: type,
    answers: [
      [200, type, '{"n":1}\r\n\n{"n":2}', asStream({ n: 1 }, { n: 2 })],
      [200, type, '\x1e{\n"n":1}\n\x1e{"n":2}\n', asStream({ n: 1 }, { n: 2 })],
    ],
  })),
];

/** Several media types on one status, or several statuses. */
const several: readonly AnswerRow[] = [
  {
    what: "JSON, and the same as XML",
    responses: ok({ "application/xml": item, [JSON_TYPE]: item }),
    type: "Item",
    accept: "application/json, application/xml;q=0.9",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "application/xml", "<a>1</a>", "<a>1</a>"],
    ],
  },
  {
    what: "JSON, and the same under the name of text",
    responses: ok({ "text/plain": item, [JSON_TYPE]: item, "text/json": item }),
    type: "Item",
    accept: "application/json, text/json, text/plain;q=0.9",
    answers: [[200, "text/plain", ITEM, { a: "1" }]],
  },
  {
    what: "JSON or CSV",
    responses: ok({ [JSON_TYPE]: item, "text/csv": string }),
    type: "Item | string",
    accept: "application/json, text/csv;q=0.9",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, "text/csv", "a\n1", "a\n1"],
      [200, "text/csv", "1", "1"],
    ],
  },
  {
    what: "JSON or a file",
    responses: ok({ [JSON_TYPE]: item, "application/pdf": {} }),
    type: "Item | Response",
    accept: "application/json, application/pdf;q=0.9",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, null, ITEM, { a: "1" }],
      [200, "application/pdf", "%PDF", asResponse("%PDF")],
      [200, "image/png", "PNG", asResponse("PNG")],
      [204, null, "", undefined],
    ],
  },
  {
    what: "text or a file",
    responses: ok({ "application/pdf": binary, "text/markdown": string }),
    type: "string | Response",
    accept: "text/markdown, application/pdf;q=0.9",
    answers: [
      [200, "text/markdown", "# a", "# a"],
      [200, "application/pdf", "%PDF", asResponse("%PDF")],
    ],
  },
  {
    what: "JSON or nothing",
    responses: { "200": { [JSON_TYPE]: item }, "204": null },
    type: "Item | undefined",
    accept: JSON_TYPE,
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [204, null, "", undefined],
    ],
  },
  {
    what: "text or nothing",
    responses: { "200": { "text/plain": string }, "204": null },
    type: "string | undefined",
    accept: "text/plain",
    answers: [
      [200, "text/plain", "", ""],
      [204, null, "", undefined],
    ],
  },
  {
    what: "a file or nothing",
    responses: { "200": { "application/zip": binary }, "204": null },
    type: "Response | undefined",
    accept: "application/zip",
    answers: [
      [200, "application/zip", "", asResponse("")],
      [204, null, "", undefined],
    ],
  },
  {
    what: "JSON, another JSON by status",
    responses: { "200": { [JSON_TYPE]: item }, "202": { [JSON_TYPE]: chunk } },
    type: "Item | Chunk",
    accept: JSON_TYPE,
    answers: [[202, JSON_TYPE, '{"n":1}', { n: 1 }]],
  },
  {
    what: "JSON, text by status",
    responses: { "200": { [JSON_TYPE]: item }, "202": { "text/plain": string } },
    type: "Item | string",
    accept: "application/json, text/plain;q=0.9",
    answers: [[202, "text/plain", "later", "later"]],
  },
  {
    what: "a range of statuses",
    responses: { "2XX": { [JSON_TYPE]: item } },
    type: "Item",
    accept: JSON_TYPE,
    answers: [[206, JSON_TYPE, ITEM, { a: "1" }]],
  },
  {
    what: "nothing",
    responses: { "204": null },
    method: "post",
    type: "void",
    accept: JSON_TYPE,
    answers: [
      [204, null, "", undefined],
      [200, JSON_TYPE, ITEM, undefined],
    ],
  },
  {
    what: "JSON that may not be modified",
    responses: { "200": { [JSON_TYPE]: item }, "304": null },
    type: "Item",
    accept: JSON_TYPE,
    answers: [[304, null, "", failing("APIError", "304")]],
  },
  {
    what: "the head of JSON",
    method: "head",
    responses: ok({ [JSON_TYPE]: item }),
    type: "void",
    accept: JSON_TYPE,
    answers: [[200, JSON_TYPE, "", undefined]],
  },
  {
    what: "JSON or events, of the server's choosing",
    responses: ok({ [JSON_TYPE]: item, [EVENTS]: chunk }),
    type: "Item | EventStream<Chunk>",
    accept: "application/json, text/event-stream;q=0.9",
    answers: [
      [200, JSON_TYPE, ITEM, { a: "1" }],
      [200, EVENTS, CHUNKS, asStream({ n: 1 }, { n: 2 })],
    ],
  },
];

export const rows: readonly AnswerRow[] = [...single, ...several, ...chosen];
