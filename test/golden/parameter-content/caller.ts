import type { Search } from "./src/index.js";

declare const search: Search;

export async function find(): Promise<void> {
  await search.search.retrieve({ filter: { text: "boats" }, "X-Scope": ["a"], session: "s" });
  await search.search.retrieve({ filter: { text: "" }, "X-Scope": [], session: "s", raw: "r", "X-Request-Source": "web", page: 1, Page: 2 });
  // A parameter whose content is JSON has the type of that, in a header too.
  // @ts-expect-error
  await search.search.retrieve({ filter: '{"text":"boats"}', "X-Scope": ["a"], session: "s" });
  // @ts-expect-error
  await search.search.retrieve({ filter: {}, "X-Scope": ["a"], session: "s" });
  // @ts-expect-error
  await search.search.retrieve({ filter: { text: "" }, "X-Scope": '["a"]', session: "s" });
  // @ts-expect-error
  await search.search.retrieve({ filter: { text: "" }, "X-Scope": [], "X-Request-Source": "ftp", session: "s" });
  // @ts-expect-error
  await search.search.retrieve({ filter: { text: "" }, "X-Scope": [] });
  // @ts-expect-error
  await search.search.retrieve({ filter: { text: "" }, "X-Scope": [], session: "s", "Content-Type": "text/plain" });
}
