/**
 * The table of all keys of `x-callwright`, with the kind and the meaning of their values. Reading and checking both use
 * it: a new key is a line here and a field of `Decisions`.
 */
import { GIVEN_NAME } from "../casing.js";
import { isObject } from "../document/refs.js";
import { defaultLimits } from "../document/limits.js";
import type {
  Acceptance,
  AcceptedChange,
  AcceptedDifference,
  CredentialNames,
  PackageSettings,
  StainlessSource,
} from "./decisions.js";
import {
  boolean,
  field,
  file,
  host,
  type Kind,
  listOf,
  location,
  map,
  mapOf,
  matching,
  object,
  oneOf,
  positiveNumber,
  string,
  wholeNumber,
} from "./kinds.js";
import { givenPages } from "./pages.js";
import { givenStream } from "./streams.js";
import { webhookSigning } from "./webhooks.js";

const credentialMap = object({
  option: field(string, "the client option; for basic security, the username's"),
  env: field(string, "the environment variable that is its default"),
  passwordOption: field(string, "the client option of the password, for basic security"),
  passwordEnv: field(string, "the environment variable of the password"),
  idOption: field(string, "the client option of the client's id, for client credentials of OAuth 2.0"),
  idEnv: field(string, "the environment variable of the client's id"),
  secretOption: field(string, "the client option of the client's secret"),
  secretEnv: field(string, "the environment variable of the client's secret"),
  default: field(string, "the value to send if the caller gives none; not for secrets"),
  passwordDefault: field(string, "the default of the password; not for secrets"),
});

/** `bearerAuth: token`, or a map with further names. */
const credential: Kind<CredentialNames> = {
  is: "a string or a map",
  schema: { anyOf: [string.schema, credentialMap.schema] },
  read: (setting) => (typeof setting.value === "string" ? { option: setting.value } : credentialMap.read(setting)),
};

