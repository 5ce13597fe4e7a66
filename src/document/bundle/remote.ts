/**
 * Opens documents on other hosts: only on hosts that the user allowed, without credentials, without redirects to other
 * hosts, and within the limits for files.
 */
import { setMaxListeners } from "node:events";
import { isIPv6 } from "node:net";
import { type Allowance, download, Refused } from "./download.js";
import type { Fault } from "./fault.js";
import { guardedFetch } from "./guarded-fetch.js";
import type { Limits } from "../limits.js";
import { isRemote } from "../is-remote.js";
import { isTextFile, parseSource, textSource, type Source } from "../text/source-file.js";

export interface Remote {
  /**
   * Returns the document at a URL. If the URL is allowed but not fetched yet, returns a temporary fault and marks the URL
   * as wanted.
   */
  open(address: URL, uri: string): Source | Fault;
  /** Whether URLs are wanted: after `fetchWanted`, the document must be read again. */
  readonly isWanting: boolean;
  /** Fetches every wanted URL. A failed one is a permanent fault. */
  fetchWanted(): Promise<void>;
}

const PENDING: Fault = { code: "document/remote-ref", message: "It is still to be fetched.", hint: "Wait." };

/**
 * One time limit for all requests. Every request adds a listener to it; this is not a leak, because the number of files
 * is limited.
 */
function signalOfAll({ remoteSeconds, remoteFiles }: Limits): AbortSignal {
  const signal = AbortSignal.timeout(remoteSeconds * 1_000);
  setMaxListeners(remoteFiles, signal);
  return signal;
}

/**
 * Creates the reader of remote documents. Together they may have as many bytes as one file, and take `remoteSeconds` from
 * the first request.
 *
 * @param hosts allowed hosts: `api.example.com`, with `:port` unless it is the default
 * @param own the host that the document itself was fetched from
 * @param resolveName resolves host names; replaced in tests
 */
export function createRemote(
  hosts: readonly string[],
  limits: Limits,
  own?: string,
  resolveName?: Allowance["lookup"],
): Remote {
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

  let size = 0;
  let signal: AbortSignal | undefined;

  function spend(bytes: number): void {
    size += bytes;
    if (size > limits.fileSize) throw new Refused(tooLarge(limits));
  }

  async function contentOf(address: URL): Promise<Buffer | Fault> {
    signal ??= signalOfAll(limits);
    const mayAskInner = (name: string, at: string): boolean => name === "localhost" || isNamed(at, named);
    const allowance = { mayAskInner, signal, spend, ...(resolveName && { lookup: resolveName }) };
    try {
      return await download(address, allowance);
    } catch (cause) {
      return unreachable(address, reasonOf(cause, signal.aborted, limits));
    }
  }

  async function fetchOne([key, address]: readonly [string, URL]): Promise<void> {
    const content = named.has(address.host) ? await contentOf(address) : await downloadOwn(address, limits);
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

/** Whether the user allowed the private address itself, not only a host name that resolves to it. */
function isNamed(address: string, hosts: ReadonlySet<string>): boolean {
  const name = isIPv6(address) ? `[${address}]` : address;
  return [...hosts].some((host) => host === name || host.startsWith(`${name}:`));
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

/** Downloads from the document's own host. The user did not allow it explicitly, so it must be public. */
async function downloadOwn(address: URL, limits: Limits): Promise<Buffer | Fault> {
  const body = await guardedFetch(address, { limits, isNamed: false });
  return Buffer.isBuffer(body) ? body : unreachable(address, body.reason);
}

/** @param isLate whether the time limit for all documents has passed */
function reasonOf(cause: unknown, isLate: boolean, { remoteSeconds }: Limits): string {
  if (cause instanceof Refused) return cause.message;
  if (isLate) {
    return `documents of other hosts took longer than the limit \`remoteSeconds\` of ${String(remoteSeconds)}`;
  }
  const { code, message = "the connection failed" } = Object(cause) as { code?: unknown; message?: string };
  return typeof code === "string" ? code : message;
}

function tooLarge(limits: Limits): string {
  return `documents of other hosts have more bytes than the limit \`fileSize\` of ${String(limits.fileSize)}`;
}

function notAllowed(uri: string, host: string): Fault {
  return {
    code: "document/remote-ref",
    message: `The reference \`${uri}\` leads to another host, which may not be fetched from.`,
    hint: `Save that document next to this one and refer to the file, or allow the host with \`--allow-remote ${host}\`.`,
  };
}

function withCredentials({ host }: URL): Fault {
  return {
    code: "document/remote-ref",
    message: `A reference to \`${host}\` holds a user name or a password, and is not followed.`,
    hint: "Remove them from the URL; documents are fetched without credentials.",
  };
}

function tooMany(uri: string, limits: Limits): Fault {
  return {
    code: "document/remote-ref",
    message: `The reference \`${uri}\` exceeds the limit \`remoteFiles\` of ${String(limits.remoteFiles)}.`,
    hint: "Save them beside this one, or raise `limits.remoteFiles` in `x-callwright` of the configuration.",
  };
}

function unreachable({ href }: URL, reason: string): Fault {
  return {
    code: "document/remote-ref",
    message: `\`${href}\` could not be fetched: ${reason}.`,
    hint: "Check the address, or save the document next to this one and refer to the file.",
  };
}

/** The URL that a reference in a source names; undefined if it names a file. */
export function addressOf(from: Source, uri: string): URL | undefined {
  const base = isRemote(from.file) ? from.file : undefined;
  if (base === undefined && !isRemote(uri)) return undefined;
  return URL.canParse(uri, base) ? new URL(uri, base) : undefined;
}
