/** Every kind of form that a document can declare, what a caller gives for it, and what the server is sent. */
import { file, FORM, json, list, meta, MULTIPART, object, string, type BodyRow } from "./body-rows.js";

const multipart: readonly BodyRow[] = [
  {
    what: "parts of texts, numbers and booleans",
    content: {
      [MULTIPART]: {
        schema: object({ a: string, n: { type: "number" }, b: { type: "boolean" } }),
      },
    },
    params: () => ({ a: 'ä "q"\r\n', n: 1.5, b: false }),
    type: MULTIPART,
    parts: [
      ["a", 'ä "q"\r\n'],
      ["n", "1.5"],
      ["b", "false"],
    ],
  },
  {
    what: "parts of objects and lists of objects",
    content: { [MULTIPART]: { schema: object({ meta, tags: list(meta), ids: list({ type: "integer" }), file }) } },
    params: () => ({
      meta: { title: "m" },
      tags: [{ title: "a" }, { title: "b" }],
      ids: [1, 2],
      file: new File(["x"], "dir/ü.txt", { type: "text/plain" }),
    }),
    type: MULTIPART,
    parts: [
      ["meta", '{"title":"m"}', json],
      ["tags", '{"title":"a"}', json],
      ["tags", '{"title":"b"}', json],
      ["ids", "1"],
      ["ids", "2"],
      ["file", "x", { type: "text/plain", file: "ü.txt" }],
    ],
  },
  {
    what: "parts whose type is declared",
    content: {
      [MULTIPART]: {
        schema: object({ meta, note: string, raw: string, image: file, several: file, any: file, tags: list(meta) }),
        encoding: {
          meta: { contentType: "application/vnd.meta+json" },
          note: { contentType: "text/markdown" },
          raw: { contentType: "application/json" },
          image: { contentType: "image/png" },
          several: { contentType: "image/png, image/jpeg" },
          any: { contentType: "*/*" },
          tags: { contentType: "application/json" },
        },
      },
    },
    params: () => ({
      meta: { title: "m" },
      note: "# n",
      raw: '{"given":"as text"}',
      image: new Uint8Array([65]),
      several: new File(["j"], "j.jpg", { type: "image/jpeg" }),
      any: new Blob(["b"]),
      tags: [{ title: "t" }],
    }),
    type: MULTIPART,
    parts: [
      ["meta", '{"title":"m"}', { type: "application/vnd.meta+json" }],
      ["note", "# n", { type: "text/markdown" }],
      ["raw", '{"given":"as text"}', json],
      ["image", "A", { type: "image/png", file: "image" }],
      ["several", "j", { type: "image/jpeg", file: "j.jpg" }],
      ["any", "b", { type: "application/octet-stream", file: "any" }],
      ["tags", '{"title":"t"}', json],
    ],
  },
  {
    what: "files of every kind, and lists of them",
    content: { [MULTIPART]: { schema: object({ files: list(file) }, { required: ["files"] }) } },
    params: () => ({
      files: [
        new File(["1"], 'a"b.txt', { type: "text/plain" }),
        new Blob(["2"], { type: "x/y" }),
        new TextEncoder().encode("3"),
        new Blob(["4"]).stream(),
        new Response("5", { headers: { "content-type": "image/png" } }),
      ],
    }),
    type: MULTIPART,
    parts: [
      ["files", "1", { type: "text/plain", file: "a%22b.txt" }],
      ["files", "2", { type: "x/y", file: "files" }],
      ["files", "3", { type: "application/octet-stream", file: "files" }],
      ["files", "4", { type: "application/octet-stream", file: "files" }],
      ["files", "5", { type: "image/png", file: "files" }],
    ],
  },
  {
    what: "files inside objects",
    content: {
      [MULTIPART]: { schema: object({ items: list(object({ file, caption: string })), one: object({ file }) }) },
    },
    params: () => ({ items: [{ file: new File(["x"], "x"), caption: "c" }], one: { file: new File(["y"], "y") } }),
    type: MULTIPART,
    parts: [
      ["items[0][file]", "x", { type: "application/octet-stream", file: "x" }],
      ["items[0][caption]", "c"],
      ["one[file]", "y", { type: "application/octet-stream", file: "y" }],
    ],
  },
  {
    what: "styles of parts, which 3.1 knows",
    version: "3.1.0",
    content: {
      [MULTIPART]: {
        schema: object({
          settings: object({}, { additionalProperties: string }),
          ids: list({ type: "integer" }),
          spread: meta,
        }),
        encoding: {
          settings: { style: "deepObject", explode: true, contentType: "text/plain" },
          ids: { explode: false },
          spread: { style: "form" },
        },
      },
    },
    params: () => ({ settings: { theme: "dark & light" }, ids: [1, 2], spread: { title: "a=b" } }),
    type: MULTIPART,
    parts: [
      ["settings[theme]", "dark & light"],
      ["ids", "1,2"],
      ["title", "a=b"],
    ],
  },
  {
    what: "styles of parts, which 3.0 does not know",
    version: "3.0.3",
    content: {
      [MULTIPART]: {
        schema: object({ settings: meta }),
        encoding: { settings: { style: "deepObject", explode: true } },
      },
    },
    params: () => ({ settings: { title: "t" } }),
    type: MULTIPART,
    parts: [["settings", '{"title":"t"}', json]],
  },
  {
    what: "media types of texts and files in the schema",
    version: "3.1.0",
    content: {
      [MULTIPART]: {
        schema: object({
          file: { type: "string", contentMediaType: "application/octet-stream" },
          picture: { anyOf: [{ type: "string", contentMediaType: "image/png" }, { type: "null" }] },
          photo: { type: "string", contentMediaType: "image/png" },
          text: { type: ["string", "null"], contentMediaType: "text/html" },
        }),
      },
    },
    params: () => ({ file: new Blob(["f"]), picture: null, photo: new Blob(["p"]), text: "<p>" }),
    type: MULTIPART,
    parts: [
      ["file", "f", { type: "application/octet-stream", file: "file" }],
      ["photo", "p", { type: "image/png", file: "photo" }],
      ["text", "<p>", { type: "text/html" }],
    ],
  },
  {
    what: "parts with headers of their own",
    content: {
      [MULTIPART]: {
        schema: object({ meta }),
        encoding: {
          meta: {
            headers: {
              "X-Kind": { schema: { type: "string", enum: ["meta"] } },
              "X-Turn": { schema: { type: "integer", default: 3 } },
              "X-Unknown": { schema: string },
              "Content-Type": { schema: { type: "string", enum: ["a/b"] } },
            },
          },
        },
      },
    },
    params: () => ({ meta: { title: "m" } }),
    type: MULTIPART,
    text: 'name="meta"\r\nContent-Type: application/json\r\nX-Kind: meta\r\nX-Turn: 3\r\n\r\n{"title":"m"}\r\n',
  },
  {
    what: "parts of any name",
    content: { [MULTIPART]: { schema: object({}, { additionalProperties: file }) } },
    params: () => ({ body: { one: new File(["1"], "1.txt") } }),
    type: MULTIPART,
    parts: [["one", "1", { type: "application/octet-stream", file: "1.txt" }]],
  },
  {
    what: "parts by a reference and allOf",
    content: {
      [MULTIPART]: {
        schema: { allOf: [{ $ref: "#/components/schemas/Upload" }, object({ note: string })] },
        encoding: { note: { contentType: "text/x-note" } },
      },
    },
    params: () => ({ file: new Blob(["f"]), meta: { title: "m" }, note: "n" }),
    type: MULTIPART,
    parts: [
      ["file", "f", { type: "application/octet-stream", file: "file" }],
      ["meta", '{"title":"m"}', json],
      ["note", "n", { type: "text/x-note" }],
    ],
  },
  {
    what: "an object where a part is declared as XML",
    content: { [MULTIPART]: { schema: object({ meta }), encoding: { meta: { contentType: "application/xml" } } } },
    params: () => ({ meta: { title: "m" } }),
    refused: 'Argument "meta" of CALL: application/xml is sent, not an object; give it as text or bytes',
  },
  {
    what: "parts that may be left out, and are",
    required: false,
    content: { [MULTIPART]: { schema: object({ a: string }) } },
    params: () => ({}),
    type: null,
    text: "",
  },
];

