/**
 * The `Decisions` value: everything that the user decided about one specification, read once from the configuration, a
 * `stainless.yml` and the package on disk. Rooms use the parts they need, and read no configuration themselves.
 *
 * If a decision is absent, the document decides.
 */
import type { Position } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import type { LintRules } from "../lint/rules.js";
import type { GivenKind, GivenPages } from "./pages.js";
import type { GivenStream } from "./streams.js";

export type { GivenStream, LintRules };

export interface Decisions {
  /** `source` writes only the sources, to be used inside an application; by default, the output is a package. */
  readonly layout?: Layout;
  /** The class name of the client. */
  readonly client?: string;
  /** Path prefix → namespace, e.g. `/vector_stores` → `vectorStores`; the empty namespace puts methods on the client. */
  readonly prefix?: Texts;
  /** Renames the last word of calls, e.g. `del` → `delete`. */
  readonly verbs?: Texts;
  /** Word → its spelling in derived names, e.g. `url` → `URL`. */
  readonly casings?: Texts;
  /** Address → call, e.g. `GET /api-keys/{id}` → `apiKeys.retrieve`. */
  readonly calls?: Texts;
  /** Security scheme → the client option for its credential, e.g. `Portkey-Key` → `{ option: "apiKey" }`. */
  readonly credentials?: Readonly<Record<string, CredentialNames>>;
  /** Addresses (`GET /a`), path prefixes (`/admin`) or namespaces (`admin.users`) that get no methods. */
  readonly skip?: readonly string[];
  /** The only addresses, path prefixes or namespaces that get methods; the same syntax as `skip`. */
  readonly only?: readonly string[];
  /** How ids may be given by position; if absent, samples and a `stainless.yml` decide. */
  readonly positional?: PositionalForm;
  /** Settings for the package's README: the call that comes first. */
  readonly readme?: { readonly first?: string };
  /** Component schema → the name of its model, e.g. `Error` → `Problem`. */
  readonly models?: Texts;
  /** The same from a `stainless.yml`; `models` overrides it. */
  readonly stainlessModels?: Texts;
  /** Address or call → the argument that takes the whole body, instead of one argument per property. */
  readonly bodies?: Texts;
  /** Parameter, or call or address and parameter → the name of its argument, e.g. `anthropic-beta` → `betas`. */
  readonly arguments?: Texts;
  /** Name → URL of the servers that a client can choose from, the default first; replaces the document's servers. */
  readonly servers?: Texts;
  /** Further client options, sent with every request. */
  readonly options?: Readonly<Record<string, GivenOption>>;
  /** Defaults for calls; the client's own options override them. */
  readonly defaults?: ClientDefaults;
  /** The prefix of the client's environment variables, e.g. `ACME`. */
  readonly environment?: string;
  /** The idempotency header of every call that writes, unless the document declares one. */
  readonly idempotency?: string;
  /** Properties of a response's object that calls return instead of the object, e.g. `result`. */
  readonly unwrap?: readonly string[];
  /** Whether objects that calls return have the property `_request_id`. */
  readonly requestIds?: boolean;
  /** Security requirements and schemes that replace the document's. */
  readonly security?: readonly Json[];
  readonly securitySchemes?: JsonObject;
  /** Whether the package exports the values of enumerations. */
  readonly values?: boolean;
  /** How the API signs webhooks. */
  readonly webhooks?: WebhookSigning;
  /** Address → call, from a `stainless.yml`; `calls` overrides it, and `prefix` and `verbs` apply to it. */
  readonly stainless?: Texts;
  /** Whether only operations in `stainless` and `calls` get methods. */
  readonly onlyStainless?: boolean;
  /** Second call of an operation → its address. */
  readonly aliases?: Texts;
  /** Address → further calls from a `stainless.yml`, besides the one in `stainless`. */
  readonly stainlessFurther?: Readonly<Record<string, readonly string[]>>;
  /** Address → the parameters that a `stainless.yml` allows by position, in order. */
  readonly stainlessPositional?: Readonly<Record<string, readonly string[]>>;
  /** Address → the call in the package on disk; such calls keep their names, whatever the document says now. */
  readonly locked?: Locked;
  /** Component (`schemas/ApiKeyObject`) → the name of its model in the package on disk. */
  readonly lockedModels?: Texts;
  /** Address or call → how it lists in pages, or `false`. */
  readonly pages?: Readonly<Record<string, GivenPages>>;
  /** Address or call → the events of its stream, if the document does not declare them, or `false`. */
  readonly streams?: Readonly<Record<string, GivenStream>>;
  /** Addresses or calls whose body is sent in the query, because `fetch` sends no body with GET. */
  readonly bodyInQuery?: readonly string[];
  /** Addresses or calls whose whole body, such as a list, may follow the ids by position. */
  readonly bodyByPosition?: readonly string[];
  /** How lists in the query are serialised, if the document does not say. */
  readonly arrays?: ArrayFormat;
  /** How objects in the query are serialised, if the document does not say. */
  readonly objects?: ObjectFormat;
  /** Pages from a `stainless.yml`; `pages` overrides them. */
  readonly stainlessPages?: StainlessPages;
  /** The owner's own code in the package on disk. */
  readonly custom?: CustomCode;
  /** How to treat generated files that were edited by hand; if absent, the run stops. */
  readonly edits?: "merge";
  /** Fields of the generated `package.json`. */
  readonly package?: PackageSettings;
  /** Absolute paths of overlay files, in the order of application. */
  readonly overlays?: readonly string[];
  /** Limits that override the defaults of `document/limits.ts`. */
  readonly limits?: Readonly<Record<string, number>>;
  /**
   * Hosts that references may be fetched from, with `:port` unless it is the default: those that the user allowed,
   * possibly narrowed by the configuration; if absent, none.
   */
  readonly allowRemote?: readonly string[];
  /** What `diff` fails on, and the changes that it accepts. */
  readonly diff?: DiffSettings;
  /** What `compare` fails on, and the differences from a published SDK that it accepts. */
  readonly compare?: CompareSettings;
  /** Redocly's rules. */
  readonly lint?: LintRules;
  /** Returns the position of an entry of one of these keys in the user's files; undefined if no file has it. */
  readonly placeOf?: (key: PlacedKey, entry: string) => Position | undefined;
}

