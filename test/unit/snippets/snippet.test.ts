import { describe, expect, it } from "@jest/globals";
import { readSnippet } from "../../../src/snippets/read.js";
import { methodCallOf } from "../../../src/snippets/snippet.js";

describe("the method that a call names", () => {
  const named = (path: string) => methodCallOf({ path: path.split("."), arguments: [] });

  it("is none for a raw request", () => {
    expect(named("post")).toBeUndefined();
    expect(named("a.post")?.segments).toEqual(["a", "post"]);
  });

  it("stands behind helpers", () => {
    expect(named("audio.speech.with_streaming_response.create")?.segments).toEqual(["audio", "speech", "create"]);
    expect(named("threads.runs.createAndPoll")?.segments).toEqual(["threads", "runs", "create"]);
    expect(named("chat.completions.stream")).toMatchObject({ isStreamHelper: true });
  });
});

describe("a snippet", () => {
  it("is read alike in every language", () => {
    const client = { className: "Acme", variable: "client", options: [], package: "acme" };
    expect(
      readSnippet('import Acme from "acme";\nconst client = new Acme({});\nclient.a.list({});', "javascript"),
    ).toEqual({
      calls: [{ path: ["a", "list"], arguments: ["object"] }],
      clients: [client],
      requests: [],
    });
    expect(readSnippet("from acme import Acme\nclient = Acme()\nclient.a.list({})", "python")).toEqual({
      calls: [{ path: ["a", "list"], arguments: ["object"] }],
      clients: [client],
      requests: [],
    });
    expect(readSnippet("curl -X POST https://acme.test/a", "curl")).toEqual({
      calls: [],
      clients: [],
      requests: [
        { method: "POST", isMethodWritten: true, url: { text: "https://acme.test/a", offset: 13 }, methodOffset: 8 },
      ],
    });
  });
});
