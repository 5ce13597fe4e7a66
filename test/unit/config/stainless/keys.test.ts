/** The table of a stainless.yml's keys and what the importer does with each, held equal: one case for each key. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { folder } from "../../../../scripts/lib/names/owners.mjs";
import { FATES } from "../../../../src/config/stainless/keys.js";
import { readStainless, type StainlessReading } from "../../../../src/config/stainless/read.js";

type Node = Record<string, unknown>;

const purpose = (name: string) => ({ "x-stainless-pagination-property": { purpose: name } });

/** A file in which each key can have an effect. */
const file = (): Node => ({
  organization: { name: "acme" },
  targets: { typescript: { package_name: "@acme/sdk", options: {} }, python: {} },
  settings: { unwrap_response_fields: ["result"] },
  client_settings: {
    opts: {
      key: { auth: { security_scheme: "bearer", role: "value" } },
      org: { send_in_header: "X-Org" },
    },
    default_retries: {},
    idempotency: {},
  },
  pagination: [
    {
      name: "page",
      type: "cursor",
      request: { after: purpose("next_cursor_param") },
      response: { data: {}, next: purpose("next_cursor_field") },
    },
  ],
  resources: {
    pets: {
      models: { pet: { openapi_uri: "#/components/schemas/Pet" } },
      methods: {
        list: { endpoint: "get /pets" },
        all: { type: "alias", method: "list" },
      },
    },
    webhooks: { methods: { unwrap: { type: "webhook_unwrap" } } },
  },
});

/** What the `*` of a key stand for, and a value that has an effect where the key has one. */
type Case = readonly [names: readonly string[], value: unknown];

const plain = (value: unknown): Case => [[], value];
const org = (value: unknown): Case => [["org"], value];
const key = (value: unknown): Case => [["key"], value];
const pets = (value: unknown): Case => [["pets"], value];
const pet = (value: unknown): Case => [["pets", "pet"], value];
const list = (value: unknown): Case => [["pets", "list"], value];
const first = (value: unknown): Case => [["0"], value];

