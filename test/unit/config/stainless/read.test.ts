import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { callChanges, methodsOf as allMethods } from "../../../../src/naming/changes.js";
import { name } from "../../../../src/naming/name.js";
import { readStainless, type StainlessReading } from "../../../../src/config/stainless/read.js";
import { apiOf, callsOf, methodsOf, operationOf, schemeOf } from "../../naming/apis.js";

const file = `
edition: 2025-10-10
organization:
  name: acme-ai
  docs: https://acme.test
  slogan: better
targets:
  typescript: { package_name: "@acme/sdk", production_repo: acme/sdk }
settings: { license: MIT, unwrap_response_fields: [data] }
openapi: { transforms: [] }
environments:
  production: https://acme.test
  staging: https://staging.acme.test
security: [{ bearerAuth: [] }]
security_schemes: { bearerAuth: { type: http, scheme: bearer } }
client_settings:
  default_retries: { max_retries: 5 }
  default_timeout: PT1M30S
  default_env_prefix: acme
  default_headers: { x-team: search }
  idempotency: { header: Idempotency-Key }
  opts:
    ACME_API_KEY: { type: string, read_env: ACME_KEY, auth: { security_scheme: bearerAuth } }
    project_id: { type: string, nullable: true, read_env: ACME_PROJECT }
    user: { type: string, auth: { security_scheme: login, role: username } }
    secret: { type: string, auth: { security_scheme: login, role: password }, read_env: ACME_SECRET }
custom_casings:
  - mcp: MCP
  - acme_ai: AcmeAI
  - url: { pascal: URL }
  - odd: { camel: oDD }
pagination:
  - name: cursor_page
    type: cursor
    request:
      after: { type: string, x-stainless-pagination-property: { purpose: next_cursor_param } }
    response:
      data: { type: array }
      next: { x-stainless-pagination-property: { purpose: next_cursor_field } }
unspecified_endpoints:
  - get /internal
resources:
  $shared:
    models: { api_problem: Error, other: { openapi_uri: '#/components/schemas/Error' }, go_only: { openapi_uri: X, only: [go] } }
  $client:
    methods:
      get_status: get /status
  vector_stores:
    models: { store: Store }
    methods:
      list: { endpoint: get /vector_stores, paginated: true, streaming: { stream_event_model: vector_stores.store, heartbeat: 3 } }
      delete: { endpoint: 'delete /vector_stores/{id}', body_param_name: Reason, positional_params: [] }
      again: get /vector_stores
      unwrap: { type: webhook_unwrap, discriminator: type }
      unsafe_unwrap: { type: webhook_unwrap }
    subresources:
      file_batches:
        methods:
          list_mcp_files: { type: http, endpoint: "get  /vector_stores/{id}/files" }
          for_python: { endpoint: 'post /vector_stores/{id}/files', only: [python] }
  mcp_servers:
    skip: [node, go]
    methods:
      list: { endpoint: get /mcp_servers, paginated: false }
  url:
    methods:
      get: get /url
      nowhere: { endpoint: post /url, skip: true }
`;

const reading = readStainless(load(file));

/** The keys without effect that are a warning each. */
function warnedOf({ idle }: Pick<StainlessReading, "idle">): readonly string[] {
  return idle.flatMap(({ fate, pattern }) => (fate === "harmless" ? [] : [pattern.join(".")]));
}

