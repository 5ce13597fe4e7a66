/**
 * Reads a `stainless.yml`, the configuration of a generator that was switched off, for the names its users' callers
 * know: resources and methods, the client and its options. Pure: it takes the parsed file and reads nothing.
 *
 * Keys that say nothing here are listed, each once, with `*` for the names of resources and methods.
 */
import { camelCase, pascalCase, words } from "../../naming/identifiers.js";
import { type CredentialNames, type NamingConfig, normalisedAddress } from "../../naming/config.js";
import { pagesOfScheme } from "./pages.js";

export interface StainlessReading {
  /** `client`, `credentials`, `skip`, and the calls as `stainless`. */
  readonly config: NamingConfig;
  /** Where the file speaks of an address that is in `config`. */
  readonly places: ReadonlyMap<string, KeyPath>;
  readonly pagination: readonly StainlessPagination[];
  /** Options of the client that belong to no security scheme. */
  readonly options: readonly StainlessOption[];
  /** Keys that were not understood, each pattern once, with the first place it stands at. */
  readonly unknown: readonly UnknownKey[];
}

/** Keys and indices from the top of the file down. */
export type KeyPath = readonly string[];

export interface UnknownKey {
  /** `targets`, or `resources.*.methods.*.streaming`. */
  readonly pattern: string;
  readonly path: KeyPath;
}

/** A pagination scheme under the name that methods refer to it by. */
export interface StainlessPagination {
  readonly name: string;
  readonly type?: string;
  /** Parameters of the request and properties of the response, with the purpose the file gives for each. */
  readonly request: readonly StainlessField[];
  readonly response: readonly StainlessField[];
  /** Whether the answer itself is the list. */
  readonly itself?: true;
}

/** A field, at whatever depth. */
export interface StainlessField {
  readonly name: string;
  readonly path: KeyPath;
  readonly purpose?: string;
}

export interface StainlessOption {
  readonly name: string;
  readonly env?: string;
}

type Mapping = Readonly<Record<string, unknown>>;

interface Reader {
  readonly calls: Map<string, string>;
  readonly skip: Set<string>;
  readonly unpaged: Set<string>;
  readonly places: Map<string, KeyPath>;
  readonly unknown: Map<string, KeyPath>;
  readonly casings: Casings;
}

/** Where in the file a reader is: the keys themselves, and the same with `*` for names. */
interface Spot {
  readonly path: KeyPath;
  readonly pattern: KeyPath;
}

const top: Spot = { path: [], pattern: [] };

function under({ path, pattern }: Spot, ...keys: KeyPath): Spot {
  return { path: [...path, ...keys], pattern: [...pattern, ...keys] };
}

/** Below a key that is a name or an index, of which the file may have many. */
function inside({ path, pattern }: Spot, name: string | number): Spot {
  return { path: [...path, String(name)], pattern: [...pattern, "*"] };
}

/** Spellings the file asks for, by the word or the whole name in snake case. */
type Casings = ReadonlyMap<string, string>;

const addressShape = /^(?:get|put|post|delete|options|head|patch|trace)\s+\/\S*$/i;
/** How the file names the language that Callwright writes. */
const ownLanguages = new Set(["node", "typescript", "javascript"]);

/**
 * @param parsed the file as a YAML parser gives it; anything else than a mapping has no names in it
 * @returns overrides for naming, and everything that could not become one
 */
export function readStainless(parsed: unknown): StainlessReading {
  const file = mappingOf(parsed);
  const unknown = new Map<string, KeyPath>();
  const casings = readCasings(file["custom_casings"], unknown);
  const reader: Reader = { calls: new Map(), skip: new Set(), unpaged: new Set(), places: new Map(), unknown, casings };
  listUnknown(file, top, topKeys, unknown);
  readUnspecified(file["unspecified_endpoints"], reader);
  readResources(mappingOf(file["resources"]), [], under(top, "resources"), reader);
  const client = readOrganization(file["organization"], reader);
  const { credentials, options } = readOptions(mappingOf(file["client_settings"]), reader);
  const pagination = readPagination(file["pagination"], reader);
  const stainlessPages = {
    schemes: pagination.flatMap((scheme) => {
      const given = pagesOfScheme(scheme);
      return given ? [{ name: scheme.name, given }] : [];
    }),
    without: [...reader.unpaged],
  };
  const config: NamingConfig = {
    ...(client === undefined ? {} : { client }),
    stainless: fromMap(reader.calls),
    skip: [...reader.skip].filter((address) => !reader.calls.has(address)),
    credentials: fromMap(credentials),
  };
  return {
    config: pagination.length + reader.unpaged.size > 0 ? { ...config, stainlessPages } : config,
    places: reader.places,
    pagination,
    options,
    unknown: [...unknown].map(([pattern, path]) => ({ pattern, path })),
  };
}