const CASES: Readonly<Record<string, Case>> = {
  $schema: plain("x"),
  edition: plain("2025-10-10"),
  codeflow: plain({ release_environment: "npm" }),
  diagnostics: plain({ ignored: {} }),
  readme: plain({ example_requests: {} }),
  organization: plain({ name: "acme", docs: "https://acme.test" }),
  "organization.name": plain("other"),
  targets: plain({ typescript: { package_name: "@acme/sdk", publish: { npm: true } } }),
  "targets.*": [["python"], { package_name: "acme" }],
  "targets.typescript.package_name": plain("@acme/other"),
  "targets.typescript.production_repo": plain("acme/sdk#main"),
  "targets.typescript.options": plain({ unheard_of: true }),
  "targets.typescript.options.mcp_server": plain(true),
  "targets.typescript.options.node_migration": plain({}),
  environments: plain({ production: "https://acme.test" }),
  security: plain([{ bearer: [] }]),
  security_schemes: plain({ bearer: { type: "http", scheme: "bearer" } }),
  custom_casings: plain([{ acme: "ACME" }]),
  unspecified_endpoints: plain(["get /hidden"]),
  "query_settings.array_format": plain("comma"),
  "query_settings.nested_format": plain("dots"),
  "multipart_settings.array_format": plain("comma"),
  "openapi.code_samples": plain("mintlify"),
  "openapi.transforms": plain([]),
  "streaming.on_event": plain([{ data_starts_with: "[DONE]", handle: "done" }]),
  "settings.license": plain("MIT"),
  "settings.positional_params": plain(false),
  "settings.unwrap_response_fields": plain(["data"]),
  "settings.unwrap_multiproperty_response_fields": plain(false),
  "settings.per_endpoint_security": plain(true),
  "settings.disable_mock_tests": plain(true),
  "settings.disable_tests": plain(true),
  "settings.file_header": plain("Copyright"),
  "settings.mock_server": plain(true),
  "settings.require_websocket_dependencies": plain(true),
  "client_settings.default_client_name": plain("robot"),
  "client_settings.default_env_prefix": plain("ACME"),
  "client_settings.default_timeout": plain("PT1M"),
  "client_settings.default_headers": plain({ "x-team": "search" }),
  "client_settings.default_retries.max_retries": plain(5),
  "client_settings.default_retries.initial_delay_seconds": plain(3),
  "client_settings.default_retries.max_delay_seconds": plain(3),
  "client_settings.idempotency.header": plain("Idempotency-Key"),
  "client_settings.idempotency_header": plain("Idempotency-Key"),
  "client_settings.response_headers": plain({ trace: "x-trace" }),
  "client_settings.default_client_example_name": plain("acme"),
  "client_settings.omit_stainless_headers": plain(true),
  "client_settings.opts.*.type": org("string"),
  "client_settings.opts.*.nullable": org(true),
  "client_settings.opts.*.example": org("o-1"),
  "client_settings.opts.*.required_in_tests": org(true),
  "client_settings.opts.*.description": org("Whose."),
  "client_settings.opts.*.read_env": org("ACME_ORG"),
  "client_settings.opts.*.default": org("mine"),
  "client_settings.opts.*.auth.security_scheme": key("other"),
  "client_settings.opts.*.auth.role": key("password"),
  "client_settings.opts.*.send_in_header": org("X-Organization"),
  "client_settings.opts.*.send_as_query_param": org("org"),
  "client_settings.opts.*.server_variable": org("org"),
  "client_settings.opts.*.send_as_body_param": org("org"),
  "client_settings.opts.*.send_as_path_param": org("org"),
  "pagination.*.name": first("other"),
  "pagination.*.type": first("fake_page"),
  "pagination.*.request": first({}),
  "pagination.*.response": first({}),
  "pagination.*.description": first("Pages."),
  "pagination.*.param_location": first("query"),
  "pagination.*.continue_on_empty_items": first(true),
  "resources.*.skip": pets(true),
  "resources.*.only": pets(["go"]),
  "resources.*.description": pets("Pets."),
  "resources.*.title": pets("Pets"),
  "resources.*.deprecated": pets("Gone."),
  "resources.*.standalone_api": pets(true),
  "resources.*.mcp": pets(false),
  "resources.*.terraform": pets(false),
  "resources.*.models.*.openapi_uri": pet("#/components/schemas/Animal"),
  "resources.*.models.*.skip": pet(true),
  "resources.*.models.*.only": pet(["go"]),
  "resources.*.methods.*.endpoint": list("get /animals"),
  "resources.*.methods.*.type": [["pets", "all"], "http"],
  "resources.*.methods.*.method": [["pets", "all"], "nothing"],
  "resources.*.methods.*.skip": list(true),
  "resources.*.methods.*.only": list(["go"]),
  "resources.*.methods.*.paginated": list(false),
  "resources.*.methods.*.body_param_name": list("pet"),
  "resources.*.methods.*.positional_params": list(["id"]),
  "resources.*.methods.*.streaming.stream_event_model": list("pets.pet"),
  "resources.*.methods.*.streaming.param_discriminator": list("streaming"),
  "resources.*.methods.*.webhook_key_opt": [["webhooks", "unwrap"], "org"],
  "resources.*.methods.*.discriminator": list("type"),
  "resources.*.methods.*.event_types": list({}),
  "resources.*.methods.*.description": list("Lists."),
  "resources.*.methods.*.title": list("Lists"),
  "resources.*.methods.*.deprecated": list("Gone."),
  "resources.*.methods.*.mcp": list(false),
  "resources.*.methods.*.terraform": list(false),
  "resources.*.methods.*.skip_test_reason": list({}),
  "resources.*.methods.*.skip_tests": list(true),
  "resources.*.methods.*.request_body": list({}),
  "resources.*.methods.*.response": list({}),
};

