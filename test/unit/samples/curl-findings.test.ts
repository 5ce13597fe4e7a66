import { describe, expect, it } from "@jest/globals";
import { findingsOf, useFolder } from "./support.js";

useFolder();

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
    ["wrong-method", "curl https://api.acme.test/v1/keys/k1 -d '{}'", "1:6", "curl's default here"],
    ["other-operation", "curl -X POST https://api.acme.test/v1/keys", "1:14", "that request is `keys.create`"],
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
    expect(first).toContain("The sample is at fault");
    expect(others).toEqual([]);
  });

  it("are not blamed for a method that stands behind the break", async () => {
    const found = await findingsOf("curl https://api.acme.test/v1/keys\n  -X POST", "shell", "create");
    expect(found).toEqual([expect.stringMatching(/^unreadable-curl 2:3 /)]);
  });
});
