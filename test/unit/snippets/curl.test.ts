import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readCurl } from "../../../src/snippets/curl.js";
import { readScript } from "../../../src/snippets/shell.js";
import { findingsOf, useFolder } from "../samples/support.js";

useFolder();

const words = (source: string): readonly (readonly string[])[] =>
  readScript(source).commands.map((command) => command.map(({ text }) => text));

describe("shell scripts", () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ["words", "curl  -X\tPOST url", [["curl", "-X", "POST", "url"]]],
    ["continuations", "curl \\\n  url \\\r\n  -G", [["curl", "url", "-G"]]],
    ["continuations of Windows", "curl ^\n url", [["curl", "url"]]],
    ["a continuation at the very end", "curl url \\", [["curl", "url"]]],
    ["single quotes", `curl 'a "b" $c \\'`, [["curl", `a "b" $c \\`]]],
    ["double quotes", `curl "a 'b' \\"c\\" $d \\n"`, [["curl", `a 'b' "c" $d \\n`]]],
    ["quotes within words", `curl a'b'"c"d`, [["curl", "abcd"]]],
    ["an escaped quote between quotes", `curl 'it'\\''s'`, [["curl", "it's"]]],
    ["ANSI quotes", `curl $'a\\'b'`, [["curl", "a\\'b"]]],
    ["several lines in quotes", `curl -d '{\n  "a": 1\n}'`, [["curl", "-d", `{\n  "a": 1\n}`]]],
    ["comments", "# first\ncurl url # then", [["curl", "url"]]],
    ["a fragment, which is no comment", "curl url#top", [["curl", "url#top"]]],
    ["commands", "a; b && c || d | e & f\ng", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]],
    ["substitution", `curl "$(cat "x y")" $(id) \`id\` \${A}`, [["curl", `$(cat "x y")`, "$(id)", "`id`", "${A}"]]],
    ["redirections", "curl url > out.json 2>/dev/null", [["curl", "url"]]],
    ["here-documents", "curl -d @- url <<EOF\n{ curl -X }\nEOF\nnext", [["curl", "-d", "@-", "url"], ["next"]]],
    ["nothing", " \n # only this", []],
  ])("have %s", (_, source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  it("may have a quote that is never closed", () => {
    expect(readScript(`curl 'a`).unclosed).toEqual({ quote: "'", offset: 5 });
    expect(readScript(`curl -H "a" -H "b`).unclosed).toEqual({ quote: '"', offset: 15 });
  });

  it("end, whatever they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("a '\"\\$`()<>&|;#^\n\r{}-")) }), (source) => {
        for (const command of readScript(source).commands) {
          for (const { offset } of command) expect(offset).toBeLessThan(source.length);
        }
      }),
    );
  });
});

describe("curl commands", () => {
  const request = (source: string): string =>
    readCurl(source)
      .requests.map(({ method, url }) => `${method ?? "?"} ${url.text}`)
      .join(", ");

  it.each<[string, string]>([
    ["curl url", "GET url"],
    ["curl -X DELETE url", "DELETE url"],
    ["curl url -XPUT", "PUT url"],
    ["curl --request patch url", "PATCH url"],
    ["curl -sSLX POST url", "POST url"],
    ["curl --location --request POST 'url' --header 'a: b'", "POST url"],
    ["curl url -d a=b", "POST url"],
    ["curl url --data-raw '{}'", "POST url"],
    ["curl url --json '{}'", "POST url"],
    ["curl -F file=@x url", "POST url"],
    ["curl -G -d a=b url", "GET url"],
    ["curl --get url --data-urlencode a=b", "GET url"],
    ["curl -I url", "HEAD url"],
    ["curl -T file url", "PUT url"],
    ["curl -d a=b -X PUT url", "PUT url"],
    ["curl -H 'a: b' -u x:y -o out --max-time 5 url", "GET url"],
    ["curl --url url", "GET url"],
    ["curl --compressed url", "GET url"],
    ["curl -X $METHOD url", "? url"],
    ["$ curl url", "GET url"],
    ["KEY=x curl url | jq .", "GET url"],
    ["export KEY=x\ncurl url", "GET url"],
    ["/usr/bin/curl url", "GET url"],
    ["curl one two", "GET one, GET two"],
    ["curl -X POST one\ncurl two", "POST one, GET two"],
    ["wget url", ""],
  ])("%s", (source, expected) => {
    expect(request(source)).toBe(expected);
  });
});

