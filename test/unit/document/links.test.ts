/** Relative links in descriptions become links to the site that documents the API. */
import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../../src/document/document.js";
import { resolveLinks } from "../../../src/document/links.js";

function resolved(description: string, url: Json = "https://acme.example/docs/api"): Json | undefined {
  const operation: JsonObject = { description };
  resolveLinks({ externalDocs: { url }, paths: { "/a": { get: operation } } });
  return operation["description"];
}

describe("a link", () => {
  it.each([
    ["See [a](/guides/a).", "See [a](https://acme.example/guides/a)."],
    ["See [a](./a) and [b](../b#c).", "See [a](https://acme.example/docs/a) and [b](https://acme.example/b#c)."],
    ["[a]: /guides/a", "[a]: https://acme.example/guides/a"],
    ["![picture](/a.png 'A')", "![picture](https://acme.example/a.png 'A')"],
  ])("that is relative becomes absolute: %s", (before, after) => {
    expect(resolved(before)).toBe(after);
  });

  it.each(["[a](https://other.example/a)", "[a](//other.example/a)", "[a](#here)", "a/b (/c)", "`/a/{id}`"])(
    "that leads elsewhere, or is none, stays: %s",
    (text) => {
      expect(resolved(text)).toBe(text);
    },
  );

  it.each([["not an address"], ["ftp://acme.example"], [7], [null]])(
    "stays where the document names no site: %p",
    (url) => {
      expect(resolved("[a](/b)", url)).toBe("[a](/b)");
    },
  );
});

it("looks at descriptions alone: not at data, nor at a property of that name", () => {
  const text = "[a](/b)";
  const schema: JsonObject = {
    properties: { description: { type: "string", description: text } },
    example: { description: text },
    "x-note": { description: text },
    default: text,
  };
  const root: JsonObject = { externalDocs: { url: "https://acme.example" }, components: { schemas: { A: schema } } };
  const again = schema["properties"];
  resolveLinks(root);
  expect(schema).toEqual({
    properties: { description: { type: "string", description: "[a](https://acme.example/b)" } },
    example: { description: text },
    "x-note": { description: text },
    default: text,
  });
  expect(schema["properties"]).toBe(again);
});
