/** Changes of what carries a call: arguments, pages, credentials, servers. */
import { describe } from "@jest/globals";
import { answer, ref, text } from "./edits.js";
import { animals, judgesRows, list, number, oauth, parameter, query, schemas, type Row } from "./zoo.js";

const rows: readonly Row[] = [
  ["a header that must be given", { [`${query}.2.required`]: true }, "breaks", "breaks", "animals.list"],
  ["a header gone", { [query]: undefined }, "risk", "breaks", "animals.list"],
  ["a value of the query gone", { [`${query}.0.schema.enum`]: ["cat"] }, "breaks", "breaks", "animals.list"],
  ["a value of the query new", { [`${query}.0.schema.enum`]: ["cat", "dog", "cow"] }, "safe", "safe"],
  ["items of the query of another type", { [`${query}.1.schema.items`]: text }, "breaks", "breaks"],
  [
    "items of the query with fewer values",
    { [`${query}.1.schema.items`]: { type: "integer", enum: [1] } },
    "breaks",
    "breaks",
  ],
  [
    "a list with bars between",
    { [`${query}.1.style`]: "pipeDelimited", [`${query}.1.explode`]: false },
    "breaks",
    "safe",
  ],
  ["a list that repeats no more", { [`${query}.1.schema.uniqueItems`]: true }, "breaks", "safe"],
  ["a key of an object in the query gone", { [`${query}.3.schema.properties`]: { old: number } }, "risk", "breaks"],
  ["an object of the query written otherwise", { [`${query}.3.style`]: "form" }, "breaks", "safe"],
  ["a lower limit of pages", { [`${query}.4.schema.maximum`]: 50 }, "breaks", "safe", "animals.list"],
  ["reserved characters as they are", { [`${query}.5.allowReserved`]: true }, "risk", "safe", "animals.list"],
  [
    "the cursor of pages gone",
    { [`${query}.5`]: parameter("page", "query", number) },
    "risk",
    "breaks",
    "animals.list",
  ],
  [
    "the items of pages under another key",
    {
      [`${schemas}.AnimalPage`]: {
        type: "object",
        required: ["items"],
        properties: { items: list(ref("Animal")), next_cursor: text },
      },
    },
    "breaks",
    "breaks",
    "animals.list",
  ],
  [
    "the items of pages null",
    { [`${schemas}.AnimalPage.properties.data.nullable`]: true },
    "breaks",
    "breaks",
    "animals.list",
  ],
  ["an answer's header gone", { [`${animals}.responses.200.headers`]: {} }, "risk", "safe", "animals.list"],
  [
    "a failure with another content",
    { [`${animals}.responses.404`]: answer(list(text)) },
    "risk",
    "risk",
    "animals.list",
  ],
  ["a failure's key gone", { [`${schemas}.Problem.properties`]: { message: text } }, "risk", "risk", "animals.list"],
  ["a scope more", { security: oauth(["read", "write"]) }, "breaks", "safe", "feed.retrieve"],
  ["a scope less", { security: oauth([]) }, "safe", "safe"],
  ["an alternative with another scope", { security: [{ oauth: ["read"] }, { oauth: ["all"] }] }, "safe", "safe"],
  ["another credential beside", { security: [{ oauth: ["read"], key: [] }] }, "breaks", "safe", "feed.retrieve"],
  ["another credential will do", { security: [{ oauth: ["read"] }, { key: [] }] }, "safe", "safe"],
  ["nobody asks for credentials", { security: [] }, "safe", "safe"],
  ["a server new", { "servers.2": { url: "https://b.zoo.dev", description: "beta" } }, "safe", "safe"],
  ["a server gone", { servers: [{ url: "https://zoo.dev", description: "live" }] }, "risk", "breaks"],
  ["a server's name", { "servers.1.description": "sandbox" }, "safe", "breaks"],
  ["the default server's name", { "servers.0.description": "production" }, "safe", "breaks"],
  ["a server elsewhere", { "servers.1.url": "https://test2.zoo.dev" }, "risk", "safe"],
  [
    "servers the other way round",
    {
      servers: [
        { url: "https://test.zoo.dev", description: "test" },
        { url: "https://zoo.dev", description: "live" },
      ],
    },
    "risk",
    "safe",
  ],
];

describe("changes of calls", () => {
  judgesRows(rows);
});
