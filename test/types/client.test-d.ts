/** Type tests: compiled, never run. A line under `@ts-expect-error` that compiles fails the type check. */
import {
  APIError,
  Portkey,
  type ApiKeysRetrieveParams,
  type ApiKeysRetrieveResult,
} from "../../generated/src/index.js";

type Equal<One, Other> =
  (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

declare const portkey: Portkey;
declare const key: ApiKeysRetrieveResult;

// Arguments
void portkey.apiKeys.retrieve({ id: "f47ac10b-58cc-4372-a567-0e02b2c3d479" });
void portkey.apiKeys.retrieve({ id: "x" }, { headers: { "x-trace": "1" } });
holds<Equal<ApiKeysRetrieveParams, { id: string }>>();
// @ts-expect-error a missing argument
void portkey.apiKeys.retrieve({});
// @ts-expect-error no argument at all
void portkey.apiKeys.retrieve();
// @ts-expect-error a misspelt argument
void portkey.apiKeys.retrieve({ ids: "x" });
// @ts-expect-error an argument of the wrong type
void portkey.apiKeys.retrieve({ id: 1 });
// @ts-expect-error an option that does not exist
void portkey.apiKeys.retrieve({ id: "x" }, { tiemout: 1 });
// @ts-expect-error a method that does not exist
void portkey.apiKeys.fetch({ id: "x" });
// @ts-expect-error a resource that does not exist
void portkey.apikeys;

// Results
void portkey.apiKeys.retrieve({ id: "x" }).then((result) => holds<Equal<typeof result, ApiKeysRetrieveResult>>());
holds<Equal<typeof key.type, "organisation-service" | "workspace-service" | "workspace-user" | undefined>>();
holds<Equal<typeof key.status, "active" | "exhausted" | undefined>>();
holds<Equal<typeof key.creation_mode, "ui" | "api" | "auto" | undefined>>();
holds<Equal<typeof key.object, "api-key" | undefined>>();
type Limits = NonNullable<typeof key.usage_limits>;
holds<Equal<Limits["periodic_reset"], "monthly" | "weekly" | null | undefined>>();
holds<Equal<Limits["credit_limit"], number | undefined>>();
// @ts-expect-error a misspelt field
void key.organization_id;
// @ts-expect-error a value that is not in the enum
holds<Equal<typeof key.status, "inactive">>();

// Construction
void new Portkey();
void new Portkey({ apiKey: "pk", baseUrl: "https://example.com" });
void new Portkey({ apiKey: async () => Promise.resolve("pk"), baseURL: "https://example.com" });
void new Portkey({ apiKey: null });
// @ts-expect-error a misspelt option
void new Portkey({ apikey: "pk" });

// Errors
declare const error: unknown;
if (error instanceof APIError) {
  holds<Equal<typeof error.status, number>>();
  holds<Equal<typeof error.body, unknown>>();
  void error.headers.get("x-request-id");
}

// Calls that name their path themselves
void portkey
  .get("/api-keys/{id}", { params: { path: { id: "x" } }, timeout: 1_000 })
  .then((result) => holds<Equal<typeof result, ApiKeysRetrieveResult>>());
void portkey
  .get("/elsewhere", { params: { query: { page: 1 } } })
  .then((result) => holds<Equal<typeof result, unknown>>());
void portkey.post("/elsewhere", { body: { any: "thing" }, headers: { "x-trace": null } });
// @ts-expect-error the path has a parameter
void portkey.get("/api-keys/{id}");
// @ts-expect-error its parameter has another name
void portkey.get("/api-keys/{id}", { params: { path: { key: "x" } } });

// What a caller's own fetch is given
void new Portkey({ fetch: globalThis.fetch });
void new Portkey({
  fetch: (url, init) => globalThis.fetch(`${url}?proxied`, { ...init, signal: init.signal ?? null }),
});
