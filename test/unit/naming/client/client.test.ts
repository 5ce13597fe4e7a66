import { describe, expect, it } from "@jest/globals";
import type { Api } from "../../../../src/api/api.js";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, pythonSample, resourcesOf, sample, schemeOf, type Sketches } from "../apis.js";

function clientOf(sketches: Sketches, rest: Partial<Api> = {}, config: Decisions = {}) {
  return name(apiOf(sketches, rest), config).surface.client;
}

describe("the client", () => {
  it.each([
    ["Acme API", "Acme", "acme", "ACME"],
    ["GitHub v3 REST API", "GitHub", "github", "SDK_GITHUB"],
    ["GitHub's official OpenAPI spec + Octokit extension", "GitHub", "github", "SDK_GITHUB"],
    ["Swagger Petstore - OpenAPI 3.0", "Petstore", "petstore", "PETSTORE"],
    ["The Blue Sky API Reference", "BlueSky", "blueSky", "BLUE_SKY"],
    ["acme: internal API", "Acme", "acme", "ACME"],
    ["ACME", "ACME", "acme", "ACME"],
    ["API", "Api", "api", "API"],
    ["", "Api", "api", "API"],
    ["Map API", "MapClient", "mapClient", "MAP_CLIENT"],
    ["3scale API", "N3scale", "n3scale", "N3SCALE"],
    ["OData Service for namespace acme.orders", "AcmeOrders", "acmeOrders", "ACME_ORDERS"],
    ["Contoso.Orders.Api, Version=1.0.0.0", "ContosoOrders", "contosoOrders", "CONTOSO_ORDERS"],
    ["Cal.com API v2", "Calcom", "calcom", "CALCOM"],
    ["https://api.acme.com", "Acme", "acme", "ACME"],
    ["Welcome to the Acme API", "Acme", "acme", "ACME"],
    ["Acme, Inc. API", "Acme", "acme", "ACME"],
    ["New Relic API", "NewRelic", "newRelic", "NEW_RELIC"],
    ["My Awesome API", "Api", "api", "API"],
    ["Untitled", "Api", "api", "API"],
  ])("of “%s”", (title, className, variable, envPrefix) => {
    expect(clientOf({}, { title })).toMatchObject({ className, variable, envPrefix });
  });

  it.each([
    ["API", "https://api.acme-corp.com/v1", "AcmeCorp"],
    ["", "https://sky.io", "Sky"],
    ["My API", "http://localhost:3000", "Api"],
    ["My API", "https://api.example.com", "Api"],
    ["FastAPI", "https://10.0.0.1:80", "Api"],
    ["Test API", "{scheme}://{host}", "Api"],
    ["Acme API", "https://api.other.com", "Acme"],
  ])("of “%s” at %s is %s", (title, url, className) => {
    expect(clientOf({}, { title, servers: [{ url, variables: [] }] }).className).toBe(className);
  });

  it.each([
    ["Anthropic", "{ apiKey }", "https://api.acme.com", "Acme"],
    ["AsyncOpenAI", "{ apiKey }", "https://api.acme.com", "Acme"],
    ["Borrowed", '{ baseURL: "https://api.acme.com" }', "https://api.acme.com", "Acme"],
    ["Gradient", "{ apiKey }", "https://api.acme.com", "Gradient"],
    ["Anthropic", "{ apiKey }", "https://api.anthropic.com", "Anthropic"],
  ])("of samples with a %s of %s at %s is %s", (other, options, url, className) => {
    const source = `import ${other} from "other";\nconst client = new ${other}(${options});\nclient.messages.list();`;
    expect(clientOf({ "GET /messages": { js: [source] } }, { servers: [{ url, variables: [] }] }).className).toBe(
      className,
    );
  });

  it("is called as samples call it, and remembers what they import", () => {
    const source = 'import OpenAI from "openai";\nconst openai = new OpenAI({ apiKey: "K" });\nopenai.models.list();';
    expect(clientOf({ "GET /models": { js: [source] } }, { title: "Something else" })).toMatchObject({
      className: "OpenAI",
      variable: "openai",
      spoken: "openai",
      envPrefix: "OPENAI",
      samplePackage: "openai",
      reason: { authority: "sample", rejected: [{ call: "SomethingElse", authority: "convention" }] },
    });
  });

  it("takes the class most samples make, and Python's only where there is no other", () => {
    const other = 'import Other from "other";\nconst o = new Other();\no.a.list();';
    expect(
      clientOf({ "GET /a": { js: [other, sample("client.a.list()"), sample("client.a.list()")] } }).className,
    ).toBe("Acme");
    expect(clientOf({ "GET /a": { python: [pythonSample("client.a.list()")] } }, { title: "X" }).className).toBe(
      "Acme",
    );
  });

  it("is what the configuration says", () => {
    expect(clientOf({ "GET /a": { js: [sample("client.a.list()")] } }, {}, { client: "SkyClient" })).toMatchObject({
      className: "SkyClient",
      variable: "skyClient",
      spoken: "skyClient",
      reason: { authority: "override" },
    });
  });

  it("keeps its class name to itself", () => {
    expect(resourcesOf(name(apiOf({ "POST /acme": {} }), {})).map(({ className }) => className)).toEqual([
      "AcmeResource",
    ]);
  });
});

