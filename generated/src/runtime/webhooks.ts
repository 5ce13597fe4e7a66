/** Verifies webhooks: only the holder of the secret can have signed them. Uses only WebCrypto. */
import type { BaseClient } from "./client.js";
import { APIClientError, APIUsageError } from "./errors.js";

/** The body as it came, before anything parsed it: another spelling of the same JSON has another signature. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The headers of a request, as `fetch` or Node.js has them. */
export type RawHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UnwrapOptions {
  /** The secret that the API signs with; several while it is being replaced. */
  readonly key: string | readonly string[];
  /** How old, or how far ahead, a signed time may be, in seconds; 300 by default. */
  readonly tolerance?: number;
  /** The longest body that is read, in bytes; 1,000,000 by default. */
  readonly maxBytes?: number;
}

/** Verifies webhooks with the key of a client, unless it is given another. */
export type Unwrap<Event> = (body: RawBody, headers: RawHeaders, options?: Partial<UnwrapOptions>) => Promise<Event>;

/** How an API signs. */
export interface WebhookScheme {
  /**
   * - `standard`: `v1,<base64>` over `id.time.body`, several apart by spaces (Standard Webhooks, "Signature scheme");
   * - `timestamped`: `t=<time>,v1=<hex>` over `time.body`;
   * - `hex` and `base64`: of the body alone, behind a prefix such as `sha256=`.
   */
  readonly format: "standard" | "timestamped" | "hex" | "base64";
  /** The header of the signature; with `standard`, what the three headers begin with. */
  readonly header: string;
  /** As WebCrypto names it: `SHA-256`. */
  readonly hash: string;
  readonly prefix: string;
}

/** A webhook that is not to be believed. */
export class WebhookVerificationError extends APIClientError {
  readonly reason: "header" | "time" | "signature" | "body";

  constructor(message: string, reason: WebhookVerificationError["reason"]) {
    super(message);
    this.reason = reason;
  }

  override get name(): string {
    return "WebhookVerificationError";
  }
}

const DEFAULT_TOLERANCE_SECONDS = 300;
const DEFAULT_MAX_BYTES = 1_000_000;
/** Signatures beyond are not looked at: each costs a computation. */
const MOST_SIGNATURES = 16;

/** Bytes as WebCrypto takes them; TypeScript before 5.7 has no name for memory that is not shared. */
type Bytes = ReturnType<TextEncoder["encode"]>;

/** What a request claims about its signature: the signer and the signed bytes. */
interface Claim {
  /** The signed text before the body: `id.time.`. */
  readonly preamble: string;
  readonly signatures: readonly Bytes[];
  /** In seconds since 1970, as text. */
  readonly time?: string;
}

/**
 * Verifies the signature of a webhook, then parses its body.
 *
 * @typeParam Event what the document says that the API sends; what was signed is believed to be it
 * @throws WebhookVerificationError where a header is missing, the time is too far from now, no signature fits, or the body
 * is too large or no JSON
 * @throws APIUsageError where the key cannot be one
 */
export async function receive<Event>(
  body: RawBody,
  headers: RawHeaders,
  options: UnwrapOptions,
  scheme: WebhookScheme,
): Promise<Event> {
  const { key, tolerance = DEFAULT_TOLERANCE_SECONDS, maxBytes = DEFAULT_MAX_BYTES } = options;
  const bytes = bytesOf(body);
  if (bytes.length > maxBytes)
    throw new WebhookVerificationError(
      `The body has ${String(bytes.length)} bytes, more than the ${String(maxBytes)} of \`maxBytes\``,
      "body",
    );
  const keys = (typeof key === "string" ? [key] : key).map((one) => keyBytes(one, scheme));
  if (keys.length === 0) throw new APIUsageError("`key` is an empty list: a webhook is verified by a secret");
  const claim = claimOf(headers, scheme);
  if (claim.time !== undefined) checkTime(claim.time, tolerance);
  if (!(await isSigned(claim, bytes, keys, scheme.hash)))
    throw new WebhookVerificationError("No signature of the webhook fits its body and `key`", "signature");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Event;
  } catch {
    throw new WebhookVerificationError("The body of the webhook is no JSON", "body");
  }
}

/**
 * The same verification for a client, whose key is the default.
 *
 * @param option the client option that holds the key
 * @throws APIUsageError, in the promise, where neither the call nor the client has a key
 */