describe("curl samples", () => {
  it.each<[string, string]>([
    ["a server of the document", "curl https://api.acme.test/v1/keys/k1"],
    ["a server with variables", "curl https://us.acme.test/v1/keys/k1"],
    ["a query and a fragment", "curl 'https://api.acme.test/v1/keys/k1?a=b#c'"],
    ["a slash at the end", "curl https://api.acme.test/v1/keys/k1/"],
    ["a placeholder {id}", "curl https://api.acme.test/v1/keys/{id}"],
    ["a placeholder :id", "curl https://api.acme.test/v1/keys/:id"],
    ["a placeholder $ID", 'curl "https://api.acme.test/v1/keys/$ID"'],
    ["a placeholder ${ID}", 'curl "https://api.acme.test/v1/keys/${ID}"'],
    ["a placeholder <id>", "curl 'https://api.acme.test/v1/keys/<id>'"],
    ["a placeholder KEY_ID", "curl https://api.acme.test/v1/keys/KEY_ID"],
    ["a host of one's own", "curl http://localhost:8080/keys/k1"],
    ["a host of one's own, with a prefix", "curl https://gateway.example/api/v2/keys/k1"],
    ["a host in a placeholder", "curl SELF_HOSTED_URL/keys/k1"],
    ["a host in a variable", 'curl "$BASE_URL/keys/k1"'],
    ["an address in a variable", 'curl "$URL"'],
    [
      "another request before it",
      "curl -X POST https://api.acme.test/v1/keys -d '{}'\ncurl https://api.acme.test/v1/keys/k1",
    ],
  ])("pass with %s", async (_, source) => {
    expect(await findingsOf(source, "curl")).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    [
      "wrong-path",
      "curl https://api.acme.test/v1/key/k1",
      "1:6",
      "write `/keys/{id}` behind `https://api.acme.test/v1`",
    ],
    ["wrong-path", "curl https://api.acme.test/keys/k1", "1:6", "`/keys/k1`"],
    ["wrong-path", "curl \\\n  $BASE/keys/k1/more", "2:3", "GET /keys/{id}"],
    ["wrong-path", "curl https://api.acme.test/v1/keys/k1/more", "1:6", "GET /keys/{id}"],
    ["wrong-method", "curl -X POST https://api.acme.test/v1/keys/k1", "1:9", "write `-X GET`"],
    ["wrong-method", "curl https://api.acme.test/v1/keys/k1 -d '{}'", "1:6", "which is what curl does by itself"],
    ["other-operation", "curl -X POST https://api.acme.test/v1/keys", "1:14", "it belongs to `keys.create`"],
    [
      "unreadable-curl",
      "curl -X GET https://api.acme.test/v1/keys/k1\n  -H 'a: b'",
      "2:3",
      "end the line above with a backslash",
    ],
    ["unreadable-curl", "curl -X GET https://api.acme.test/v1/keys/k1 \\ \n  -H 'a: b'", "2:3", "end the line above"],
    ["unreadable-curl", "curl https://api.acme.test/v1/keys/k1 -H 'a", "1:42", "close the quote"],
    ["unreadable-curl", "curl -X GET", "1:1", "add the URL"],
  ])("%s: %s", async (kind, source, place, text) => {
    const [first = "", ...others] = await findingsOf(source, "curl");
    expect(first.startsWith(`${kind} ${place} `) ? "" : first).toBe("");
    expect(first).toContain(text);
    expect(first).toContain("At fault is the sample");
    expect(others).toEqual([]);
  });

  it("are not blamed for a method that stands behind the break", async () => {
    const found = await findingsOf("curl https://api.acme.test/v1/keys\n  -X POST", "shell", "create");
    expect(found).toEqual([expect.stringMatching(/^unreadable-curl 2:3 /)]);
  });
});
