/**
 * All keys of a `stainless.yml`, and what becomes of each. A key that is not in the table is a warning, so that nothing
 * which an owner decided is lost in silence.
 */
import { isOwnLanguage } from "./languages.js";
import { inside, type KeyPath, type Mapping, mappingOf, type Spot, top, under } from "./mapping.js";

export type Fate =
  /** It decides about the client. Everything below it belongs to its reader. */
  | "honoured"
  /** It is about other languages, publishing, documents or tests. */
  | "harmless"
  /** It would change the client and has no effect; what to do instead. */
  | { readonly instead: string };

const inDocument = "Declare it in the document, or in an overlay of it.";

/** `*` stands for a name or an index. A key shares the fate of the nearest key above it that is in the table. */
export const FATES: Readonly<Record<string, Fate>> = {
  $schema: "harmless",
  edition: "harmless",
  codeflow: "harmless",
  diagnostics: "harmless",
  readme: "harmless",
  organization: "harmless",
  "organization.name": "honoured",
  targets: "harmless",
  "targets.*": "harmless",
  "targets.typescript.package_name": "honoured",
  "targets.typescript.production_repo": "honoured",
  "targets.typescript.options": { instead: "Compare the packages with `callwright compare`, if callers depend on it." },
  "targets.typescript.options.mcp_server": "harmless",
  "targets.typescript.options.node_migration": "harmless",
  environments: "honoured",
  security: "honoured",
  security_schemes: "honoured",
  custom_casings: "honoured",
  unspecified_endpoints: "honoured",
  "query_settings.array_format": "honoured",
  "query_settings.nested_format": "honoured",
  "multipart_settings.array_format": { instead: `${inDocument} It is the \`encoding\` of the media type.` },
  "openapi.code_samples": "harmless",
  "openapi.transforms": { instead: "Write the same changes as an overlay, and name it under `x-callwright.overlays`." },
  "streaming.on_event": {
    instead: "Streams end at `[DONE]`, and an event called `error` is thrown; describe other events in the document.",
  },
  "settings.license": "honoured",
  "settings.positional_params": "honoured",
  "settings.unwrap_response_fields": "honoured",
  "settings.unwrap_multiproperty_response_fields": "honoured",
  "settings.per_endpoint_security": "harmless",
  "settings.disable_mock_tests": "harmless",
  "settings.disable_tests": "harmless",
  "settings.file_header": "harmless",
  "settings.mock_server": "harmless",
  "settings.require_websocket_dependencies": "harmless",
  "client_settings.default_client_name": "honoured",
  "client_settings.default_env_prefix": "honoured",
  "client_settings.default_timeout": "honoured",
  "client_settings.default_headers": "honoured",
  "client_settings.default_retries.max_retries": "honoured",
  "client_settings.default_retries.initial_delay_seconds": "honoured",
  "client_settings.default_retries.max_delay_seconds": "honoured",
  "client_settings.idempotency.header": "honoured",
  "client_settings.idempotency_header": "honoured",
  "client_settings.response_headers": { instead: "Read headers of an answer with `withResponse()`." },
  "client_settings.default_client_example_name": "harmless",
  "client_settings.omit_stainless_headers": "harmless",
  "client_settings.opts.*.type": "harmless",
  "client_settings.opts.*.nullable": "harmless",
  "client_settings.opts.*.example": "harmless",
  "client_settings.opts.*.required_in_tests": "harmless",
  "client_settings.opts.*.description": "honoured",
  "client_settings.opts.*.read_env": "honoured",
  "client_settings.opts.*.default": "honoured",
  "client_settings.opts.*.auth.security_scheme": "honoured",
  "client_settings.opts.*.auth.role": "honoured",
  "client_settings.opts.*.send_in_header": "honoured",
  "client_settings.opts.*.send_as_query_param": "honoured",
  "client_settings.opts.*.server_variable": "honoured",
  "client_settings.opts.*.send_as_body_param": { instead: "Pass it with each call." },
  "client_settings.opts.*.send_as_path_param": { instead: "Pass it with each call." },
  "pagination.*.name": "honoured",
  "pagination.*.type": "honoured",
  "pagination.*.request": "honoured",
  "pagination.*.response": "honoured",
  "pagination.*.description": "harmless",
  "pagination.*.param_location": "harmless",
  // Pages go on until the server names no next one, whether or not they hold items.
  "pagination.*.continue_on_empty_items": "harmless",
  "resources.*.skip": "honoured",
  "resources.*.only": "honoured",
  "resources.*.description": "harmless",
  "resources.*.title": "harmless",
  "resources.*.deprecated": "harmless",
  "resources.*.standalone_api": "harmless",
  "resources.*.mcp": "harmless",
  "resources.*.terraform": "harmless",
  "resources.*.models.*.openapi_uri": "honoured",
  "resources.*.models.*.skip": "honoured",
  "resources.*.models.*.only": "honoured",
  "resources.*.methods.*.endpoint": "honoured",
  "resources.*.methods.*.type": "honoured",
  "resources.*.methods.*.method": "honoured",
  "resources.*.methods.*.skip": "honoured",
  "resources.*.methods.*.only": "honoured",
  "resources.*.methods.*.paginated": "honoured",
  "resources.*.methods.*.body_param_name": "honoured",
  "resources.*.methods.*.positional_params": "honoured",
  "resources.*.methods.*.streaming.stream_event_model": "honoured",
  "resources.*.methods.*.streaming.param_discriminator": "honoured",
  "resources.*.methods.*.webhook_key_opt": "honoured",
  // The document's webhooks say which events there are.
  "resources.*.methods.*.discriminator": "harmless",
  "resources.*.methods.*.event_types": "harmless",
  "resources.*.methods.*.description": "harmless",
  "resources.*.methods.*.title": "harmless",
  "resources.*.methods.*.deprecated": "harmless",
  "resources.*.methods.*.mcp": "harmless",
  "resources.*.methods.*.terraform": "harmless",
  "resources.*.methods.*.skip_test_reason": "harmless",
  "resources.*.methods.*.skip_tests": "harmless",
  "resources.*.methods.*.request_body": { instead: inDocument },
  "resources.*.methods.*.response": { instead: inDocument },
};