export function withKeyOf<Event>(
  client: BaseClient,
  option: string,
  unwrap: (body: RawBody, headers: RawHeaders, options: UnwrapOptions) => Promise<Event>,
): Unwrap<Event> {
  return async (body, headers, options = {}) => {
    const { [option]: usual } = client["_options"] as Readonly<Record<string, UnwrapOptions["key"] | null>>;
    const key = options.key ?? usual;
    if (key) return unwrap(body, headers, { ...options, key });
    throw new APIUsageError(`A webhook is verified by a secret: pass \`key\`, or give the client \`${option}\``);
  };
}

function bytesOf(body: RawBody): Bytes {
  if (typeof body === "string") return new TextEncoder().encode(body);
  // WebCrypto takes no memory that is shared, as that behind a view may be.
  return Uint8Array.from(body instanceof ArrayBuffer ? new Uint8Array(body) : body);
}

/** Secrets of Standard Webhooks are base64, often behind `whsec_`; others are the bytes of their text. */
function keyBytes(key: string, { format }: WebhookScheme): Bytes {
  const bytes = format === "standard" ? base64(key.replace(/^whsec_/, "")) : new TextEncoder().encode(key);
  if (bytes === undefined || bytes.length === 0)
    throw new APIUsageError("`key` is not the secret of a webhook: `whsec_` and base64, as the API gives it");
  return bytes;
}

function claimOf(headers: RawHeaders, scheme: WebhookScheme): Claim {
  const { format, header, prefix } = scheme;
  if (format === "standard") {
    const id = headerOf(headers, `${header}id`);
    const time = headerOf(headers, `${header}timestamp`);
    const entries = headerOf(headers, `${header}signature`).split(" ").slice(0, MOST_SIGNATURES);
    const texts = entries.flatMap((entry) => (entry.startsWith("v1,") ? [entry.slice("v1,".length)] : []));
    return { preamble: `${id}.${time}.`, time, signatures: texts.flatMap((text) => base64(text) ?? []) };
  }
  const value = headerOf(headers, header);
  if (format === "timestamped") {
    const entries = value
      .split(",")
      .slice(0, MOST_SIGNATURES)
      .map((entry) => entry.trim());
    const valuesOf = (name: string) =>
      entries.flatMap((entry) => (entry.startsWith(`${name}=`) ? [entry.slice(name.length + 1)] : []));
    const [time = ""] = valuesOf("t");
    return { preamble: `${time}.`, time, signatures: valuesOf("v1").flatMap((text) => hexadecimal(text) ?? []) };
  }
  const text = value.startsWith(prefix) ? value.slice(prefix.length) : "";
  const signature = format === "hex" ? hexadecimal(text) : base64(text);
  return { preamble: "", signatures: signature === undefined ? [] : [signature] };
}

function headerOf(headers: RawHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : ownHeader(headers, name);
  const text = typeof value === "string" ? value : value?.[0];
  if (text === undefined || text === "")
    throw new WebhookVerificationError(`The webhook has no header \`${name}\``, "header");
  return text;
}

function ownHeader(headers: Exclude<RawHeaders, Headers>, name: string): string | readonly string[] | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function checkTime(time: string, tolerance: number): void {
  const seconds = /^\d{1,15}$/.test(time) ? Number(time) : NaN;
  const apart = Date.now() / 1000 - seconds;
  if (Math.abs(apart) <= tolerance) return;
  const said = Number.isNaN(seconds)
    ? "no time in seconds since 1970"
    : `${String(Math.round(Math.abs(apart)))} seconds ${apart > 0 ? "ago" : "ahead"}, beyond the ${String(tolerance)} of \`tolerance\``;
  throw new WebhookVerificationError(`The time that the webhook was signed at is ${said}`, "time");
}

/** Signatures are compared by WebCrypto, in the same time whatever they are. */
async function isSigned(
  { preamble, signatures }: Claim,
  body: Bytes,
  keys: readonly Bytes[],
  hash: string,
): Promise<boolean> {
  const before = new TextEncoder().encode(preamble);
  const signed = new Uint8Array(before.length + body.length);
  signed.set(before);
  signed.set(body, before.length);
  const { subtle } = globalThis.crypto;
  for (const bytes of keys) {
    const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash }, false, ["verify"]);
    for (const signature of signatures) {
      if (await subtle.verify("HMAC", key, signature, signed)) return true;
    }
  }
  return false;
}

/** The bytes of base64 (RFC 4648, section 4), with or without padding; undefined if it is not base64. */
function base64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function hexadecimal(text: string): Bytes | undefined {
  if (text === "" || text.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