export interface ClientDefaults {
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
  readonly maxRetries?: number;
  readonly headers?: Texts;
}

/** All ids in path order, only the last one with the others in the object, both, or none. */
export type PositionalForm = "all" | "last" | "both" | "none";

/** `ids[]=a`, `ids[0]=a`, `ids=a&ids=b`, `ids=a,b`. */
export type ArrayFormat = "brackets" | "indices" | "repeat" | "comma";

/** `filter[age]=3`, `filter.age=3`. */
export type ObjectFormat = "brackets" | "dots";

export interface WebhookSigning {
  readonly format?: "standard" | "timestamped" | "hex" | "base64";
  readonly header?: string;
  readonly algorithm?: "sha256" | "sha1" | "sha512";
  readonly prefix?: string;
  /** The client option that holds the key. */
  readonly key?: string;
  /** The environment variable that is its default. */
  readonly env?: string;
  /** Its documentation for callers. */
  readonly description?: string;
}

export type Layout = "package" | "source";

export interface DiffSettings {
  readonly failOn?: "breaks" | "risk" | "none";
  /** Whether types also allow values that a response's enumeration does not list yet. */
  readonly openEnums?: boolean;
  readonly accept?: readonly AcceptedChange[];
}

export interface CompareSettings {
  readonly failOn?: "calls" | "any" | "none";
  readonly accept?: readonly AcceptedDifference[];
}

/** Why something is accepted, and the last day (`YYYY-MM-DD`) on which it is. */
export interface Acceptance {
  readonly reason?: string;
  readonly until?: string;
}

export interface AcceptedChange extends Acceptance {
  /** Its fingerprint. */
  readonly change: string;
}

export interface AcceptedDifference extends Acceptance {
  /** Its code, the call or export, and the argument or property: `argument-gone keys.create note`; `*` is any text. */
  readonly difference: string;
}

export type Texts = Readonly<Record<string, string>>;

/** Keys whose entries (keys of a map or items of a list) findings can point to. */
export type PlacedKey =
  | "calls"
  | "aliases"
  | "stainless"
  | "stainlessFurther"
  | "prefix"
  | "verbs"
  | "skip"
  | "only"
  | "credentials"
  | "pages"
  | "streams"
  | "models"
  | "bodies"
  | "bodyInQuery"
  | "bodyByPosition"
  | "unwrap"
  | "arguments"
  | "readme";

/** For basic security, `option` is the username's. Absent options have their default names. */
export interface CredentialNames {
  readonly option?: string;
  readonly env?: string;
  readonly passwordOption?: string;
  readonly passwordEnv?: string;
  /** Options of client credentials (OAuth 2.0). */
  readonly idOption?: string;
  readonly idEnv?: string;
  readonly secretOption?: string;
  readonly secretEnv?: string;
  /** The value to send if the caller passes none; not for secrets. */
  readonly default?: string;
  readonly passwordDefault?: string;
}

/** A client option that is not a credential, and where it is sent. */
export interface GivenOption {
  readonly env?: string;
  readonly default?: string | number | boolean;
  readonly header?: string;
  readonly query?: string;
  /** A variable in the server's URL. */
  readonly variable?: string;
  readonly description?: string;
}

/** The files of `src/custom/` that the package has. */
export interface CustomCode {
  /** `index.ts`: exported together with everything else. */
  readonly hasIndex: boolean;
  /** `client.ts`: exports a client class that replaces the generated one for callers. */
  readonly hasClient: boolean;
}

export interface StainlessSource {
  readonly file: string;
  /** Whether only the operations that it lists get methods. */
  readonly only: boolean;
}

export interface StainlessPages {
  /** An operation uses the first scheme that fits it. */
  readonly schemes: readonly { readonly name: string; readonly given: GivenKind }[];
  /** Addresses of operations without pages. */
  readonly without: readonly string[];
}

export type Locked = Texts | ReadonlyMap<string, string>;

export interface PackageSettings {
  readonly name?: string;
  readonly version?: string;
  /** Further import paths with the package's own exports, e.g. `error`, `resources/*`, as an earlier package had them. */
  readonly subpaths?: readonly string[];
  /** Further fields of `package.json`, e.g. `repository`, `author`; they override generated ones. */
  readonly fields?: JsonObject;
}
