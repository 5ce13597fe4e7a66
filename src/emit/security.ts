/** What generated code and documentation contain for credentials: one entry for each kind of security scheme. */
import type { SecurityKind, SecurityScheme } from "../api/security.js";
import type { Credential } from "../naming/surface.js";
import { constMark } from "./code-value.js";
import { bracket, propertyKey, stringLiteral } from "./text.js";

/** How the runtime sends a credential of one kind, and how documentation describes it. */
interface Sending {
  /** One sentence on where the credential is sent. */
  readonly sentAs: (scheme: SecurityScheme) => string;
  /** Doc comments of the two options, if a username and a password form the credential. */
  readonly pair?: readonly [username: string, password: string];
  /** The export of the runtime's `security.ts` that encodes the credential; absent if it is sent unchanged. */
  readonly writer?: string;
  /** Further fields of its entry in the client's `security`. */
  readonly fields: (credential: Credential) => readonly string[];
  /** The name as the runtime compares it. Header names are in lower case (RFC 9110, section 5.1). */
  readonly wireName: (key: string) => string;
}

const headerName = (key: string): string => key.toLowerCase();
const exactName = (key: string): string => key;

const SENDING: Readonly<Record<SecurityKind, Sending>> = {
  headerKey: {
    sentAs: ({ key }) => `Sent as the header ${quoted(key)}.`,
    fields: () => [],
    wireName: headerName,
  },
  queryKey: {
    sentAs: ({ key }) => `Sent as the query parameter ${quoted(key)}.`,
    fields: () => [],
    wireName: exactName,
  },
  cookieKey: {
    sentAs: ({ key }) => `Sent as the cookie ${quoted(key)}.`,
    writer: "cookie",
    fields: () => ["style: cookie"],
    wireName: exactName,
  },
  basic: {
    sentAs: () => "Sent in the header `Authorization` (HTTP basic).",
    pair: ["The username of HTTP basic authentication.", "The password of HTTP basic authentication."],
    writer: "basic",
    fields: ({ passwordOption }) => [`write: basic(${stringLiteral(passwordOption ?? "")})`],
    wireName: headerName,
  },
  bearer: {
    sentAs: () => "Sent as a bearer token in the header `Authorization`.",
    writer: "bearer",
    fields: () => ["write: bearer"],
    wireName: headerName,
  },
};

/** One sentence on where a credential is sent. */
export function sentAs(scheme: SecurityScheme): string {
  return SENDING[scheme.kind].sentAs(scheme);
}

function quoted(name: string): string {
  return `\`${name.replace(/[^\w.-]/g, "?")}\``;
}

/** The exports of the runtime's `security.ts` that a client with these credentials imports, sorted. */
export function writersOf(credentials: readonly Credential[]): readonly string[] {
  return [...new Set(credentials.flatMap(({ scheme }) => SENDING[scheme.kind].writer ?? []))].sort();
}

/** A client option that holds a credential or a part of one. */
interface CredentialOption {
  readonly name: string;
  /** The document's description, if it has one. */
  readonly description?: string;
  /** One paragraph on how it is sent, and where its default comes from. */
  readonly explanation: string;
}

/** The client options of a credential: one, or two for a username and a password. */
export function credentialOptions(credential: Credential): readonly CredentialOption[] {
  const { scheme, option, env, passwordOption, passwordEnv } = credential;
  const [username = sentAs(scheme), password = ""] = SENDING[scheme.kind].pair ?? [];
  const documented = (name: string, from: string, sentence: string): CredentialOption => ({
    name,
    ...(scheme.description === undefined ? {} : { description: scheme.description }),
    explanation: `${sentence} Default: the environment variable \`${from}\`; \`null\` sends none.`,
  });
  const first = documented(option, env, username);
  return passwordOption === undefined || passwordEnv === undefined
    ? [first]
    : [first, documented(passwordOption, passwordEnv, password)];
}

/** The entries of a scheme in the client's `security`; the password of basic authentication has an entry of its own. */
export function securityEntries(credential: Credential): readonly string[] {
  const { scheme, option, env, passwordOption, passwordEnv } = credential;
  const { fields } = SENDING[scheme.kind];
  const entry = securityEntry(scheme.name, { option, env }, scheme, fields(credential));
  if (passwordOption === undefined || passwordEnv === undefined) return [entry];
  const password = { option: passwordOption, env: passwordEnv };
  return [entry, securityEntry(`${scheme.name} password`, password, scheme, [])];
}

/** The arguments of `clientCredentials` in the runtime's `oauth.ts`, one for each credential with such a flow. */
export function clientCredentialEntries(credentials: readonly Credential[], indent: number): readonly string[] {
  return credentials.flatMap(({ scheme, option, env, client }) => {
    if (!client || !scheme.clientCredentials) return [];
    const { tokenUrl } = scheme.clientCredentials;
    const pair = (name: string, from: string) => `[${stringLiteral(name)}, ${stringLiteral(from)}]`;
    const fields = [
      `token: ${pair(option, env)}`,
      `id: ${pair(client.idOption, client.idEnv)}`,
      `secret: ${pair(client.secretOption, client.secretEnv)}`,
      ...(tokenUrl === undefined ? [] : [`tokenUrl: ${stringLiteral(tokenUrl)}`]),
    ];
    return [`clientCredentials(${bracket(fields, "{}", indent)})`];
  });
}

function securityEntry(
  key: string,
  { option, env }: Pick<Credential, "option" | "env">,
  scheme: SecurityScheme,
  more: readonly string[],
): string {
  const fields = [
    `option: ${stringLiteral(option)}`,
    `env: ${stringLiteral(env)}`,
    `in: ${stringLiteral(scheme.in)}`,
    `name: ${stringLiteral(SENDING[scheme.kind].wireName(scheme.key))}`,
    ...more,
  ];
  return `${propertyKey(key)}: ${bracket(fields, "{}", 4)}${constMark(key)}`;
}
