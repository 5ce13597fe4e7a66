/** The client itself: its class, its variable, and the options that carry credentials. */
import type { Api, BodyMedia, Operation } from "../../api/api.js";
import type { SecurityKind, SecurityScheme } from "../../api/security.js";
import type { CredentialNames, Decisions } from "../../config/decisions.js";
import type { Pointer } from "../../diagnostic.js";
import type { SampledClient } from "../evidence/evidence.js";
import { ownPrefix } from "./environment.js";
import { mostFrequent } from "../calls/frequency.js";
import { asWritten, camelCase, claims, constantCase, clientClass, words } from "../identifiers.js";
import { clientOptions } from "../reserved.js";
import { authorityOf, type Cause, type Reason, type Rejected } from "../findings/reasons.js";
import type { ServerPlan } from "../contracts/servers.js";
import { hostsOf, ownWords, titleClass } from "./title.js";
import type { ClientSurface, Credential } from "../surface.js";

/** In lower case: `baseurl` beside `baseUrl` would be read as one. */
const takenOptions: ReadonlySet<string> = new Set(clientOptions.map((name) => name.toLowerCase()));

const keyOption = /^(?:api_?key|api_?token|access_?token|auth_?token|bearer_?token|token|secret_?key|api_?secret)$/i;

export function nameClient(
  api: Api,
  config: Decisions,
  sampledClients: readonly SampledClient[],
  servers: ServerPlan,
): ClientSurface {
  const found = sampledClients.filter((sampled) => !isForeign(sampled, api));
  const sampled = mostSampled(found);
  const { className, reason } = classNameOf(api, config, sampled);
  const spoken = spokenName(className, api, found);
  const envPrefix = ownPrefix(config.environment ?? constantCase(spoken));
  const samplePackage = packageOf(found, className);
  const idHeader = requestIdHeader(api);
  const credentials = nameCredentials(api, config, envPrefix, found);
  return {
    className,
    variable: spoken,
    spoken,
    envPrefix,
    credentials,
    ...(samplePackage === undefined ? {} : { samplePackage }),
    servers: servers.servers,
    choosesServer: servers.isChosen,
    environments: servers.isChosen ? Object.keys(config.servers ?? {}) : [],
    defaults: config.defaults ?? {},
    ...ownOptions(config, credentials),
    takesFiles: api.operations.some(takesFiles),
    ...(idHeader === undefined ? {} : { requestIdHeader: idHeader }),
    reason,
  };
}

function takesFiles({ body }: Operation): boolean {
  const holdsFiles = ({ isContent, properties = [] }: BodyMedia): boolean =>
    isContent === true || properties.some((property) => property.isContent);
  return body?.media.some(holdsFiles) ?? false;
}

/** The answer header that names a request, unless the document declares another. */
export const USUAL_ID_HEADER = "x-request-id";

/** The answer header that names a request, where the document declares one under another name than the usual. */
function requestIdHeader({ operations }: Api): string | undefined {
  const headers = operations.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.headers));
  const found = headers.find((header) => /(request|trace|correlation)-?id$/i.test(header));
  return found?.toLowerCase() === USUAL_ID_HEADER ? undefined : found;
}

/** A class name as a variable: `OpenAI` is one word where a sample or the title takes it for one, else `openAi`. */
function spokenName(className: string, api: Api, found: readonly SampledClient[]): string {
  const compact = className.toLowerCase();
  const isOneWord = ownWords(api.title, api.servers).join(" ").toLowerCase() === compact;
  const isSpokenSo = found.some(({ client }) => client.variable === compact);
  return /^[a-z]\w*$/.test(compact) && (isOneWord || isSpokenSo) ? compact : camelCase(className);
}

/** The class name, by the strongest of the configuration, the samples and the title. */
function classNameOf(
  api: Api,
  config: Decisions,
  sampled: SampledClient | undefined,
): { readonly className: string; readonly reason: Reason } {
  const title = suggestion({ kind: "title" }, titleClass(api), "#/info/title");
  const isConfigured = config.client !== undefined && words(config.client).length > 0;
  const stronger = [
    ...(isConfigured ? [suggestion({ kind: "clientEntry" }, config.client)] : []),
    ...(sampled ? [sampledSuggestion(sampled)] : []),
  ];
  const [chosen, ...others] = [...stronger, title];
  const { call: className, ...reason } = chosen ?? title;
  const lost = { kind: "outranked", by: reason.authority } as const;
  return { className, reason: { ...reason, rejected: others.map((other) => ({ ...other, lost })) } };
}

