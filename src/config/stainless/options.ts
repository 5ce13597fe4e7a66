/** `client_settings` and `organization`: the client's name, and the options for its credentials. */
import type { CredentialNames, GivenOption, WebhookSigning } from "../decisions.js";
import { cased, classCased, type Casings } from "./casings.js";
import { type KeyPath, type Mapping, mappingOf } from "./mapping.js";

/** A client option that belongs to no security scheme, and of which the file does not say where it is sent. */
export interface StainlessOption {
  readonly name: string;
  readonly path: KeyPath;
}

export interface StainlessOptions {
  /** Security scheme → names of its options. */
  readonly credentials: ReadonlyMap<string, CredentialNames>;
  /** Options that are sent with every request. */
  readonly options: ReadonlyMap<string, GivenOption>;
  /** The option that holds the key of webhooks. */
  readonly webhooks?: WebhookSigning;
  /** Options for which the file does not say where they are sent. */
  readonly others: readonly StainlessOption[];
}

/** The class name of the client: its own, else derived from the organization; undefined if the file names neither. */
export function readClient(file: Mapping, casings: Casings): string | undefined {
  const own = mappingOf(file["client_settings"])["default_client_name"];
  const names = [own, mappingOf(file["organization"])["name"]];
  const name = names.find((one) => typeof one === "string" && one.trim() !== "");
  return typeof name === "string" ? classCased(name, casings) : undefined;
}

/**
 * Reads the client's options and the credentials that they hold.
 *
 * @param webhookKey the key of the option that holds the key of webhooks
 */
export function readOptions(settings: Mapping, casings: Casings, webhookKey: string | undefined): StainlessOptions {
  // `organization_id` becomes `organizationID` among options, unlike in the names of methods.
  const optionCasings = new Map([["id", "ID"], ...casings]);
  const credentials = new Map<string, CredentialNames>();
  const options = new Map<string, GivenOption>();
  const others: StainlessOption[] = [];
  let webhooks: WebhookSigning | undefined;
  for (const [key, value] of Object.entries(mappingOf(settings["opts"]))) {
    const option = mappingOf(value);
    const auth = mappingOf(option["auth"]);
    const name = cased(/[a-z]/.test(key) ? key : key.toLowerCase(), optionCasings);
    const env = textAt(option, "read_env");
    const scheme = auth["security_scheme"];
    if (typeof scheme === "string") {
      const names = credentialNames(name, env, textAt(option, "default"), auth["role"]);
      credentials.set(scheme, { ...credentials.get(scheme), ...names });
      continue;
    }
    if (key === webhookKey) {
      webhooks = { key: name, ...given("env", env), ...given("description", textAt(option, "description")) };
      continue;
    }
    const own = ownOption(option, env);
    if (own) options.set(name, own);
    else others.push({ name, path: ["client_settings", "opts", key] });
  }
  return { credentials, options, others, ...(webhooks ? { webhooks } : {}) };
}

/** An option that is sent with requests; undefined if the file does not say where. */
function ownOption(option: Mapping, env: string | undefined): GivenOption | undefined {
  const { default: usual } = option;
  const isScalar = typeof usual === "string" || typeof usual === "number" || typeof usual === "boolean";
  const places = {
    ...given("header", textAt(option, "send_in_header")),
    ...given("query", textAt(option, "send_as_query_param")),
    ...given("variable", textAt(option, "server_variable")),
  };
  if (Object.keys(places).length === 0) return undefined;
  return {
    ...places,
    ...given("env", env),
    ...(isScalar ? { default: usual } : {}),
    ...given("description", textAt(option, "description")),
  };
}

function credentialNames(
  name: string,
  env: string | undefined,
  usual: string | undefined,
  role: unknown,
): CredentialNames {
  if (role === "password")
    return { passwordOption: name, ...given("passwordEnv", env), ...given("passwordDefault", usual) };
  if (role === "client_id") return { idOption: name, ...given("idEnv", env) };
  if (role === "client_secret") return { secretOption: name, ...given("secretEnv", env) };
  return { option: name, ...given("env", env), ...given("default", usual) };
}

function textAt(mapping: Mapping, key: string): string | undefined {
  const { [key]: value } = mapping;
  return typeof value === "string" ? value : undefined;
}

function given<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}