/** Keys of the table, and all keys above them. */
const KNOWN: ReadonlySet<string> = new Set(Object.keys(FATES).flatMap((key) => prefixesOf(key.split("."))));

/** Keys that have keys of the table below them. */
const ABOVE: ReadonlySet<string> = new Set(
  Object.keys(FATES).flatMap((key) => prefixesOf(key.split(".").slice(0, -1))),
);

function prefixesOf(keys: KeyPath): readonly string[] {
  return keys.map((_, index) => keys.slice(0, index + 1).join("."));
}

/** A key of the file that decides nothing. */
export interface IdleKey extends Spot {
  readonly fate: Exclude<Fate, "honoured">;
}

const UNKNOWN: Fate = {
  instead: "If you need it, configure it under `x-callwright` or in an overlay of the document.",
};

/** The keys of a file that are not honoured, in its order; of keys with the same pattern, only the first. */
export function idleKeys(file: Mapping): readonly IdleKey[] {
  const found = new Map<string, IdleKey>();
  visit(file, top, UNKNOWN, found);
  return [...found.values()];
}

function visit(value: unknown, spot: Spot, above: Fate, found: Map<string, IdleKey>): void {
  for (const [key, child] of childrenOf(value)) {
    const here = step(spot, key, child);
    const pattern = here.pattern.join(".");
    const fate = ownFate(pattern) ?? above;
    const isParent = ABOVE.has(pattern) && typeof child === "object" && child !== null;
    if (isParent) visit(child, here, fate, found);
    else if (fate !== "honoured" && !isWhole(pattern) && !found.has(pattern)) found.set(pattern, { ...here, fate });
  }
}

function ownFate(pattern: string): Fate | undefined {
  return Object.hasOwn(FATES, pattern) ? FATES[pattern] : undefined;
}

/** Whether a key may have one value where another file has a mapping, such as `get /pets` for a method. */
function isWhole(pattern: string): boolean {
  return ABOVE.has(pattern) && ownFate(pattern) === undefined;
}

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : Object.entries(mappingOf(value));
}

/** Descends to a key. Subresources have the keys of resources, a single scheme those of a list of schemes. */
function step(spot: Spot, key: string, child: unknown): Spot {
  const { pattern } = spot;
  const place = pattern.join(".");
  if (place === "resources.*" && key === "subresources") return { path: [...spot.path, key], pattern: ["resources"] };
  if (place === "targets" && isOwnLanguage(key))
    return { path: [...spot.path, key], pattern: ["targets", "typescript"] };
  if (place === "" && key === "pagination" && !Array.isArray(child)) {
    return { path: [key], pattern: ["pagination", "*"] };
  }
  const isName = KNOWN.has([...pattern, "*"].join(".")) && !KNOWN.has([...pattern, key].join("."));
  return isName ? inside(spot, key) : under(spot, key);
}