function suggestion(because: Cause, name: string, pointer?: Pointer): Omit<Rejected, "lost"> {
  const place = pointer === undefined ? {} : { pointer };
  return { call: clientClass(name), authority: authorityOf(because), because, ...place };
}

function sampledSuggestion({ client: { className }, pointer }: SampledClient): Omit<Rejected, "lost"> {
  return suggestion({ kind: "sampledClient", className: clientClass(className) }, className, pointer);
}

/** SDKs that other APIs are called with, because they take the same requests. */
const borrowed = /^(?:openai|anthropic|googlegenai|mistral|cohere|groq)$/;

/** Whether a client is not the API's own: another owner's class, of which neither title nor hosts know. */
function isForeign({ client: { className, options } }: SampledClient, { title, servers }: Api): boolean {
  const hosts = hostsOf(servers);
  const sdk = className.toLowerCase().replace(/^async/, "");
  const name = sdk.replace(/(?:client|sdk|ai)$/, "");
  const isOwn = [title, ...hosts].some((text) => words(text).join("").includes(name));
  const isPointedHere = options.some((option) => /^base_?url$/i.test(option));
  return !isOwn && hosts.length > 0 && (isPointedHere || borrowed.test(sdk));
}

/** The client that most samples make; of equals the first, and JavaScript's before Python's. */
function mostSampled(found: readonly SampledClient[]): SampledClient | undefined {
  const preferred = found.some(({ isJavaScript }) => isJavaScript)
    ? found.filter(({ isJavaScript }) => isJavaScript)
    : found;
  const className = mostFrequent(preferred.map(({ client }) => client.className));
  return preferred.find(({ client }) => client.className === className);
}

function packageOf(found: readonly SampledClient[], className: string): string | undefined {
  const packages = found.flatMap(({ client, isJavaScript }) =>
    isJavaScript && client.className === className && client.package !== undefined ? [client.package] : [],
  );
  return mostFrequent(packages);
}

function nameCredentials(
  api: Api,
  config: Decisions,
  envPrefix: string,
  found: readonly SampledClient[],
): readonly Credential[] {
  const primary = primaryScheme(api);
  const naming: CredentialNaming = { api, config, envPrefix, found, claim: claims() };
  // Names that the user decided are claimed first, then the one of the most used scheme; the others make way.
  const rank = (scheme: SecurityScheme) =>
    wishesFor(scheme, config).option !== undefined ? 0 : scheme === primary ? 1 : 2;
  const ordered = [...api.securitySchemes].sort((one, other) => rank(one) - rank(other));
  const named = new Map(ordered.map((scheme) => [scheme, nameCredential(scheme, scheme === primary, naming)]));
  // A scheme that no operation takes is nothing to begin with.
  const used = new Set(api.operations.flatMap(({ security }) => security.flat()));
  const byUse = [...api.securitySchemes].sort(
    (one, other) => Number(used.has(other.name)) - Number(used.has(one.name)),
  );
  return byUse.flatMap((scheme) => named.get(scheme) ?? []);
}

interface CredentialNaming {
  readonly api: Api;
  readonly config: Decisions;
  readonly envPrefix: string;
  readonly found: readonly SampledClient[];
  readonly claim: (name: string) => string;
}

function wishesFor(scheme: SecurityScheme, { credentials }: Decisions): CredentialNames {
  return credentials && Object.hasOwn(credentials, scheme.name) ? (credentials[scheme.name] ?? {}) : {};
}

/** The scheme that most operations accept; of several, the first in the document. */
function primaryScheme(api: Api): SecurityScheme | undefined {
  const counts = new Map<string, number>();
  for (const name of api.operations.flatMap(({ security }) => security.flat()))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const uses = (scheme: SecurityScheme) => counts.get(scheme.name) ?? 0;
  const [first, ...others] = api.securitySchemes;
  return first && others.reduce((best, scheme) => (uses(scheme) > uses(best) ? scheme : best), first);
}

