import { describe, expect, it } from "@jest/globals";
import { readCurl } from "../../../src/snippets/curl.js";

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