/** Values that are one value in a form, however they look: what types do not say, callers give anyway. */
const values: readonly BodyRow[] = [MULTIPART, FORM].flatMap((type): BodyRow[] => [
  {
    what: `dates, big integers, addresses and null in ${type}`,
    content: { [type]: { schema: object({ a: {}, b: {}, c: {}, d: {}, e: {} }) } },
    params: () => ({
      a: new Date(0),
      b: 9007199254740993n,
      c: new URL("https://x.example/?q"),
      d: null,
      e: [null, "e"],
    }),
    type,
    ...(type === FORM
      ? { fields: { a: "1970-01-01T00:00:00.000Z", b: "9007199254740993", c: "https://x.example/?q", e: "e" } }
      : {
          parts: [
            ["a", "1970-01-01T00:00:00.000Z"],
            ["b", "9007199254740993"],
            ["c", "https://x.example/?q"],
            ["e", "e"],
          ],
        }),
  },
  {
    what: `an invalid date in ${type}`,
    content: { [type]: { schema: object({ n: {} }) } },
    params: () => ({ n: new Date(NaN) }),
    refused: 'Argument "n" of CALL: Invalid Date cannot be sent',
  },
  {
    what: `no number in ${type}`,
    content: { [type]: { schema: object({ n: { type: "number" } }) } },
    params: () => ({ n: NaN }),
    refused: 'Argument "n" of CALL: NaN cannot be sent',
  },
]);