/** The client options that carry a credential of each kind. */
const OPTIONS: Readonly<Record<SecurityKind, "one secret" | "username and password">> = {
  headerKey: "one secret",
  queryKey: "one secret",
  cookieKey: "one secret",
  basic: "username and password",
  bearer: "one secret",
};

function nameCredential(scheme: SecurityScheme, isPrimary: boolean, naming: CredentialNaming): Credential {
  const { config, envPrefix, claim } = naming;
  const wishes = wishesFor(scheme, config);
  const named = (wish: string | undefined, otherwise: string) =>
    claim(wish === undefined ? otherwise : freeOption(asWritten(wish)));
  const env = (wish: string | undefined, option: string) => legalEnv(wish) ?? `${envPrefix}_${constantCase(option)}`;
  const own = camelCase(scheme.name);
  if (OPTIONS[scheme.kind] === "username and password") {
    const option = named(wishes.option, isPrimary ? "username" : `${own}Username`);
    const passwordOption = named(wishes.passwordOption, isPrimary ? "password" : `${own}Password`);
    return {
      scheme,
      option,
      env: env(wishes.env, option),
      passwordOption,
      passwordEnv: env(wishes.passwordEnv, passwordOption),
      ...given("default", wishes.default),
      ...given("passwordDefault", wishes.passwordDefault),
    };
  }
  const option = named(wishes.option, isPrimary ? primaryOption(scheme, naming) : freeOption(own));
  const credential = { scheme, option, env: env(wishes.env, option), ...given("default", wishes.default) };
  if (!scheme.clientCredentials) return credential;
  const idOption = named(wishes.idOption, isPrimary ? "clientId" : `${own}ClientId`);
  const secretOption = named(wishes.secretOption, isPrimary ? "clientSecret" : `${own}ClientSecret`);
  const client = {
    idOption,
    idEnv: env(wishes.idEnv, idOption),
    secretOption,
    secretEnv: env(wishes.secretEnv, secretOption),
  };
  return { ...credential, client };
}

function given<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}

/** Options that would be taken for one of the runtime's, or for a credential, get a name of their own. */
function ownOptions(
  { options = {}, webhooks }: Decisions,
  credentials: readonly Credential[],
): Pick<ClientSurface, "options" | "webhookKey"> {
  const claim = claims();
  const named = (name: string): string =>
    claim(takenOptions.has(name.toLowerCase()) ? `${asWritten(name)}Option` : asWritten(name));
  for (const { option, passwordOption, client } of credentials) {
    for (const name of [option, passwordOption, client?.idOption, client?.secretOption]) if (name) claim(name);
  }
  const own = Object.entries(options).map(([name, { env, ...option }]) => ({
    ...option,
    ...given("env", legalEnv(env)),
    name: named(name),
  }));
  const { key, env, description } = webhooks ?? {};
  if (key === undefined) return { options: own };
  const webhookKey = { name: named(key), ...given("env", legalEnv(env)), ...given("description", description) };
  return { options: own, webhookKey };
}

/** The text where every shell can set a variable of that name; undefined otherwise. */
function legalEnv(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z_][A-Za-z0-9_]{0,120}$/.test(text) ? text : undefined;
}

/** The option that samples pass to the client, else `apiKey`, unless another scheme has that name. */
function primaryOption(scheme: SecurityScheme, { api, found }: CredentialNaming): string {
  const options = found
    .flatMap(({ client, isJavaScript }) => (isJavaScript ? client.options : []))
    .filter((name) => keyOption.test(name));
  const isTaken = api.securitySchemes.some((other) => other !== scheme && camelCase(other.name) === "apiKey");
  const usual = scheme.isOAuth ? "accessToken" : isTaken ? freeOption(camelCase(scheme.name)) : "apiKey";
  return camelCase(mostFrequent(options) ?? usual);
}

function freeOption(name: string): string {
  return takenOptions.has(name.toLowerCase()) || name in Object.prototype ? `${name}Credential` : name;
}