describe("credentials", () => {
  const options = (sketches: Sketches, rest: Partial<Api>, config: Decisions = {}) =>
    clientOf(sketches, rest, config).credentials.map(({ scheme, option, env, passwordOption, passwordEnv }) =>
      [scheme.name, option, env, passwordOption, passwordEnv].filter((text) => text !== undefined),
    );

  it("give the scheme most operations use the plain name, in the order of the document", () => {
    const securitySchemes = [
      schemeOf("Virtual-Key", "headerKey"),
      schemeOf("Portkey-Key", "headerKey"),
      schemeOf("Provider-Auth"),
    ];
    const sketches: Sketches = {
      "GET /a": { security: [["Portkey-Key"]] },
      "GET /b": { security: [["Portkey-Key", "Virtual-Key"], []] },
    };
    expect(options(sketches, { securitySchemes })).toEqual([
      ["Virtual-Key", "virtualKey", "ACME_VIRTUAL_KEY"],
      ["Portkey-Key", "apiKey", "ACME_API_KEY"],
      ["Provider-Auth", "providerAuth", "ACME_PROVIDER_AUTH"],
    ]);
  });

  it("are called as samples call them", () => {
    const source = 'import Acme from "acme";\nconst acme = new Acme({ timeout: 1, accessToken: "T" });\nacme.a.list();';
    expect(options({ "GET /a": { js: [source] } }, { securitySchemes: [schemeOf("bearer")] })).toEqual([
      ["bearer", "accessToken", "ACME_ACCESS_TOKEN"],
    ]);
  });

  it("are two for basic security", () => {
    expect(options({}, { securitySchemes: [schemeOf("login", "basic")] })).toEqual([
      ["login", "username", "ACME_USERNAME", "password", "ACME_PASSWORD"],
    ]);
    const both = [schemeOf("bearerAuth"), schemeOf("login", "basic")];
    expect(options({}, { securitySchemes: both })[1]).toEqual([
      "login",
      "loginUsername",
      "ACME_LOGIN_USERNAME",
      "loginPassword",
      "ACME_LOGIN_PASSWORD",
    ]);
  });

  it("never take the name of an option that every client has", () => {
    const securitySchemes = ["main", "headers", "base_url", "Base-URL", "timeout", "fetch"].map((scheme) =>
      schemeOf(scheme),
    );
    const found = options({ "GET /a": { security: [["main"]] } }, { securitySchemes }).map(([, option]) => option);
    expect(found).toEqual([
      "apiKey",
      "headersCredential",
      "baseUrlCredential",
      "baseUrlCredential2",
      "timeoutCredential",
      "fetchCredential",
    ]);
  });

  it("leave `apiKey` to the scheme of that name", () => {
    const securitySchemes = [schemeOf("bearerAuth"), schemeOf("apiKey", "headerKey")];
    expect(
      options({ "GET /a": { security: [["bearerAuth"]] } }, { securitySchemes }).map(([, option]) => option),
    ).toEqual(["bearerAuth", "apiKey"]);
  });

  it("are what the configuration says, as far as that is legal", () => {
    const securitySchemes = [schemeOf("main"), schemeOf("other")];
    const config = { credentials: { other: { option: "api_key", env: "ACME_KEY" }, main: { env: "not a name" } } };
    expect(options({ "GET /a": { security: [["main"]] } }, { securitySchemes }, config)).toEqual([
      ["main", "apiKey2", "ACME_API_KEY2"],
      ["other", "apiKey", "ACME_KEY"],
    ]);
  });
});
