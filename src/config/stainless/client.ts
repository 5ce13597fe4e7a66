/** Reads settings of the client as a whole, except its options: servers, security, timeouts and its package. */
import type { ClientDefaults, Decisions, PackageSettings } from "../decisions.js";
import type { Json, JsonObject } from "../../document/document.js";
import { isObject } from "../../document/refs.js";
import { listOf, type Mapping, mappingOf, recordOf, textsOf, top, under, type Misfits } from "./mapping.js";

/** `environments`, `security`, `security_schemes`, `client_settings` without its options, `settings` and `targets`. */
export function readClientSettings(file: Mapping, misfits: Misfits): Decisions {
  const settings = mappingOf(file["client_settings"]);
  const servers = readServers(file["environments"], misfits);
  const prefix = settings["default_env_prefix"];
  const header = mappingOf(settings["idempotency"])["header"] ?? settings["idempotency_header"];
  const defaults = readDefaults(settings, misfits);
  const packaged = readPackage(file);
  const schemes = file["security_schemes"];
  const { unwrap_response_fields, unwrap_multiproperty_response_fields: unwrapsAny = true } = mappingOf(
    file["settings"],
  );
  const unwrap = textsOf(unwrap_response_fields);
  if (unwrapsAny !== true) misfits.note(under(top, "settings", "unwrap_multiproperty_response_fields"));
  return {
    ...(servers ? { servers } : {}),
    ...(Array.isArray(file["security"]) ? { security: listOf(file["security"]) as readonly Json[] } : {}),
    ...(isObject(schemes as Json) ? { securitySchemes: schemes as JsonObject } : {}),
    ...(typeof prefix === "string" ? { environment: prefix.toUpperCase() } : {}),
    ...(typeof header === "string" ? { idempotency: header } : {}),
    ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
    ...(unwrap.length > 0 ? { unwrap } : {}),
    ...(packaged ? { package: packaged } : {}),
  };
}

/** URLs that requests can go to; the first is the default. */
function readServers(value: unknown, misfits: Misfits): Decisions["servers"] {
  const servers = new Map<string, string>();
  for (const [name, address] of Object.entries(mappingOf(value))) {
    const url = typeof address === "string" ? address : mappingOf(address)["url"];
    if (typeof url === "string" && /^https?:\/\/[^\s@?#]+$/i.test(url)) servers.set(name, url);
    else misfits.note(under(top, "environments", name));
  }
  return servers.size > 0 ? recordOf(servers) : undefined;
}

function readDefaults(settings: Mapping, misfits: Misfits): ClientDefaults {
  const spot = under(top, "client_settings");
  const retries = mappingOf(settings["default_retries"]);
  // The runtime's delays between attempts are fixed, and equal the defaults of Stainless's clients.
  const usual: Mapping = { initial_delay_seconds: 0.5, max_delay_seconds: 8 };
  for (const [key, delay] of Object.entries(usual)) {
    if (retries[key] !== undefined && retries[key] !== delay)
      misfits.note(under(spot, "default_retries", key), FIXED_DELAYS);
  }
  const timeout = milliseconds(settings["default_timeout"]);
  if (settings["default_timeout"] !== undefined && timeout === undefined) misfits.note(under(spot, "default_timeout"));
  const headers = Object.entries(mappingOf(settings["default_headers"])).flatMap(([name, given]) =>
    typeof given === "string" ? [[name, given] as const] : [],
  );
  const most = retries["max_retries"];
  return {
    ...(timeout === undefined ? {} : { timeout }),
    ...(Number.isSafeInteger(most) ? { maxRetries: Number(most) } : {}),
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
  };
}

const FIXED_DELAYS =
  "Clients wait half a second at first and 8 at most, or as long as the answer says; this cannot be configured.";

/** Reads an ISO 8601 duration (`PT1M`) or a number: a large one is in milliseconds, a small one in seconds. */
function milliseconds(value: unknown): number | undefined {
  if (typeof value === "number") {
    if (value >= 10_000) return value;
    return value > 0 && value <= 3_600 ? value * 1_000 : undefined;
  }
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(typeof value === "string" ? value : "") ?? [];
  const total = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return total > 0 ? total : undefined;
}

/**
 * Import paths of Stainless's clients that export what the package exports: callers import errors, types and pages from
 * them.
 */
const SUBPATHS = ["error", "pagination", "resources", "resources/*", "streaming", "uploads", "core/*"] as const;

/** The package name and version under which the file's TypeScript client was published. */
function readPackage(file: Mapping): PackageSettings | undefined {
  const targets = mappingOf(file["targets"]);
  const target = mappingOf(targets["typescript"] ?? targets["node"]);
  const name = target["package_name"];
  const repository = target["production_repo"];
  const license = mappingOf(file["settings"])["license"];
  const fields = {
    ...(typeof license === "string" && /^[\w.+-]+$/.test(license) ? { license } : {}),
    ...(typeof repository === "string" && /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(repository)
      ? { repository: { type: "git", url: `git+https://github.com/${repository.replace(/#.*/, "")}.git` } }
      : {}),
  };
  const isName = typeof name === "string" && /^(?:@[a-z0-9-*~][a-z0-9-*._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/.test(name);
  if (!isName && Object.keys(fields).length === 0) return undefined;
  return { ...(isName ? { name } : {}), subpaths: SUBPATHS, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
}