/** The file with a value at a key; the mappings on the way are made. */
function fileWith(pattern: string, names: readonly string[], value: unknown): Node {
  const left = [...names];
  const keys = pattern.split(".").map((one) => (one === "*" ? (left.shift() ?? "") : one));
  const whole = file();
  let node = whole;
  for (const one of keys.slice(0, -1)) node = (node[one] ??= {}) as Node;
  node[keys.at(-1) ?? ""] = value;
  return whole;
}

/** The patterns of the file's keys that decide nothing, by what is said of them. */
function idle({ idle }: StainlessReading, isHarmless: boolean): readonly string[] {
  return idle.filter(({ fate }) => (fate === "harmless") === isHarmless).map(({ pattern }) => pattern.join("."));
}

/** A key, or one below it. */
function within(pattern: string): unknown {
  return expect.arrayContaining([expect.stringMatching(`^${pattern.replace(/[.*$]/g, "\\$&")}(\\.|$)`)]);
}

describe("the keys of a stainless.yml", () => {
  it("have a case each", () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(FATES).sort());
  });

  it.each(Object.entries(FATES))("%s: %j", (pattern, fate) => {
    const [names, value] = CASES[pattern] ?? [[], undefined];
    const before = readStainless(file());
    const after = readStainless(fileWith(pattern, names, value));
    const effects = ({ decisions, schemes, misfits }: StainlessReading) => ({ decisions, schemes, misfits });
    if (fate === "honoured") {
      expect(effects(after)).not.toEqual(effects(before));
      expect([...idle(after, true), ...idle(after, false)]).not.toEqual(within(pattern));
      return;
    }
    expect(effects(after)).toEqual(effects(before));
    expect(idle(after, fate === "harmless")).toEqual(within(pattern));
    expect(idle(after, fate !== "harmless")).not.toEqual(within(pattern));
  });

  it.each([
    ["never_heard_of", []],
    ["query_settings.never_heard_of", []],
    ["client_settings.opts.*.never_heard_of", ["org"]],
    ["pagination.*.never_heard_of", ["0"]],
    ["resources.*.never_heard_of", ["pets"]],
    ["resources.*.methods.*.never_heard_of", ["pets", "list"]],
    ["resources.*.models.*.never_heard_of", ["pets", "pet"]],
  ])("%s, which is in no table, is a warning", (pattern, names) => {
    expect(idle(readStainless(fileWith(pattern, names, 1)), false)).toEqual([pattern]);
  });

  it("are those of resources in subresources, and of a list of schemes in a single one", () => {
    const nested = readStainless({
      resources: {
        a: { subresources: { b: { subresources: { c: { mcp: false, never: 1, methods: { d: { never: 1 } } } } } } },
      },
      pagination: {
        type: "offset",
        description: "Pages.",
        never: 1,
        request: { from: purpose("offset_count_param") },
        response: { data: {} },
      },
    });
    expect(idle(nested, true)).toEqual(["resources.*.mcp", "pagination.*.description"]);
    expect(idle(nested, false)).toEqual(["resources.*.never", "resources.*.methods.*.never", "pagination.*.never"]);
    expect(nested.decisions.stainlessPages?.schemes).toMatchObject([{ given: { kind: "offset", offset: "from" } }]);
  });

  const files = path.join(folder, "stainless");
  const owners = existsSync(files) ? readdirSync(files) : [];
  if (owners.length === 0) console.warn("skipped: the stainless.yml files of API owners are not beside the project");

  (owners.length === 0 ? it.skip.each([["owners"]]) : it.each(owners.map((name) => [name])))(
    "are all in the table, as far as %s has them",
    (name) => {
      const reading = readStainless(load(readFileSync(path.join(files, name), "utf8")));
      const known = (pattern: readonly string[]) =>
        pattern.some((_, index) => Object.hasOwn(FATES, pattern.slice(0, index + 1).join(".")));
      expect(reading.idle.filter(({ pattern }) => !known(pattern))).toEqual([]);
    },
  );
});