const topKeys = [
  "organization",
  "resources",
  "custom_casings",
  "pagination",
  "client_settings",
  "unspecified_endpoints",
  "edition",
  "$schema",
];

/** Operations that its author left out on purpose. */
function readUnspecified(value: unknown, { skip, places }: Reader): void {
  for (const [index, entry] of (Array.isArray(value) ? (value as readonly unknown[]) : []).entries()) {
    if (typeof entry !== "string") continue;
    skip.add(normalisedAddress(entry));
    places.set(normalisedAddress(entry), ["unspecified_endpoints", String(index)]);
  }
}

function readResources(resources: Mapping, namespace: readonly string[], spot: Spot, reader: Reader): void {
  for (const [name, value] of Object.entries(resources)) {
    const resource = mappingOf(value);
    const here = inside(spot, name);
    // `$client` holds the client's own methods, `$shared` only the names of types.
    const segments = name === "$client" ? namespace : [...namespace, cased(name, reader.casings)];
    const isSkipped = isElsewhere(resource);
    listUnknown(resource, here, ["methods", "subresources", "skip", "only", "description"], reader.unknown);
    readMethods(mappingOf(resource["methods"]), segments, under(here, "methods"), isSkipped, reader);
    readResources(mappingOf(resource["subresources"]), segments, under(here, "subresources"), reader);
  }
}

function readMethods(
  methods: Mapping,
  namespace: readonly string[],
  spot: Spot,
  isSkipped: boolean,
  reader: Reader,
): void {
  for (const [name, value] of Object.entries(methods)) {
    const method = typeof value === "string" ? { endpoint: value } : mappingOf(value);
    const endpoint = method["endpoint"];
    listUnknown(method, inside(spot, name), ["endpoint", "type", "skip", "only", "paginated"], reader.unknown);
    if (typeof endpoint !== "string" || !addressShape.test(endpoint.trim())) {
      note(under(spot, name), reader.unknown);
      continue;
    }
    const address = normalisedAddress(endpoint);
    if (method["paginated"] === false) reader.unpaged.add(address);
    if (isSkipped || isElsewhere(method)) reader.skip.add(address);
    else if (reader.calls.has(address)) note(under(spot, name), reader.unknown);
    else reader.calls.set(address, [...namespace, cased(name, reader.casings)].join("."));
    if (!reader.places.has(address)) reader.places.set(address, [...spot.path, name]);
  }
}

/** Whether `skip` or `only` keeps something out of the TypeScript client. */
function isElsewhere(entry: Mapping): boolean {
  const only = textsOf(entry["only"]);
  const isSkipped = entry["skip"] === true || textsOf(entry["skip"]).some((language) => ownLanguages.has(language));
  return isSkipped || (only.length > 0 && !only.some((language) => ownLanguages.has(language)));
}

function readOrganization(value: unknown, { casings, unknown }: Reader): string | undefined {
  const organization = mappingOf(value);
  listUnknown(organization, under(top, "organization"), ["name", "docs", "contact"], unknown);
  const name = organization["name"];
  return typeof name === "string" && name.trim() !== ""
    ? (casings.get(snake(name)) ?? spelled(words(name), casings))
    : undefined;
}

const optionKeys = ["type", "description", "nullable", "read_env", "auth", "example"];

function readOptions(
  settings: Mapping,
  reader: Reader,
): { readonly credentials: ReadonlyMap<string, CredentialNames>; readonly options: readonly StainlessOption[] } {
  const opts = under(top, "client_settings", "opts");
  listUnknown(settings, under(top, "client_settings"), ["opts"], reader.unknown);
  const credentials = new Map<string, CredentialNames>();
  const options: StainlessOption[] = [];
  for (const [key, value] of Object.entries(mappingOf(settings["opts"]))) {
    const option = mappingOf(value);
    const auth = mappingOf(option["auth"]);
    listUnknown(option, inside(opts, key), optionKeys, reader.unknown);
    listUnknown(auth, under(inside(opts, key), "auth"), ["security_scheme", "role"], reader.unknown);
    const name = /[a-z]/.test(key) ? cased(key, reader.casings) : cased(key.toLowerCase(), reader.casings);
    const env = typeof option["read_env"] === "string" ? option["read_env"] : undefined;
    const scheme = auth["security_scheme"];
    if (typeof scheme !== "string") options.push({ name, ...(env === undefined ? {} : { env }) });
    else
      credentials.set(scheme, {
        ...credentials.get(scheme),
        ...credentialNames(name, env, auth["role"] === "password"),
      });
  }
  return { credentials, options };
}