/** The pattern of package.json's own JSON schema, and npm's maximum length. */
const packageName = matching(
  /^(?=.{1,214}$)(?:@[a-z0-9-*~][a-z0-9-*._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/,
  "a name that npm accepts, such as `acme-client` or `@acme/client`",
);

/** Semantic Versioning 2.0.0, section 2. */
const packageVersion = matching(
  /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
  "a semantic version, such as `1.2.0`",
);

const spelling = matching(/^[A-Za-z][A-Za-z0-9]*$/, "letters and digits, such as `URL`");

/** A path under which a package can be imported (Node.js, package entry points). */
const subpath = matching(
  /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*(\/\*)?$/,
  "a path below the package, such as `error` or `resources/*`",
);

/** Every field except `name`, `version` and `subpaths` is copied unchanged. */
const packageSettings: Kind<PackageSettings> = {
  is: "a map",
  schema: {
    type: ["object", "null"],
    properties: { name: packageName.schema, version: packageVersion.schema, subpaths: listOf(subpath).schema },
  },
  read: (setting) => {
    const { name, version, subpaths, ...fields } = map.read(setting);
    return {
      ...(name === undefined ? {} : { name: packageName.read(setting.at("name")) }),
      ...(version === undefined ? {} : { version: packageVersion.read(setting.at("version")) }),
      ...(subpaths === undefined ? {} : { subpaths: listOf(subpath).read(setting.at("subpaths")) }),
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
    };
  },
};

const stainlessMap = object({
  file: field(file, "the stainless.yml"),
  only: field(boolean, "whether to leave out operations that it does not list"),
});

/** `./stainless.yml`, or a map with further settings. */
const stainless: Kind<StainlessSource> = {
  is: "the path of a file, or a map with the key `file`",
  schema: { anyOf: [file.schema, { ...stainlessMap.schema, required: ["file"] }] },
  read: (setting) => {
    if (!isObject(setting.value)) return { file: file.read(setting), only: false };
    const { file: named, only = false } = stainlessMap.read(setting);
    if (named !== undefined) return { file: named, only };
    throw setting.error("`stainless` has no `file`.", "Add `file: ./stainless.yml` to it.");
  },
};

const limits: Kind<Readonly<Record<string, number>>> = object(
  Object.fromEntries(
    Object.keys(defaultLimits).map((name) => [name, field(positiveNumber, "a limit of the document")]),
  ),
) as Kind<Readonly<Record<string, number>>>;

const acceptedFields = {
  reason: field(string, "why it is acceptable"),
  until: field(string, "the last day on which it is accepted, as YYYY-MM-DD"),
};

/** An entry of `accept`, with the key that names what it accepts; the other keys are the same for all commands. */
function acceptedBy<Key extends string, Entry extends Acceptance & Readonly<Record<Key, string>>>(
  key: Key,
  doc: string,
  hint: string,
): Kind<Entry> {
  const fields = object({ [key]: field(string, doc), ...acceptedFields });
  return {
    is: `a map with the key \`${key}\``,
    schema: { ...fields.schema, required: [key] },
    read: (setting) => {
      const read = fields.read(setting) as Partial<Entry>;
      if (read[key] !== undefined) return read as Entry;
      throw setting.error(`An entry of \`accept\` has no \`${key}\`.`, hint);
    },
  };
}

const acceptedChange = acceptedBy<"change", AcceptedChange>(
  "change",
  "the fingerprint that `diff` prints",
  "Add the fingerprint that `callwright diff` prints.",
);

const acceptedDifference = acceptedBy<"difference", AcceptedDifference>(
  "difference",
  "the code, the call and the name that `compare` prints, such as `argument-gone keys.create note`; `*` is any text, and `{a|b}` either",
  "Add the words that `callwright compare` prints after `accept with`.",
);

/** A URL that requests can be sent to. */
const serverAddress = matching(/^https?:\/\/[^\s@?#]+$/i, "an address, such as `https://api.example.com/v1`");

const argumentName = matching(GIVEN_NAME, "a name for an argument, such as `betas`");

const headerName = matching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "the name of a header");

const scalar: Kind<string | number | boolean> = {
  is: "a string, a number, true or false",
  schema: { type: ["string", "number", "boolean"] },
  read: (setting) => {
    const { value } = setting;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    throw setting.error(`\`${setting.name}\` must be ${scalar.is}.`, "Write one value.");
  },
};

const ownOption = object({
  header: field(headerName, "the header that carries it"),
  query: field(string, "the query parameter that carries it"),
  variable: field(string, "the variable of the server's address that it fills in"),
  env: field(string, "the environment variable that is its default"),
  default: field(scalar, "the value to send if the caller gives none"),
  description: field(string, "its documentation for callers"),
});

const clientDefaults = object({
  timeout: field(positiveNumber, "the time limit of one attempt, in milliseconds"),
  maxRetries: field(wholeNumber, "the maximum number of retries"),
  headers: field(mapOf(string), "headers of every request"),
});

const diffSettings = object({
  failOn: field(oneOf("breaks", "risk", "none"), "the level that exits with 3"),
  openEnums: field(
    boolean,
    "whether callers handle values that a response does not list yet, so that a new one is safe",
  ),
  accept: field(listOf(acceptedChange), "changes that do not fail the comparison"),
});

const compareSettings = object({
  failOn: field(oneOf("calls", "any", "none"), "the differences that exit with 3"),
  accept: field(listOf(acceptedDifference), "differences that do not fail the comparison"),
});

const readmeSettings = object({
  first: field(string, "the call that it shows first"),
});

export const KEYS = {
  output: field(location, "folder of the client package"),
  layout: field(
    oneOf("package", "source"),
    "`source` writes only sources, for a folder inside an application: no package.json, README or tsconfig.json",
  ),
  package: field(packageSettings, "fields of the package's package.json"),
  client: field(string, "class name of the client"),
  credentials: field(mapOf(credential), "security scheme to client option"),
  calls: field(mapOf(string), "address to call"),
  aliases: field(mapOf(string), "second call of an operation, such as an older name, to its address"),
  prefix: field(mapOf(string), "path prefix to namespace"),
  verbs: field(mapOf(string), "verb to the verb that replaces it"),
  casings: field(mapOf(spelling), "word to its spelling in derived names"),
  positional: field(
    oneOf("all", "last", "both", "none"),
    "how callers may pass ids by position: all in path order, only the last one, either way, or not at all",
  ),
  readme: field(readmeSettings, "what the README of the package shows"),
  models: field(mapOf(string), "component schema to the name of its model"),
  bodies: field(mapOf(string), "address or call to the argument that holds its whole body"),
  arguments: field(mapOf(argumentName), "parameter, or call or address and parameter, to the name of its argument"),
  servers: field(mapOf(serverAddress), "servers that replace the document's, as name to URL, default first"),
  defaults: field(clientDefaults, "defaults for calls, below the client's own options"),
  environment: field(
    matching(/^[A-Za-z_][A-Za-z0-9_]{0,60}$/, "the beginning of a variable's name, such as `ACME`"),
    "prefix of the client's environment variables",
  ),
  options: field(mapOf(ownOption), "extra client options that are sent with every request"),
  idempotency: field(headerName, "the header that makes it safe to repeat a call, if the document declares none"),
  unwrap: field(listOf(string), "properties that calls return instead of the whole response object, such as `result`"),
  requestIds: field(
    boolean,
    "whether objects that calls return hold the server's name of the request, as `_request_id`",
  ),
  values: field(boolean, "whether to export the values of enums as well as their types"),
  skip: field(listOf(string), "addresses, path prefixes or namespaces to leave out"),
  only: field(listOf(string), "the only addresses, path prefixes or namespaces to include"),
  names: field(oneOf("locked"), "keeps the names of calls and models of the package on disk"),
  edits: field(oneOf("merge"), "keeps manual edits in generated files"),
  pages: { ...field(mapOf(givenPages), "address or call to how it lists in pages"), formerly: "pagination" },
  streams: field(
    mapOf(givenStream),
    "address or call to the schema of its stream's events, if the document does not declare it",
  ),
  webhooks: field(webhookSigning, "how the API signs webhooks, if it does not follow Standard Webhooks"),
  bodyByPosition: field(
    listOf(string),
    "addresses or calls whose callers may pass the whole body by position, after all ids",
  ),
  bodyInQuery: field(listOf(string), "addresses or calls, such as a GET, whose body is sent in the query"),
  arrays: field(
    oneOf("brackets", "indices", "repeat", "comma"),
    "how lists are written in the query if the document does not declare it: `ids[]=a`, `ids[0]=a`, `ids=a&ids=b` or `ids=a,b`",
  ),
  objects: field(
    oneOf("brackets", "dots"),
    "how objects are written in the query if the document does not declare it: `filter[age]=3` or `filter.age=3`",
  ),
  stainless: field(stainless, "a stainless.yml to take names from"),
  overlays: field(listOf(file), "overlay files, in the order they are applied"),
  allowRemote: field(listOf(host), "narrows the hosts that the user allows for references"),
  diff: field(diffSettings, "which changes `diff` fails on, and which it accepts"),
  compare: field(compareSettings, "which differences from a published SDK `compare` fails on, and which it accepts"),
  limits: field(limits, "limits on the size and cost of a document"),
};
