/** Fetches documents that are given by a URL. */
import { UnusableInput } from "../diagnostic.js";
import { guardedFetch } from "./bundle/guarded-fetch.js";
import { defaultLimits } from "./limits.js";

export interface FetchOptions {
  readonly limits?: Readonly<Record<string, number>>;
  /** Hosts that may be on a private network. */
  readonly allowRemote?: readonly string[];
}

/**
 * Returns the text of the document at a URL.
 *
 * @throws UnusableInput `document/not-fetched`
 */
export async function fetchDocument(address: string, options: FetchOptions): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isNamed = url !== undefined && (options.allowRemote ?? []).includes(url.host);
  const limits = { ...defaultLimits, ...options.limits };
  const body = url && (await guardedFetch(url, { limits, isNamed }));
  if (Buffer.isBuffer(body)) return body.toString("utf8");
  throw new UnusableInput({
    code: "document/not-fetched",
    severity: "error",
    message: `The document could not be fetched: ${body?.reason ?? "this is not a URL"}.`,
    hint: body?.hint ?? "Check the address, or download the document and name the file.",
    place: { file: address },
  });
}