function credentialNames(name: string, env: string | undefined, isPassword: boolean): CredentialNames {
  if (isPassword) return { passwordOption: name, ...(env === undefined ? {} : { passwordEnv: env }) };
  return { option: name, ...(env === undefined ? {} : { env }) };
}

function readPagination(value: unknown, { unknown }: Reader): readonly StainlessPagination[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((entry, index) => {
    const { name, type, ...rest } = mappingOf(entry);
    const known = ["request", "response", "description", "param_location"];
    listUnknown(rest, inside(under(top, "pagination"), index), known, unknown);
    if (typeof name !== "string") return [];
    const fields = { request: readFields(rest["request"]), response: readFields(rest["response"]) };
    const itself = Object.values(mappingOf(rest["response"])).some((field) => isTopLevel(field));
    return [{ name, ...(typeof type === "string" ? { type } : {}), ...fields, ...(itself ? { itself } : {}) }];
  });
}

/** Fields with those inside them, of which only the ones with a purpose count. */
function readFields(value: unknown, path: KeyPath = []): readonly StainlessField[] {
  if (path.length > 4) return [];
  return Object.entries(mappingOf(value)).flatMap(([name, node]) => {
    const field = mappingOf(node);
    const { purpose } = mappingOf(field["x-stainless-pagination-property"]);
    const here = [...path, name];
    const own = { name, path: here, ...(typeof purpose === "string" ? { purpose } : {}) };
    const inner = [field, mappingOf(field["items"])].flatMap((owner) => readFields(owner["properties"], here));
    return path.length === 0 || own.purpose !== undefined ? [own, ...inner] : inner;
  });
}

function isTopLevel(field: unknown): boolean {
  return mappingOf(mappingOf(field)["x-stainless-pagination-property"])["is_top_level_array"] === true;
}

/** A mapping, or a list of mappings, from a word in snake case to its spelling in classes, or to its spelling by style. */
function readCasings(value: unknown, unknown: Map<string, KeyPath>): Casings {
  const casings = new Map<string, string>();
  const listed = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  for (const [index, mapping] of (listed ?? [value]).map(mappingOf).entries()) {
    for (const [word, casing] of Object.entries(mapping)) {
      const pascal = typeof casing === "string" ? casing : mappingOf(casing)["pascal"];
      if (typeof pascal === "string" && /^[A-Za-z][A-Za-z0-9]*$/.test(pascal)) casings.set(snake(word), pascal);
      else unknown.set(`custom_casings.${word}`, ["custom_casings", ...(listed ? [String(index)] : []), word]);
    }
  }
  return casings;
}

/** The camelCase of a name, with the spellings of the file anywhere but in front: `list_mcp_servers` → `listMCPServers`. */
function cased(name: string, casings: Casings): string {
  if (casings.size === 0) return camelCase(name);
  const whole = casings.get(snake(name));
  if (whole !== undefined) return whole.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
  const [first = "", ...rest] = words(name);
  return first + spelled(rest, casings);
}

function spelled(parts: readonly string[], casings: Casings): string {
  return parts.map((word) => casings.get(word) ?? pascalCase(word)).join("");
}

function snake(name: string): string {
  return words(name).join("_");
}

function listUnknown(mapping: Mapping, spot: Spot, known: readonly string[], unknown: Map<string, KeyPath>): void {
  for (const key of Object.keys(mapping)) if (!known.includes(key)) note(under(spot, key), unknown);
}

function note({ path, pattern }: Spot, unknown: Map<string, KeyPath>): void {
  const text = pattern.join(".");
  if (!unknown.has(text)) unknown.set(text, path);
}

/** The value as a mapping without a prototype, so that no key of the file can reach one; empty for anything else. */
function mappingOf(value: unknown): Mapping {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return Object.assign(Object.create(null) as Mapping, isMapping ? value : {});
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function fromMap<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(map));
}