const forms: readonly BodyRow[] = [
  {
    what: "a form of texts, lists and objects",
    content: {
      [FORM]: {
        schema: object({
          a: string,
          list: list(string),
          address: object({ city: string }),
        }),
      },
    },
    params: () => ({ a: "b c+d&ü", list: ["x", "y,z"], address: { city: "Ulm" } }),
    type: FORM,
    fields: { a: "b c+d&ü", list: ["x", "y,z"], address: '{"city":"Ulm"}' },
  },
  {
    what: "a form with names of where values stand",
    content: {
      [FORM]: {
        schema: object({
          metadata: object({}, { additionalProperties: string }),
          items: list(
            object({
              price: string,
              tax: object({ rate: { type: "integer" } }),
              tiers: list(object({ n: { type: "integer" } })),
            }),
          ),
          expand: list(string),
          flag: { type: "boolean" },
        }),
        encoding: Object.fromEntries(
          ["metadata", "items", "expand", "flag"].map((name) => [name, { style: "deepObject", explode: true }]),
        ),
      },
    },
    params: () => ({
      metadata: { k: "v", "a b": "c" },
      items: [{ price: "p1", tax: { rate: 7 }, tiers: [{ n: 1 }, { n: 2 }] }, { price: "p2" }],
      expand: ["a", "b"],
      flag: true,
    }),
    type: FORM,
    fields: {
      metadata: { k: "v", "a b": "c" },
      items: [{ price: "p1", tax: { rate: "7" }, tiers: [{ n: "1" }, { n: "2" }] }, { price: "p2" }],
      expand: ["a", "b"],
      flag: "true",
    },
  },
  {
    what: "a form in the other styles",
    content: {
      [FORM]: {
        schema: object({
          joined: list(string),
          spaced: list(string),
          piped: list(string),
          spread: object({ a: string, b: { type: "integer" } }),
          q: string,
          whole: meta,
        }),
        encoding: {
          joined: { style: "form", explode: false },
          spaced: { style: "spaceDelimited", explode: false },
          piped: { style: "pipeDelimited", explode: false },
          spread: { style: "form", explode: true },
          q: { allowReserved: true },
          whole: { style: "form", explode: false },
        },
      },
    },
    params: () => ({
      joined: ["x", "y,z"],
      spaced: ["a", "b"],
      piped: ["a", "b"],
      spread: { a: "1", b: 2 },
      q: "a:b/c&d",
      whole: { title: "t" },
    }),
    type: FORM,
    text: "joined=x,y%2Cz&spaced=a%20b&piped=a%7Cb&a=1&b=2&q=a:b/c%26d&whole=title,t",
  },
  {
    what: "a form with JSON in it",
    content: {
      [FORM]: {
        schema: object({ filter: object({ a: string }), many: list(meta) }),
        encoding: { filter: { contentType: "application/json" }, many: { contentType: "application/json" } },
      },
    },
    params: () => ({ filter: { a: "x" }, many: [{ title: "1" }, { title: "2" }] }),
    type: FORM,
    fields: { filter: '{"a":"x"}', many: ['{"title":"1"}', '{"title":"2"}'] },
  },
  {
    what: "a form of any names",
    content: { [FORM]: { schema: object({}, { additionalProperties: string }) } },
    params: () => ({ body: { a: "1", "b c": "2" } }),
    type: FORM,
    fields: { a: "1", "b c": "2" },
  },
  {
    what: "a form without parts that is given a file",
    content: { [FORM]: { schema: object({ file }) } },
    params: () => ({ file: new Blob(["x"]) }),
    refused: 'Argument "file" of CALL: a form without parts cannot hold a file or bytes; give text',
  },
  {
    what: "a form of a list",
    content: { [FORM]: { schema: list(string) } },
    params: () => ({ body: ["a"] }),
    isUntyped: true,
    refused: "A form is made of an object; give one as the body",
    finding: "naming/unwritable-body",
  },
  {
    what: "a form of a text that is given as one",
    content: { [FORM]: { schema: string } },
    params: () => ({ body: new URLSearchParams({ a: "b c" }) }),
    type: FORM,
    fields: { a: "b c" },
    finding: "naming/unwritable-body",
  },
  ...[file, list(file), { type: "integer" }].map((schema): BodyRow => ({
    what: `parts of ${JSON.stringify(schema)} that are given as a form`,
    content: { [MULTIPART]: { schema } },
    params: () =>
      ((given) => {
        given.append("any", new File(["x"], "x.txt", { type: "text/plain" }));
        return { body: given };
      })(new FormData()),
    type: MULTIPART,
    parts: [["any", "x", { type: "text/plain", file: "x.txt" }]],
    finding: "naming/unwritable-body",
  })),
  {
    what: "parts of bytes that are given alone",
    content: { [MULTIPART]: { schema: file } },
    params: () => ({ body: new Blob(["x"]) }),
    isUntyped: true,
    refused: "A form is made of an object; give one as the body",
    finding: "naming/unwritable-body",
  },
  {
    what: "parts of which nothing is said, given as a form",
    content: { [MULTIPART]: {} },
    params: () =>
      ((given) => {
        given.append("a", "b");
        return { body: given };
      })(new FormData()),
    type: MULTIPART,
    parts: [["a", "b"]],
  },
];

export const formRows: readonly BodyRow[] = [...multipart, ...values, ...forms];
