/** Access tokens by client credentials (RFC 6749, section 4.4), for clients whose document has such a flow. */
import { Deadline } from "./deadline.js";
import { APIClientError, APIUsageError } from "./errors.js";
import type { OptionCompleter } from "./operation.js";
import type { AnyOptions, Credential } from "./options.js";
import { discard, readText } from "./readers.js";
import { masked } from "./secrets.js";

/** The names of a flow's options, each with its environment variable, and what the specification says of it. */
export interface ClientCredentials {
  /** The option of the token itself, which comes before all others. */
  readonly token: readonly [option: string, env: string];
  readonly id: readonly [option: string, env: string];
  readonly secret: readonly [option: string, env: string];
  /** Where tokens are had; absent where the specification names no address that a secret may be sent to. */
  readonly tokenUrl?: string;
}

/** The parameters of a token request. */
interface Grant {
  readonly id: unknown;
  readonly secret: unknown;
  readonly url: string | undefined;
  readonly scopes: readonly string[];
  readonly fetch: AnyOptions["fetch"];
}

/** The grants behind credentials that were made here, so that `withOptions` can tell whether one still holds. */
const grants = new WeakMap<object, Grant>();

/** The answer of a token endpoint is small (RFC 6749, section 5.1). */
const MAX_BYTES = 2 ** 16;

/** A token that ends sooner than this is renewed, in milliseconds, or when half of its life is over. */
const EARLY = 60_000;

/** Makes a credential of a client's id and secret, where the token itself is not given. */
export function clientCredentials({ token, id, secret, tokenUrl }: ClientCredentials): OptionCompleter {
  return (options, environment) => {
    const { [token[0]]: given } = options;
    const known = typeof given === "function" ? grants.get(given) : undefined;
    if (given !== undefined && !known) return;
    // An id of the caller's own comes before a token that happens to be in the environment.
    if (options[id[0]] === undefined && environment(token[1]) !== undefined) return;
    const { scopes = [], tokenUrl: url = tokenUrl } = options as Partial<Record<"scopes", string[]>> & {
      readonly tokenUrl?: string;
    };
    const grant: Grant = {
      id: options[id[0]] ?? environment(id[1]),
      secret: options[secret[0]] ?? environment(secret[1]),
      url,
      scopes,
      fetch: (options as AnyOptions).fetch,
    };
    if (!grant.id || !grant.secret || (known && isSame(known, grant))) return;
    if (url === undefined) throw new APIUsageError(`Set the option tokenUrl, where ${id[0]} gets its tokens`);
    const credential = tokens(grant, url, options);
    grants.set(credential, grant);
    options[token[0]] = credential;
  };
}

function isSame(one: Grant, other: Grant): boolean {
  const keyOf = ({ id, secret, url, scopes }: Grant): string => JSON.stringify([id, secret, url, scopes]);
  return one.fetch === other.fetch && keyOf(one) === keyOf(other);
}

interface Token {
  readonly text: string;
  /** When the next one is asked for. */
  readonly until: number;
}

/** Gives one token to all calls until it is about to end, or is refused. Calls that need one at once share a request. */
function tokens(grant: Grant, url: string, options: AnyOptions): Exclude<Credential, string> {
  let token: Promise<Token> | undefined;
  return async (refused) => {
    const current = token;
    const held = await current?.catch(() => undefined);
    const isOver = held && (held.text === refused || held.until <= Date.now());
    // Another call that waited for the same one may have replaced it by now.
    if (isOver && token === current) token = undefined;
    token ??= askToken(grant, url, options).catch((error: unknown) => {
      token = undefined;
      throw error;
    });
    return (await token).text;
  };
}

async function askToken({ id, secret, scopes, fetch }: Grant, url: string, options: AnyOptions): Promise<Token> {
  const deadline = new Deadline({ timeout: options.timeout }, (text) => masked(text, [String(secret)]));
  const send = fetch ?? globalThis.fetch;
  deadline.begin();
  try {
    const asked = Date.now();
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    if (scopes.length) body.set("scope", scopes.join(" "));
    const response = await deadline.wait(
      async () =>
        send(url, {
          method: "POST",
          headers: {
            accept: "application/json",
            "content-type": "application/x-www-form-urlencoded",
            authorization: `Basic ${btoa(`${formText(id)}:${formText(secret)}`)}`,
          },
          body: body.toString(),
          redirect: "manual",
          signal: deadline.signal,
        }),
      "The token endpoint could not be reached",
    );
    const answer = parsed(await readText(response, { deadline, maxBytes: MAX_BYTES, call: "The token endpoint" }));
    const { access_token: text, expires_in: seconds, error } = answer;
    if (response.ok && typeof text === "string" && text) {
      const life = Number(seconds) * 1_000;
      return { text, until: life > 0 ? asked + life - Math.min(EARLY, life / 2) : Infinity };
    }
    discard(response.body);
    // RFC 6749, section 5.2; anything else could hold a secret.
    const code = typeof error === "string" && /^\w{1,40}$/.test(error) ? `, ${error}` : "";
    throw new APIClientError(`The token endpoint gave no access token (${response.status}${code})`);
  } finally {
    deadline.rest();
  }
}

/** RFC 6749, section 2.3.1 and appendix B. */
function formText(value: unknown): string {
  return new URLSearchParams([["", String(value)]]).toString().slice(1);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
