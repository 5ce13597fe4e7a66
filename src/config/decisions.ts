/**
 * The `Decisions` value: everything that the user decided about one specification, read once from the configuration, a
 * `stainless.yml` and the package on disk. Rooms take what they need of it and read no configuration themselves.
 *
 * The document decides whatever is absent.
 */
import type { Position } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import type { LintRules } from "../lint/rules.js";
import type { GivenKind, GivenPages } from "./pages.js";
import type { GivenStream } from "./streams.js";

export type { GivenStream, LintRules };

export interface Decisions {
  /** `source` for sources alone, to stand among those of an application; a package of its own where it is absent. */
  readonly layout?: Layout;
  /** The class name of the client. */
  readonly client?: string;
  /** Path prefix → namespace, e.g. `/vector_stores` → `vectorStores`; the empty namespace puts methods on the client. */
  readonly prefix?: Texts;
  /** Renames a verb wherever it stands last in a call, e.g. `del` → `delete`. */
  readonly verbs?: Texts;
  /** Word → its spelling in derived names: `url` → `URL`. */
  readonly casings?: Texts;
  /** Address → call, e.g. `GET /api-keys/{id}` → `apiKeys.retrieve`. */
  readonly calls?: Texts;
  /** Security scheme → the client option that carries it, e.g. `Portkey-Key` → `{ option: "apiKey" }`. */
  readonly credentials?: Readonly<Record<string, CredentialNames>>;
  /** Addresses (`GET /a`), path prefixes (`/admin`) or namespaces (`admin.users`) that get no method. */
  readonly skip?: readonly string[];
  /** As `skip`; where given, nothing else gets a method. */
  readonly only?: readonly string[];
  /** How ids may be given by position; absent, as samples and a `stainless.yml` have it. */
  readonly positional?: PositionalForm;
  /** What the README of the package shows: the call that comes first. */
  readonly readme?: { readonly first?: string };
  /** Component schema → the name of its model, e.g. `Error` → `Problem`. */
  readonly models?: Texts;
  /** The same as a `stainless.yml` has it: weaker than `models`. */
  readonly stainlessModels?: Texts;
  /** Address or call → the argument that holds its whole body, in place of the body's properties. */
  readonly bodies?: Texts;
  /** Parameter, or call or address and parameter → the name of its argument: `anthropic-beta` → `betas`. */
  readonly arguments?: Texts;
  /** Name → address of the servers that a client may choose from, the default first; in place of the document's. */
  readonly servers?: Texts;
  /** Further options of the client, which go with every request. */
  readonly options?: Readonly<Record<string, GivenOption>>;
  /** Defaults for calls, below the client's own options. */
  readonly defaults?: ClientDefaults;
  /** What the client's environment variables begin with, e.g. `ACME`. */
  readonly environment?: string;
  /** The header that makes repeating a call safe, for every call that writes, where the document declares none. */
  readonly idempotency?: string;
  /** Properties of an answer's object that calls give in its place, e.g. `result`. */
  readonly unwrap?: readonly string[];
  /** Security requirements and schemes that hold in place of the document's. */
  readonly security?: readonly Json[];
  readonly securitySchemes?: JsonObject;
  /** Whether the package exports the values of enumerations. */
  readonly values?: boolean;
  /** How the API signs what it sends by itself. */
  readonly webhooks?: WebhookSigning;
  /** Address → the call that a `stainless.yml` gives it: weaker than `calls`, and `prefix` and `verbs` apply to it. */
  readonly stainless?: Texts;
  /** Whether operations that `stainless` does not list get no method; those of `calls` do. */
  readonly onlyStainless?: boolean;
  /** Address → the calls that a `stainless.yml` gives it beside the one of `stainless`. */
  readonly stainlessFurther?: Readonly<Record<string, readonly string[]>>;
  /** Address → the parameters that a `stainless.yml` lets be given by position, in their order. */
  readonly stainlessPositional?: Readonly<Record<string, readonly string[]>>;
  /** Address → the call that the package on disk has for it; such calls stay, whatever the document now says. */
  readonly locked?: Locked;
  /** Component (`schemas/ApiKeyObject`) → the name that the package on disk has for its model. */
  readonly lockedModels?: Texts;
  /** Address or call → how it lists in pages, or `false`. */
  readonly pages?: Readonly<Record<string, GivenPages>>;
  /** Address or call → what its stream holds, where the document does not say, or `false`. */
  readonly streams?: Readonly<Record<string, GivenStream>>;
  /** Addresses or calls whose body is sent as a part of the query, as `fetch` sends no body with a GET. */
  readonly bodyInQuery?: readonly string[];
  /** How lists in the query are written, where the document does not say. */
  readonly arrays?: ArrayFormat;
  /** How objects in the query are written, where the document does not say. */
  readonly objects?: ObjectFormat;
  /** Pages as a `stainless.yml` describes them; `pages` wins over them. */
  readonly stainlessPages?: StainlessPages;
  /** The owner's own code in the package on disk. */
  readonly custom?: CustomCode;
  /** How to treat generated files that were edited by hand; if absent, the run stops. */
  readonly edits?: "merge";
  /** What `package.json` of the generated package says. */
  readonly package?: PackageSettings;
  /** Absolute paths of overlay files, in the order in which they apply. */
  readonly overlays?: readonly string[];
  /** Limits that replace the defaults of `document/limits.ts`. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Hosts that references may be fetched from: the user's, or those of them that the configuration names; with `:port` where it is not the usual one; absent means none. */
  readonly allowRemote?: readonly string[];
  /** What `diff` fails on, and the changes that it accepts. */
  readonly diff?: DiffSettings;
  /** Redocly's rules. */
  readonly lint?: LintRules;
  /** The position of an entry of one of these keys in the user's files; undefined if no file has it. */
  readonly placeOf?: (key: PlacedKey, entry: string) => Position | undefined;
}

