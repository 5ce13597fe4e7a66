import type { HttpMethod } from "../api/api.js";
import type { Position } from "../diagnostic.js";
import type { GivenKind, GivenPages } from "./pagination.js";

/** What a user may decide about names, from the `x-callwright` block of the configuration. */
export interface NamingConfig {
  /** The class name of the client. */
  readonly client?: string;
  /** Path prefix → namespace, e.g. `/vector_stores` → `vectorStores`; the empty namespace puts methods on the client. */
  readonly prefix?: Readonly<Record<string, string>>;
  /** Renames a verb wherever it stands last in a call, e.g. `del` → `delete`. */
  readonly verbs?: Readonly<Record<string, string>>;
  /** Address → call, e.g. `GET /api-keys/{id}` → `apiKeys.retrieve`. */
  readonly calls?: Readonly<Record<string, string>>;
  /** Security scheme → the client option that carries it, e.g. `Portkey-Key` → `{ option: "apiKey" }`. */
  readonly credentials?: Readonly<Record<string, CredentialNames>>;
  /** Addresses (`GET /a`), path prefixes (`/admin`) or namespaces (`admin.users`) that get no method. */
  readonly skip?: readonly string[];
  /** As `skip`; where given, nothing else gets a method. */
  readonly only?: readonly string[];
  /** Address → the call that a `stainless.yml` gives it: weaker than `calls`, and `prefix` and `verbs` apply to it. */
  readonly stainless?: Readonly<Record<string, string>>;
  /** Address → the call it had before; such calls stay, whatever the document now says. */
  readonly locked?: Locked;
  /** Address or call → how it lists in pages, or `false`. */
  readonly pagination?: Readonly<Record<string, GivenPages>>;
  /** What a `stainless.yml` says about pages: weaker than `pagination`. */
  readonly stainlessPages?: StainlessPages;
  /** Where an entry of one of these keys stands in the user's files, for findings and reasons. */
  readonly placeOf?: (key: PlacedKey, entry: string) => Position | undefined;
}

export interface StainlessPages {
  /** An operation takes the first that fits it. */
  readonly schemes: readonly { readonly name: string; readonly given: GivenKind }[];
  /** Addresses of operations without pages. */
  readonly without: readonly string[];
}

/** Keys whose entries, the keys of a map or the items of a list, may be spoken of one by one. */
export type PlacedKey = "calls" | "stainless" | "prefix" | "verbs" | "skip" | "only" | "credentials" | "pagination";

/** For basic security `option` is the username's. What is absent is named as without this. */
export interface CredentialNames {
  readonly option?: string;
  readonly env?: string;
  readonly passwordOption?: string;
  readonly passwordEnv?: string;
}

export type Locked = Readonly<Record<string, string>> | ReadonlyMap<string, string>;

/** An address as a user writes it: `GET /api-keys/{id}`. */
export function addressText(address: { readonly method: HttpMethod; readonly path: string }): string {
  return `${address.method.toUpperCase()} ${address.path}`;
}

/** An address of the user's, in the form of `addressText`: `get  /a` is `GET /a`. */
export function normalisedAddress(text: string): string {
  const [method = "", ...rest] = text.trim().split(/\s+/);
  return `${method.toUpperCase()} ${rest.join(" ")}`;
}
