/**
 * Documents on other hosts: fetched only from hosts the user named, and never as anybody. No credential is sent, no
 * redirect leads to another host, and what comes is held to the limits of a file.
 */
import { UnusableInput } from "../../diagnostic.js";
import type { Fault } from "./fault.js";
import { guardedFetch } from "./guarded-fetch.js";
import type { Limits } from "../limits.js";
import { isTextFile, parseSource, textSource, type Source } from "../text/source-file.js";

export interface Remote {
  /**
   * What an address holds. Where it is allowed and not fetched yet, a fault that stands until the next round, and the
   * address is wanted.
   */
  open(address: URL, uri: string): Source | Fault;
  /** Whether reading must begin anew once `fetchWanted` is done. */
  readonly isWanting: boolean;
  /** Fetches every address that is wanted. What fails is a fault from then on. */
  fetchWanted(): Promise<void>;
}

/** Milliseconds that one address may take, redirects and body together. */
const LONGEST_WAIT = 20_000;
const MOST_REDIRECTS = 5;

const PENDING: Fault = { code: "document/remote-ref", message: "It is still to be fetched.", hint: "Wait." };

/**
 * @param hosts `api.example.com`, with `:port` where it is not the usual one
 * @param own the host that the document itself was fetched from
 */
export function createRemote(hosts: readonly string[], limits: Limits, own?: string): Remote {
  const named = new Set(hosts.map((host) => host.toLowerCase()));
  const allowed = new Set(own === undefined ? named : [...named, own]);
  const known = new Map<string, Source | Fault>();
  const wanted = new Map<string, URL>();

  function open(address: URL, uri: string): Source | Fault {
    if (!allowed.has(address.host)) return notAllowed(uri, address.host);
    if (address.username !== "" || address.password !== "") return withCredentials(address);
    const key = withoutFragment(address);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size + wanted.size >= limits.remoteFiles) return tooMany(uri, limits);
    wanted.set(key, new URL(key));
    return PENDING;
  }

  async function fetchOne([key, address]: readonly [string, URL]): Promise<void> {
    const content = named.has(address.host) ? await download(address, limits) : await downloadOwn(address, limits);
    known.set(key, Buffer.isBuffer(content) ? sourceOf(address, content, limits) : content);
  }

  return {
    open,
    get isWanting() {
      return wanted.size > 0;
    },
    fetchWanted: async () => {
      await Promise.all([...wanted].map(fetchOne));
      wanted.clear();
    },
  };
}

function withoutFragment(address: URL): string {
  const copy = new URL(address);
  copy.hash = "";
  return copy.href;
}

function sourceOf(address: URL, content: Buffer, limits: Limits): Source {
  const { href } = address;
  return isTextFile(address.pathname) ? textSource(href, content) : parseSource(href, content, limits);
}

/** From the document's own host, which nobody named: it must still be public. */
async function downloadOwn(address: URL, limits: Limits): Promise<Buffer | Fault> {
  const body = await guardedFetch(address, { limits, isNamed: false });
  return Buffer.isBuffer(body) ? body : unreachable(address, body.reason);
}

/** @returns the body, or what is wrong with the answer */
async function download(address: URL, limits: Limits): Promise<Buffer | Fault> {
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  const headers = { accept: "application/yaml, application/json;q=0.9, */*;q=0.1" };
  try {
    let at = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const response = await fetch(at, { redirect: "manual", credentials: "omit", headers, signal });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (location === null) return await bodyOf(response, address, limits);
      await response.body?.cancel();
      const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
      if (next?.origin !== at.origin || next.username !== "" || next.password !== "") return elsewhere(address, next);
      at = next;
    }
    return unreachable(address, `it redirects more than ${String(MOST_REDIRECTS)} times`);
  } catch (cause) {
    return unreachable(address, reasonOf(cause));
  }
}

async function bodyOf(response: Response, address: URL, limits: Limits): Promise<Buffer | Fault> {
  if (!response.ok) {
    await response.body?.cancel();
    return unreachable(address, `the answer is ${String(response.status)}`);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    // Leaving the loop frees the connection.
    if (size > limits.fileSize) return tooLarge(address, limits);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function reasonOf(cause: unknown): string {
  if (cause instanceof UnusableInput) throw cause;
  if (cause instanceof Error && cause.name === "TimeoutError")
    return `no complete answer came within ${String(LONGEST_WAIT / 1000)} seconds`;
  const inner: unknown = cause instanceof Error ? cause.cause : undefined;
  if (!(inner instanceof Error)) return "the connection failed";
  return "code" in inner ? String(inner.code) : inner.message;
}

function notAllowed(uri: string, host: string): Fault {
  return {
    code: "document/remote-ref",
    message: `The reference \`${uri}\` leads to another host, and nothing is fetched.`,
    hint: `Save that document beside this one and refer to the file, or allow the host with \`--allow-remote ${host}\`.`,
  };
}

function withCredentials({ host }: URL): Fault {
  return {
    code: "document/remote-ref",
    message: `A reference to \`${host}\` holds a user name or a password, and is not followed.`,
    hint: "Take them out of the address; documents are fetched without credentials.",
  };
}

function tooMany(uri: string, limits: Limits): Fault {
  return {
    code: "document/remote-ref",
    message: `The reference \`${uri}\` leads to one more document than the limit \`remoteFiles\` of ${String(limits.remoteFiles)}.`,
    hint: "Save them beside this one, or raise `limits.remoteFiles` in `x-callwright` of the configuration.",
  };
}

function elsewhere({ href }: URL, next: URL | undefined): Fault {
  return {
    code: "document/remote-ref",
    message: `\`${href}\` redirects to ${next === undefined ? "no address" : `\`${next.origin}\``}, which is not followed.`,
    hint: "Refer to the document's final address.",
  };
}

function unreachable({ href }: URL, reason: string): Fault {
  return {
    code: "document/remote-ref",
    message: `\`${href}\` could not be fetched: ${reason}.`,
    hint: "Check the address, or save the document beside this one and refer to the file.",
  };
}

function tooLarge({ href }: URL, limits: Limits): Fault {
  return {
    code: "document/too-large",
    message: `\`${href}\` has more bytes than the limit \`fileSize\` of ${String(limits.fileSize)}.`,
    hint: "Make it smaller, or raise `limits.fileSize` in `x-callwright` of the configuration.",
  };
}

/** The address that a reference in a source names; undefined where it names a file. */
export function addressOf(from: Source, uri: string): URL | undefined {
  const base = isRemote(from.file) ? from.file : undefined;
  if (base === undefined && !/^https?:\/\//i.test(uri)) return undefined;
  return URL.canParse(uri, base) ? new URL(uri, base) : undefined;
}

/** Whether the file of a source is an address. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}
