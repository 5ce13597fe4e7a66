/**
 * Fetches from an address that a user gave, and from no other: without credentials, over https, from public networks
 * alone unless the host was named. The address that a name resolves to is judged by the connection that uses it, so that
 * a second answer of the name server changes nothing.
 */
import { lookup as resolveName, type LookupAddress } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Limits } from "../limits.js";

export interface Guard {
  readonly limits: Limits;
  /** Whether the user named the host, so that it may be private and, on loopback, without TLS. */
  readonly isNamed: boolean;
}

/** What cannot be fetched, as a sentence without its subject, and what to do. */
export interface Refusal {
  readonly reason: string;
  readonly hint?: string;
}

const LONGEST_WAIT = 20_000;
const MOST_REDIRECTS = 5;

/** Networks that are not the public internet (RFC 6890 and its registries). */
const internal = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  internal.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  internal.addSubnet(network, bits, "ipv6");

/** @returns the body; a refusal where the address may not be asked, or has no usable answer */
export async function guardedFetch(address: URL, guard: Guard): Promise<Buffer | Refusal> {
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  try {
    let at = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const refusal = refusalOf(at, guard);
      if (refusal) return refusal;
      const answer = await ask(at, guard, signal);
      const next = redirectOf(answer, at);
      if (next === undefined) return await bodyOf(answer, guard.limits);
      answer.destroy();
      if (next.origin !== at.origin)
        return { reason: `it redirects to \`${next.origin}\``, hint: "Give the final address." };
      at = next;
    }
    return { reason: `it redirects more than ${String(MOST_REDIRECTS)} times` };
  } catch (cause) {
    if (signal.aborted) return { reason: `no complete answer came within ${String(LONGEST_WAIT / 1000)} seconds` };
    if (cause instanceof InternalNetwork) return privateHost(address);
    return { reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

function refusalOf({ protocol, hostname, username, password, host }: URL, { isNamed }: Guard): Refusal | undefined {
  if (username !== "" || password !== "") return { reason: "it holds a user name or a password" };
  const literal = hostname.replace(/^\[|\]$/g, "");
  const isLoopback = literal === "localhost" || literal === "::1" || /^127\./.test(literal);
  if (protocol === "http:" && !(isLoopback && isNamed))
    return {
      reason: "it is not https",
      hint: "Give an address that begins with `https://`, or download the document.",
    };
  const isInternal = isIP(literal) !== 0 && isInternalNetwork(literal);
  return isInternal && !isNamed ? privateHost({ host }) : undefined;
}

function isInternalNetwork(ip: string): boolean {
  return internal.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");
}

function privateHost({ host }: Pick<URL, "host">): Refusal {
  return {
    reason: "its host is in a private network",
    hint: `Name the host with \`--allow-remote ${host}\` if that is meant.`,
  };
}

class InternalNetwork extends Error {}

/** Resolves a name for one connection, and refuses what leads into a private network. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error) callback(error, "");
    else if (first === undefined || found.some(({ address }) => isInternalNetwork(address)))
      callback(new InternalNetwork(hostname), "");
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

function ask(address: URL, { isNamed }: Guard, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = address.protocol === "http:" ? http : https;
  const headers = { accept: "application/yaml, application/json;q=0.9, */*;q=0.1", "accept-encoding": "identity" };
  return new Promise((resolve, reject) => {
    get(address, { headers, signal, agent: false, ...(isNamed ? {} : { lookup: publicLookup }) }, resolve).once(
      "error",
      reject,
    );
  });
}

function redirectOf({ statusCode = 0, headers: { location } }: IncomingMessage, at: URL): URL | undefined {
  const isRedirect = statusCode >= 300 && statusCode < 400 && location !== undefined;
  return isRedirect && URL.canParse(location, at) ? new URL(location, at) : undefined;
}

async function bodyOf(answer: IncomingMessage, { fileSize }: Limits): Promise<Buffer | Refusal> {
  if (answer.statusCode !== 200) {
    answer.destroy();
    return { reason: `the answer is ${String(answer.statusCode)}` };
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    // Leaving the loop closes the connection.
    if (size > fileSize) return { reason: `it has more bytes than the limit \`fileSize\` of ${String(fileSize)}` };
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
