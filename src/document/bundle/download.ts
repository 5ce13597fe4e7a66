/**
 * Downloads one document from another host: without credentials, without following redirects to another origin, and from
 * no address of a private network that is not explicitly allowed, whatever host name resolves to it. No other file makes
 * requests.
 */
import { lookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { BlockList, isIPv6, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Limits and permissions of one download. */
export interface Allowance {
  /** Whether the private address that the host's name resolved to may be contacted. */
  readonly mayAskInner: (name: string, address: string) => boolean;
  /** Aborts when the time limit is reached. */
  readonly signal: AbortSignal;
  /** Counts decompressed bytes. @throws Refused beyond the limit */
  readonly spend: (bytes: number) => void;
  /** Resolves host names; replaced only in tests. */
  readonly lookup?: typeof lookup;
}

/** Why a document was not fetched: a clause that can follow "could not be fetched:". */
export class Refused extends Error {}

/** Thrown for an address of a private network that may not be contacted. */
export class InnerAddress extends Refused {}

const MOST_REDIRECTS = 5;

/**
 * Downloads a document.
 *
 * @throws Refused, and connection errors
 */
export async function download(address: URL, allowance: Allowance): Promise<Buffer> {
  let at = address;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(at, allowance);
    const { statusCode: status = 0, headers } = response;
    const location = status >= 300 && status < 400 ? headers.location : undefined;
    if (location === undefined) return bodyOf(response, allowance);
    response.destroy();
    const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
    if (next?.origin !== at.origin || next.username !== "" || next.password !== "") {
      throw new Refused(
        `it redirects to ${next === undefined ? "no address" : `\`${next.origin}\``}, which is not followed`,
      );
    }
    at = next;
  }
  throw new Refused(`it redirects more than ${String(MOST_REDIRECTS)} times`);
}

const HEADERS = {
  accept: "application/yaml, application/json;q=0.9, */*;q=0.1",
  "accept-encoding": "gzip",
  "user-agent": "callwright",
};

function ask(address: URL, { mayAskInner, signal, lookup: resolveName = lookup }: Allowance): Promise<IncomingMessage> {
  const { request } = address.protocol === "https:" ? https : http;
  // Checked at connection time, because a name may resolve differently the second time.
  const outerLookup: LookupFunction = (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, found) => {
      const inner = error ? undefined : found.find((one) => isInner(one.address) && !mayAskInner(name, one.address));
      const [first] = error ? [] : found;
      if (error || first === undefined) callback(error ?? new Error("no address"), "", 0);
      else if (inner !== undefined) callback(innerAddress(name, inner.address), "", 0);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
  return new Promise((resolve, reject) => {
    request(address, { headers: HEADERS, signal, agent: false, lookup: outerLookup }, resolve)
      .on("error", reject)
      .end();
  });
}

function innerAddress(name: string, address: string): InnerAddress {
  return new InnerAddress(
    `\`${name}\` resolves to ${address}, a private network address that was not allowed explicitly`,
  );
}

/**
 * Addresses that are not globally reachable: RFC 6890 and its registries, and multicast; and those that a translator or a
 * tunnel turns into IPv4 addresses, which may be private.
 */
const INNER = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  INNER.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 96],
  // IPv4-translated addresses (RFC 2765).
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  // Protocol assignments, among them Teredo tunnels (RFC 4380).
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  INNER.addSubnet(net, prefix, "ipv6");

/** Whether an address is in a private network. An IPv4 address embedded in IPv6 is judged as IPv4. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return INNER.check(mapped, "ipv4");
  return INNER.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

async function bodyOf(response: IncomingMessage, { spend }: Allowance): Promise<Buffer> {
  const { statusCode: status = 0 } = response;
  const pieces: Buffer[] = [];
  try {
    if (status < 200 || status >= 300) throw new Refused(`the answer is ${String(status)}`);
    for await (const piece of decoded(response) as AsyncIterable<Buffer>) {
      spend(piece.length);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } finally {
    response.destroy();
  }
}

/** Only these encodings were requested. */
function decoded(response: IncomingMessage): Readable {
  if (response.headers["content-encoding"] !== "gzip") return response;
  const decoder = createGunzip();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}
