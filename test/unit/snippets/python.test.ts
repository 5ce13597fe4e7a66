import { describe, expect, it } from "@jest/globals";
import { readPython } from "../../../src/snippets/python.js";

describe("reading Python", () => {
  const pythonCalls = (source: string) => readPython(source).calls.map(({ path }) => path.join("."));

  it("finds calls on the client, past strings and comments", () => {
    const source = [
      "from acme import Acme  # client.wrong.one()",
      "client = Acme(",
      '    api_key="client.wrong.two()",',
      ")",
      '"""',
      "client.wrong.three()",
      '"""',
      "keys = client.api_keys.retrieve(",
      '  id="x",',
      "  labels={'a': [1, 2]},",
      ")",
      "print(keys.data.first())",
    ].join("\n");
    expect(pythonCalls(source)).toEqual(["api_keys.retrieve"]);
    expect(readPython(source).clients).toEqual([
      { className: "Acme", variable: "client", options: ["api_key"], package: "acme" },
    ]);
  });

  it("sees through await, with and modules", () => {
    expect(pythonCalls("from acme import AsyncAcme\nc = AsyncAcme()\nx = await c.a.list()")).toEqual(["a.list"]);
    expect(pythonCalls("from acme import Acme\nwith Acme() as c:\n    c.a.list()")).toEqual(["a.list"]);
    expect(pythonCalls("import acme\nc = acme.Acme()\nc.a.list()")).toEqual(["a.list"]);
  });

  it("makes nothing of requests, results and the standard library", () => {
    expect(pythonCalls("import requests, os\nr = requests.post('x')\nr.json()\nos.path.join('a')")).toEqual([]);
    expect(pythonCalls("u = urlparse('x')\nprint(u.path.rstrip('/'))")).toEqual([]);
  });
});
