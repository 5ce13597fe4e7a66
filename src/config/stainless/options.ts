/** `client_settings` and `organization`: the client, and the options that carry its credentials. */
import type { CredentialNames } from "../decisions.js";
import { cased, classCased, type Casings } from "./casings.js";
import { inside, type Mapping, mappingOf, top, under, type UnknownKeys } from "./mapping.js";

/** A client option that belongs to no security scheme. */
export interface StainlessOption {
  readonly name: string;
  readonly env?: string;
}

export interface StainlessOptions {
  /** Security scheme → names of its options. */
  readonly credentials: ReadonlyMap<string, CredentialNames>;
  readonly others: readonly StainlessOption[];
}

/** The class name of the client, after the organization; undefined where the file does not name one. */
export function readClient(organization: Mapping, casings: Casings, unknown: UnknownKeys): string | undefined {
  unknown.noteOthers(organization, under(top, "organization"), ["name", "docs", "contact"]);
  const name = organization["name"];
  return typeof name === "string" && name.trim() !== "" ? classCased(name, casings) : undefined;
}

/** What `client.ts` reads of the same map stands beside the options. */
const CLIENT_KEYS = [
  "opts",
  "default_env_prefix",
  "default_timeout",
  "default_retries",
  "default_headers",
  "idempotency",
  "idempotency_header",
];

const optionKeys = ["type", "description", "nullable", "read_env", "auth", "example"];

export function readOptions(settings: Mapping, casings: Casings, unknown: UnknownKeys): StainlessOptions {
  unknown.noteOthers(settings, under(top, "client_settings"), CLIENT_KEYS);
  // `organization_id` is `organizationID` among options, though not in the names of methods.
  const optionCasings = new Map([["id", "ID"], ...casings]);
  const credentials = new Map<string, CredentialNames>();
  const others: StainlessOption[] = [];
  for (const [key, value] of Object.entries(mappingOf(settings["opts"]))) {
    const spot = inside(under(top, "client_settings", "opts"), key);
    const option = mappingOf(value);
    const auth = mappingOf(option["auth"]);
    unknown.noteOthers(option, spot, optionKeys);
    unknown.noteOthers(auth, under(spot, "auth"), ["security_scheme", "role"]);
    const name = cased(/[a-z]/.test(key) ? key : key.toLowerCase(), optionCasings);
    const env = typeof option["read_env"] === "string" ? option["read_env"] : undefined;
    const scheme = auth["security_scheme"];
    if (typeof scheme !== "string") others.push({ name, ...(env === undefined ? {} : { env }) });
    else {
      const names = credentialNames(name, env, auth["role"] === "password");
      credentials.set(scheme, { ...credentials.get(scheme), ...names });
    }
  }
  return { credentials, others };
}

function credentialNames(name: string, env: string | undefined, isPassword: boolean): CredentialNames {
  if (isPassword) return { passwordOption: name, ...(env === undefined ? {} : { passwordEnv: env }) };
  return { option: name, ...(env === undefined ? {} : { env }) };
}
