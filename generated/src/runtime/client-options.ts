/** Merges options, takes defaults from the environment, and refuses what cannot be used. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings } from "./operation.js";
import type { AnyOptions } from "./options.js";
import { checkedBaseUrl } from "./urls.js";

/** Options that are merged name by name; any other replaces the one before it. */
const MERGED_BY_NAME = ["headers", "query", "fetchOptions"] as const;

/**
 * Options with others on top. Options that are undefined do not count, and middleware is lined up. Neither argument is
 * changed.
 *
 * @throws APIUsageError where `baseUrl` and `baseURL` differ
 */
export function mergeOptions(base: AnyOptions, over: AnyOptions): AnyOptions {
  const merged = withDefined({ ...base }, over);
  for (const name of MERGED_BY_NAME) {
    const values = over[name];
    if (values) merged[name] = withDefined({ ...base[name] }, values);
  }
  if (over.middleware) merged["middleware"] = [...(base.middleware ?? []), ...over.middleware];
  delete merged["baseURL"];
  const address = oneBaseUrl(over);
  if (address !== undefined) merged["baseUrl"] = address;
  return merged;
}

function withDefined(target: Record<string, unknown>, values: object): Record<string, unknown> {
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (value !== undefined) target[name] = value;
  }
  return target;
}

function oneBaseUrl({ baseUrl, baseURL }: AnyOptions): string | undefined {
  if (baseUrl !== undefined && baseURL !== undefined && baseUrl !== baseURL) {
    throw new APIUsageError("baseUrl and baseURL name different addresses; give one of them");
  }
  return baseUrl ?? baseURL;
}

/**
 * The options of a new client: what it was given, then what the environment says, then what is usual for the API.
 *
 * @throws APIUsageError for an address that cannot be used, and for a secret that no header can carry, or that a page would
 *   show; never quotes a secret
 */
export function clientOptions({ security, baseUrlEnv, complete }: ApiSettings, given: object): AnyOptions {
  const options: Record<string, unknown> = mergeOptions({}, given as AnyOptions);
  const baseUrl = (options["baseUrl"] ??= environment(baseUrlEnv));
  if (baseUrl !== undefined) checkedBaseUrl(baseUrl as string);
  complete?.(options, environment);
  for (const { option, env } of Object.values(security)) {
    const { [option]: secret = environment(env) } = options;
    options[option] = secret;
    if (typeof secret === "string" && hasControlCharacter(secret)) {
      throw new APIUsageError(`The option ${option} holds a control character, such as a line break; remove it`);
    }
    if (secret && isBrowser() && !options["dangerouslyAllowBrowser"]) {
      throw new APIUsageError(
        `Every visitor of this page could read ${option}; set dangerouslyAllowBrowser: true to allow it`,
      );
    }
  }
  return options;
}

/** Whether this is a page: whatever it holds, its visitors can read. */
export function isBrowser(): boolean {
  return "document" in globalThis;
}

function hasControlCharacter(text: string): boolean {
  return /[\0-\x1f]/.test(text);
}

/** Engines with an environment keep it here. */
interface EngineWithEnvironment {
  readonly process: { readonly env: Readonly<Record<string, string | undefined>> };
}

/** An environment variable; undefined where it is empty, or where the engine has no environment or keeps it to itself. */
function environment(name: string): string | undefined {
  try {
    return (globalThis as unknown as EngineWithEnvironment).process.env[name]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
