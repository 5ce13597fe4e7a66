/** Options of one client alone, which go with every request. */
import { afterEach, describe, expect, it } from "@jest/globals";
import { Client, type ClientOptions } from "../../../src/runtime/index.js";
import type { ApiSettings } from "../../../src/runtime/operation.js";
import { callDefaults, completeAll, ownDefaults, ownPlaces, type OwnOption } from "../../../src/runtime/own-options.js";
import { chooseServer } from "../../../src/runtime/servers.js";
import { settings } from "./api.js";

const options: Readonly<Record<string, OwnOption>> = {
  organization: { header: "OpenAI-Organization", env: "ACME_ORG" },
  version: { header: "x-version", default: "2026-01-01" },
  locale: { query: "lang" },
  region: { variable: "region", default: "eu" },
};

const own: ApiSettings = {
  ...settings,
  servers: [{ url: "https://{region}.example", variables: { region: "us" } }],
  chooseServer,
  complete: completeAll(ownDefaults(options), callDefaults({ timeout: 5_000 })),
  place: ownPlaces(options),
  security: {},
};

type Options = ClientOptions & Readonly<Record<string, unknown>>;

class Acme extends Client<Options> {
  readonly sent: string[];
  constructor(given: Options = {}, sent: string[] = []) {
    super(own, {
      fetch: (url, init) => {
        const headers = new Headers(init.headers);
        sent.push([url, headers.get("openai-organization"), headers.get("x-version")].join(" "));
        return Promise.resolve(Response.json({}));
      },
      ...given,
    });
    this.sent = sent;
  }
}

afterEach(() => {
  delete process.env["ACME_ORG"];
});

describe("options of one client alone", () => {
  it("go where the client says, with their defaults", async () => {
    const client = new Acme({ organization: "o1", locale: "de" });
    await client.get("/a");
    process.env["ACME_ORG"] = "o2";
    const other = new Acme({ region: "us" }, client.sent);
    await other.get("/a");
    expect(client.sent).toEqual(["https://eu.example/a?lang=de o1 2026-01-01", "https://us.example/a o2 2026-01-01"]);
  });

  it("may be changed by withOptions and by a call, and taken back with null", async () => {
    const client = new Acme({ organization: "o1" });
    await client.withOptions({ organization: "o2", version: null }).get("/a");
    await client.get("/a", { organization: null } as object);
    process.env["ACME_ORG"] = "o3";
    await new Acme({ organization: null }, client.sent).get("/a");
    expect(client.sent.map((line) => line.replace("https://eu.example/a ", ""))).toEqual([
      "o2 ",
      " 2026-01-01",
      " 2026-01-01",
    ]);
  });

  it("yield to headers, parameters and variables of the caller's", async () => {
    const client = new Acme({
      organization: "o1",
      locale: "de",
      headers: { "openai-organization": "o9" },
      query: { lang: "fr" },
      serverVariables: { region: "ap" },
    });
    await client.get("/a");
    expect(client.sent).toEqual(["https://ap.example/a?lang=fr o9 2026-01-01"]);
  });
});