export interface ClientDefaults {
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
  readonly maxRetries?: number;
  readonly headers?: Texts;
}

/** All ids of a path in its order, the last one with the others in the object, either of the two, or none. */
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
}

export type Layout = "package" | "source";

export interface DiffSettings {
  readonly failOn?: "breaks" | "risk" | "none";
  /** Whether callers expect values that an answer's enumeration does not list yet. */
  readonly openEnums?: boolean;
  readonly accept?: readonly AcceptedChange[];
}

/** A change by its fingerprint, and the last day (`YYYY-MM-DD`) on which it is accepted. */
export interface AcceptedChange {
  readonly change: string;
  readonly reason?: string;
  readonly until?: string;
}

export type Texts = Readonly<Record<string, string>>;

/** Keys whose entries, the keys of a map or the items of a list, findings name one by one. */
export type PlacedKey =
  | "calls"
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
  | "unwrap"
  | "arguments"
  | "readme";

/** For basic security `option` is the username's. Options that are absent keep their default names. */
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
  /** The value to send if the caller gives none; not for secrets. */
  readonly default?: string;
  readonly passwordDefault?: string;
}

/** A client option that is not a credential, and where it is sent. */
export interface GivenOption {
  readonly env?: string;
  readonly default?: string | number | boolean;
  readonly header?: string;
  readonly query?: string;
  /** A variable of the server's address. */
  readonly variable?: string;
  readonly description?: string;
}

/** Which files of `src/custom/` the package has. */
export interface CustomCode {
  /** `index.ts`: exported beside everything else. */
  readonly hasIndex: boolean;
  /** `client.ts`: exports a client class, which callers get in place of the generated one. */
  readonly hasClient: boolean;
}

export interface StainlessSource {
  readonly file: string;
  /** Whether operations that it does not list get no method. */
  readonly only: boolean;
}

export interface StainlessPages {
  /** An operation takes the first that fits it. */
  readonly schemes: readonly { readonly name: string; readonly given: GivenKind }[];
  /** Addresses of operations without pages. */
  readonly without: readonly string[];
}

export type Locked = Texts | ReadonlyMap<string, string>;

export interface PackageSettings {
  readonly name?: string;
  readonly version?: string;
  /** Further paths that give what the package itself gives, e.g. `error`, `resources/*`: imports of an earlier package. */
  readonly subpaths?: readonly string[];
  /** Further fields of `package.json`, e.g. `repository`, `author`; they win over the generated ones. */
  readonly fields?: JsonObject;
}
