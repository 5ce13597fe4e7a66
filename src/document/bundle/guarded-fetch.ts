/**
 * Fetches a URL that a user gave, and no other: without credentials, over https, and only from public networks unless the
 * user named the host.
 */
import { isIP } from "node:net";
import type { Limits } from "../limits.js";
import { download, InnerAddress, isInner, Refused } from "./download.js";

export interface Guard {
  readonly limits: Limits;
  /** Whether the user named the host; it may then be private and, on loopback, without TLS. */
  readonly isNamed: boolean;
}

/** Why a URL cannot be fetched, as a sentence without its subject, and what to do. */
export interface Refusal {
  readonly reason: string;
  readonly hint?: string;
}

const LONGEST_WAIT = 20_000;
/** @returns the body; a refusal if the URL may not be requested or the response is unusable */
export async function guardedFetch(address: URL, guard: Guard): Promise<Buffer | Refusal> {
  const refusal = refusalOf(address, guard);
  if (refusal) return refusal;
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  const { fileSize } = guard.limits;
  let size = 0;
  const spend = (bytes: number): void => {
    size += bytes;
    if (size > fileSize) throw new Refused(`it has more bytes than the limit \`fileSize\` of ${String(fileSize)}`);
  };
  try {
    return await download(address, { mayAskInner: () => guard.isNamed, signal, spend });
  } catch (cause) {
    if (signal.aborted) return { reason: `no complete answer came within ${String(LONGEST_WAIT / 1000)} seconds` };
    if (cause instanceof InnerAddress) return privateHost(address);
    return { reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

function refusalOf({ protocol, hostname, username, password, host }: URL, { isNamed }: Guard): Refusal | undefined {
  if (username !== "" || password !== "") return { reason: "it holds a user name or a password" };
  const literal = hostname.replace(/^\[|\]$/g, "");
  const isLoopback = literal === "localhost" || literal === "::1" || /^127\./.test(literal);
  if (protocol === "http:" && isLoopback && !isNamed) return privateHost({ host });
  if (protocol === "http:" && !isLoopback)
    return {
      reason: "it is not https",
      hint: "Give an address that begins with `https://`, or download the document.",
    };
  const isInternal = isIP(literal) !== 0 && isInner(literal);
  return isInternal && !isNamed ? privateHost({ host }) : undefined;
}

function privateHost({ host }: Pick<URL, "host">): Refusal {
  return {
    reason: "its host is in a private network",
    hint: `Name the host with \`--allow-remote ${host}\` if that is intended.`,
  };
}