describe("a stainless.yml", () => {
  it("gives calls by address", () => {
    expect({ ...reading.decisions.stainless }).toEqual({
      "GET /status": "getStatus",
      "GET /vector_stores": "vectorStores.list",
      "DELETE /vector_stores/{id}": "vectorStores.delete",
      "GET /vector_stores/{id}/files": "vectorStores.fileBatches.listMCPFiles",
      "GET /url": "url.get",
    });
  });

  it.each([
    ["advanceByID", "advanceByID"],
    ["AdvanceByID", "advanceByID"],
    ["advance_byID", "advanceByID"],
    ["advance_by_ID", "advanceByID"],
    ["advance_by_id", "advanceById"],
    ["get_api_key", "getAPIKey"],
    ["getApiKey", "getAPIKey"],
    ["APIKeys", "apiKeys"],
    ["list_mcp_urls2", "listMCPUrls2"],
    ["list_v2beta", "listV2beta"],
    ["LIST_ALL", "listAll"],
    ["__proto__", "proto"],
    ["über_all", "überAll"],
    ["_", "u5f"],
  ])("calls %s `%s`: capitals that its author wrote stay", (name, method) => {
    const { decisions } = readStainless({
      custom_casings: [{ mcp: "MCP" }],
      resources: { $client: { methods: JSON.parse(`{${JSON.stringify(name)}:"get /a"}`) as unknown } },
    });
    expect({ ...decisions.stainless }).toEqual({ "GET /a": method });
  });

  it("leaves out what its TypeScript client left out", () => {
    expect(reading.decisions.skip).toEqual([
      "GET /internal",
      "POST /vector_stores/{id}/files",
      "GET /mcp_servers",
      "POST /url",
    ]);
  });

  it("gives the client, its options and its pagination", () => {
    expect(reading.decisions.client).toBe("AcmeAI");
    expect({ ...reading.decisions.credentials }).toEqual({
      bearerAuth: { option: "acmeAPIKey", env: "ACME_KEY" },
      login: { option: "user", passwordOption: "secret", passwordEnv: "ACME_SECRET" },
    });
    expect(reading.options).toEqual([{ name: "projectID", path: ["client_settings", "opts", "project_id"] }]);
    expect(reading.schemes).toEqual([
      {
        name: "cursor_page",
        path: ["pagination", "0"],
        type: "cursor",
        request: [{ name: "after", path: ["after"], purpose: "next_cursor_param" }],
        response: [
          { name: "data", path: ["data"], isList: true },
          { name: "next", path: ["next"], purpose: "next_cursor_field" },
        ],
      },
    ]);
  });

  it("gives options that go with every request, and those of OAuth and of credentials with a default", () => {
    const { decisions, options, idle } = readStainless({
      client_settings: {
        opts: {
          organization_id: { type: "string", read_env: "ORG", send_in_header: "X-Org", description: "Whose." },
          locale: { send_as_query_param: "lang", default: "en" },
          region: { server_variable: "region" },
          loose: { read_env: "LOOSE", send_as_body_param: "x" },
          client_id: { read_env: "ID", auth: { security_scheme: "oauth", role: "client_id" } },
          client_secret: { auth: { security_scheme: "oauth", role: "client_secret" } },
          ignored: { default: "x", auth: { security_scheme: "login", role: "password" } },
        },
      },
    });
    expect({ ...decisions.options }).toEqual({
      organizationID: { env: "ORG", header: "X-Org", description: "Whose." },
      locale: { query: "lang", default: "en" },
      region: { variable: "region" },
    });
    expect({ ...decisions.credentials }).toEqual({
      oauth: { idOption: "clientID", idEnv: "ID", secretOption: "clientSecret" },
      login: { passwordOption: "ignored", passwordDefault: "x" },
    });
    expect(options).toEqual([{ name: "loose", path: ["client_settings", "opts", "loose"] }]);
    expect(warnedOf({ idle })).toEqual(["client_settings.opts.*.send_as_body_param"]);
  });

  it("gives pages of its schemes", () => {
    expect(reading.decisions.stainlessPages).toEqual({
      schemes: [{ name: "cursor_page", given: { kind: "cursor", items: ["data"], cursor: "after", next: ["next"] } }],
      without: ["GET /mcp_servers"],
    });
  });

  it.each([
    [
      "a cursor",
      { type: "cursor", request: { after: "next_cursor_param" }, response: { next: "next_cursor_field X-Next" } },
      { kind: "cursor", cursor: "after", header: "X-Next" },
    ],
    [
      "an address",
      { type: "cursor_url", request: {}, response: { next: "cursor_url_field Link" } },
      { kind: "linkHeader" },
    ],
    [
      "an address that is no Link",
      { type: "cursor_url", request: {}, response: { next: "cursor_url_field X-Url" } },
      undefined,
    ],
    [
      "a count that pages do without",
      {
        type: "page_number",
        request: { page: "page_number_param" },
        response: { all: "total_page_count_field X-Pages" },
      },
      { kind: "numbered", page: "page" },
    ],
  ])("gives pages whose header holds %s", (_, { type, request, response }, expected) => {
    const fields = (purposes: object) =>
      Object.fromEntries(
        Object.entries(purposes).map(([name, text]) => {
          const [purpose, from_header] = String(text).split(" ");
          return [name, { "x-stainless-pagination-property": { purpose, from_header } }];
        }),
      );
    const items = { "x-stainless-pagination-property": { is_top_level_array: true } };
    const scheme = { name: "page", type, request: fields(request), response: { items, ...fields(response) } };
    const pages = readStainless({ pagination: [scheme] }).decisions.stainlessPages;
    expect(pages?.schemes).toEqual(expected ? [{ name: "page", given: { ...expected, items: [] } }] : []);
  });

  it.each([
    [{ entries: { type: "array" }, total: { type: "integer" } }, ["entries"]],
    [{ entries: { type: "array" }, data: { type: "array" } }, ["data"]],
    [{ entries: { type: "array" }, errors: { type: "array" } }, undefined],
  ])("takes the only list of a response for the items, where none has that purpose: %j", (response, items) => {
    const request = { page: { "x-stainless-pagination-property": { purpose: "page_number_param" } } };
    const pages = readStainless({ pagination: [{ name: "page", type: "page_number", request, response }] });
    const expected = items && [{ name: "page", given: { kind: "numbered", items, page: "page" } }];
    expect(pages.decisions.stainlessPages?.schemes).toEqual(expected ?? []);
  });

  it("gives the option that holds the key of webhooks, which is no option to send", () => {
    const { decisions, options, misfits } = readStainless({
      client_settings: { opts: { webhook_secret: { read_env: "SECRET", description: "Yours." } } },
      resources: {
        webhooks: { methods: { unwrap: { type: "webhook_unwrap", webhook_key_opt: "webhook_secret" } } },
        events: { methods: { unwrap: { type: "webhook_unwrap" } } },
      },
    });
    expect(decisions.webhooks).toEqual({ key: "webhookSecret", env: "SECRET", description: "Yours." });
    expect(options).toEqual([]);
    expect(misfits.map(({ path }) => path)).toEqual([["resources", "events", "methods", "unwrap"]]);
  });

  it("gives how lists and objects of the query are written", () => {
    const query = (settings: object) => {
      const { decisions, idle, misfits } = readStainless({ query_settings: settings });
      return [decisions.arrays, decisions.objects, [...warnedOf({ idle }), ...misfits.map(({ pattern }) => pattern)]];
    };
    expect(query({ array_format: "comma", nested_format: "brackets" })).toEqual(["comma", "brackets", []]);
    expect(query({ nested_format: "dots" })).toEqual([undefined, "dots", []]);
    expect(query({ array_format: "pipes", depth: 2 })).toEqual([
      undefined,
      undefined,
      ["query_settings.depth", "query_settings.array_format"],
    ]);
  });

  it("says which property of an answer calls give in its place", () => {
    expect(reading.decisions.unwrap).toEqual(["data"]);
  });

  it("lists what it does not understand, each key once", () => {
    expect(warnedOf(reading)).toEqual(["openapi.transforms", "resources.*.methods.*.streaming.heartbeat"]);
    expect(reading.idle.flatMap(({ fate, pattern }) => (fate === "harmless" ? [pattern.join(".")] : []))).toEqual([
      "edition",
      "organization.docs",
      "organization.slogan",
      "client_settings.opts.*.type",
      "client_settings.opts.*.nullable",
      "resources.*.methods.*.discriminator",
    ]);
    expect(reading.misfits.map(({ pattern }) => pattern)).toEqual([
      "custom_casings.odd",
      "resources.*.methods.unwrap",
      "resources.*.methods.unsafe_unwrap",
    ]);
  });

  it("gives the client's servers, defaults, security and package", () => {
    expect(reading.decisions).toMatchObject({
      servers: { production: "https://acme.test", staging: "https://staging.acme.test" },
      defaults: { maxRetries: 5, timeout: 90_000, headers: { "x-team": "search" } },
      environment: "ACME",
      idempotency: "Idempotency-Key",
      security: [{ bearerAuth: [] }],
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      package: {
        name: "@acme/sdk",
        subpaths: expect.arrayContaining(["error", "resources/*"]),
        fields: { license: "MIT", repository: { url: "git+https://github.com/acme/sdk.git" } },
      },
    });
  });

  it.each([
    ["PT1M30S", 90_000],
    ["PT10M", 600_000],
    [60_000, 60_000],
    [30, 30_000],
    [5_000, undefined],
    ["soon", undefined],
  ])("reads a time limit of %j as %j milliseconds", (given, timeout) => {
    const { decisions, misfits } = readStainless({ client_settings: { default_timeout: given } });
    expect(decisions.defaults?.timeout).toBe(timeout);
    expect(misfits.map(({ pattern }) => pattern)).toEqual(
      timeout === undefined ? ["client_settings.default_timeout"] : [],
    );
  });

  it("gives models, arguments and streams", () => {
    const { stainlessModels, bodies, stainlessPositional, streams } = reading.decisions;
    expect({ ...stainlessModels }).toEqual({ "schemas/Error": "APIProblem", "schemas/Store": "Store" });
    expect({ ...bodies }).toEqual({ "DELETE /vector_stores/{id}": "Reason" });
    expect({ ...stainlessPositional }).toEqual({ "DELETE /vector_stores/{id}": [] });
    expect({ ...streams }).toEqual({ "GET /vector_stores": { event: "Store" } });
    expect(reading.places.get("schemas/Store")).toEqual(["resources", "vector_stores", "models", "store"]);
  });

  it("survives the move: its calls are the calls", () => {
    const sketches = {
      "GET /vector_stores": {},
      "DELETE /vector_stores/{id}": {},
      "GET /vector_stores/{id}/files": {},
      "GET /status": {},
      "GET /url": {},
    };
    const { stainlessFurther: _, ...decisions } = reading.decisions;
    expect(callsOf(sketches, decisions)).toMatchObject({ ...decisions.stainless });
    const { client } = name(apiOf(sketches, { securitySchemes: [schemeOf("bearerAuth")] }), reading.decisions).surface;
    expect(client).toMatchObject({ className: "AcmeAI", credentials: [{ option: "acmeAPIKey", env: "ACME_KEY" }] });
  });

  it("lets ids be given by position, as its clients did, and those of no other operation", () => {
    const sketches = { "GET /a/{b}/c/{d}": {}, "GET /other/{id}": {}, "GET /none": {} };
    const named = name(apiOf(sketches), {
      stainless: { "get /a/{b}/c/{d}": "a.c.get", "GET /none": "none" },
      calls: { "GET /a/{b}/c/{d}": "own.get" },
    });
    expect(methodsOf(named).map(({ call, positional }) => [call, positional])).toEqual([
      ["none", undefined],
      ["own.get", { names: ["b", "d"], isRestOptional: true }],
      ["other.retrieve", undefined],
    ]);
  });

  it("lets those ids be given by position that its `positional_params` list, and none where it lists none", () => {
    const sketches = { "GET /a/{b}/c/{d}": {}, "DELETE /a/{b}": {} };
    const stainlessPositional = { "GET /a/{x}/c/{y}": ["d", "b"], "DELETE /a/{b}": [] };
    const stainless = { "GET /a/{b}/c/{d}": "a.c.get", "DELETE /a/{b}": "a.delete" };
    const methods = methodsOf(name(apiOf(sketches), { stainless, stainlessPositional }));
    expect(methods.map(({ call, positional }) => [call, positional?.names])).toEqual([
      ["a.delete", undefined],
      ["a.c.get", ["d", "b"]],
    ]);
  });

  it("lets no list or object be given by position", () => {
    const [input] = operationOf("GET /a/{b}").inputs;
    const inputs = [input, input && { ...input, name: "c", example: ["x"] }].filter((one) => one !== undefined);
    const operation = { ...operationOf("GET /a/{b}/{c}/{d}"), inputs };
    const [method] = methodsOf(
      name(apiOf({}, { operations: [operation] }), { stainless: { "GET /a/{b}/{c}/{d}": "x.y" } }),
    );
    expect(method?.positional?.names).toEqual(["b"]);
  });

  it("gives way to calls and x-callwright-call, is subject to prefix and verbs, and outlasts a lock", () => {
    const stainless = { "GET /a": "theirs.a", "GET /b": "theirs.b", "GET /c/{id}": "theirs.get", "GET /d": "theirs.d" };
    const sketches = { "GET /a": {}, "GET /b": { wantedCall: "spec.b" }, "GET /c/{id}": {}, "GET /d": {} };
    const config = {
      stainless,
      calls: { "GET /a": "own.a" },
      verbs: { get: "read" },
      locked: { "GET /d": "before.d" },
    };
    expect(callsOf(sketches, config)).toEqual({
      "GET /a": "own.a",
      "GET /b": "spec.b",
      "GET /c/{id}": "theirs.read",
      "GET /d": "theirs.d",
    });
    expect(callsOf(sketches, { stainless, prefix: { "/c": "c2" } })).toMatchObject({ "GET /c/{id}": "c2.get" });
  });

  it("gives an operation several calls, one of them an alias, which are told apart", () => {
    const { decisions } = readStainless({
      resources: {
        approvals: {
          methods: {
            approve: "post /approvals/{id}/decide",
            reject: { endpoint: "post /approvals/{id}/decide" },
            settle: { type: "alias", method: "approve" },
            same: "get /approvals",
          },
          subresources: { old: { methods: { deny: { type: "alias", method: "approvals.reject" } } } },
        },
      },
    });
    expect({ ...decisions.stainlessFurther }).toEqual({
      "POST /approvals/{id}/decide": ["approvals.reject", "approvals.settle", "approvals.old.deny"],
    });
    const named = name(apiOf({ "POST /approvals/{x}/decide": {}, "GET /approvals": {} }), decisions);
    expect(methodsOf(named).map(({ call, typeName, positional }) => [call, typeName, positional?.names])).toEqual([
      ["approvals.approve", "ApprovalsApprove", ["x"]],
      ["approvals.reject", "ApprovalsReject", ["x"]],
      ["approvals.settle", "ApprovalsSettle", ["x"]],
      ["approvals.same", "ApprovalsSame", undefined],
      ["approvals.old.deny", "ApprovalsOldDeny", ["x"]],
    ]);
    expect(named.diagnostics).toEqual([]);
    expect(callChanges(new Map([["POST /approvals/{x}/decide", "approvals.reject"]]), named.surface)).toMatchObject({
      renamed: [],
      vanished: [],
    });
  });

  it("leaves out a further call whose name is something else's, with a finding", () => {
    const stainless = { "GET /a": "a.list", "GET /b": "b.list" };
    const { diagnostics, surface } = name(apiOf({ "GET /a": {}, "GET /b": {} }), {
      stainless,
      stainlessFurther: { "GET /a": ["b.list", "b", "b.list.all", "a.all"] },
    });
    expect(allMethods(surface).map(({ call }) => call)).toEqual(["a.list", "a.all", "b.list"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(Array(3).fill("naming/further-call"));
  });

  it("is told what in it meets nothing", () => {
    const { diagnostics } = name(apiOf({ "GET /a": {} }), {
      stainless: { "GET /gone": "gone.get" },
      credentials: { key: { option: "x" } },
      placeOf: (key) => ({ file: `${key}.yml`, line: 3, column: 7 }),
    });
    expect(diagnostics).toMatchObject([
      { code: "naming/unknown-target", place: { file: "stainless.yml", line: 3, column: 7 } },
      { code: "naming/unknown-scheme", place: { file: "credentials.yml" }, hint: "Remove it." },
    ]);
  });

  it.each([
    [undefined],
    [null],
    [[]],
    ["text"],
    [3],
    [{}],
    [{ resources: [1], organization: 1, client_settings: { opts: 3 }, pagination: {}, custom_casings: 4 }],
  ])("may be anything: %j", (parsed) => {
    const { decisions, schemes, options } = readStainless(parsed);
    expect({ ...decisions.stainless }).toEqual({});
    expect([decisions.skip, schemes, options]).toEqual([[], [], []]);
  });

  it("reaches no prototype", () => {
    const hostile = readStainless(
      JSON.parse('{"resources":{"__proto__":{"methods":{"constructor":"get /a","__proto__":"get /b"}}}}'),
    );
    expect(callsOf({ "GET /a": {}, "GET /b": {} }, hostile.decisions)).toEqual({
      "GET /a": "proto.constructor_",
      "GET /b": "proto.proto",
    });
    expect(({} as { methods?: unknown }).methods).toBeUndefined();
  });
});
