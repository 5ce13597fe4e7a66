/** `callwright/record`: a `fetch` that records JSON answers for `callwright drift`, in tests and on staging servers. */
import { appendFileSync } from "node:fs";

/** What is recorded beside answers. */
export interface RecordingOptions {
  /** Records JSON bodies of requests too, which may hold passwords; `drift` compares them with what calls take. */
  readonly requests?: boolean;
}

/**
 * Records each JSON answer as a line of JSON: method, URL, status, media type and body. Headers, bodies of requests, user
 * names and passwords in URLs and the values of queries are dropped. The file holds answers: treat it as you treat those.
 *
 * @param file the lines are added to it
 * @param inner makes the requests
 */
export function recording(file: string, inner: typeof fetch = fetch, options: RecordingOptions = {}): typeof fetch {
  return async (input, init) => {
    const request = options.requests === true ? await sentBy(input, init) : undefined;
    const response = await inner(input, init);
    const type = response.headers.get("content-type") ?? undefined;
    const isRequest = typeof input === "object" && "url" in input;
    const line = {
      method: (init?.method ?? (isRequest ? input.method : "GET")).toUpperCase(),
      url: withoutCredentials(isRequest ? input.url : String(input)),
      ...(request === undefined ? {} : { request }),
      status: response.status,
      ...(type === undefined ? {} : { type }),
    };
    const body = isJson(type) ? await jsonOf(response) : undefined;
    appendFileSync(file, `${JSON.stringify({ ...line, ...(body === undefined ? {} : { body }) })}\n`);
    return response;
  };
}

/** A JSON body that is sent; a stream is left to the request that reads it. */
async function sentBy(...[input, init]: Parameters<typeof fetch>): Promise<object | undefined> {
  const isRequest = typeof input === "object" && "url" in input;
  if (init?.body !== undefined && typeof init.body !== "string") return undefined;
  const request = isRequest && init?.body === undefined ? input : new Request(isRequest ? input.url : input, init);
  const type = request.headers.get("content-type") ?? undefined;
  const body = isJson(type) && request.body !== null ? await jsonOf(request) : undefined;
  return body === undefined ? undefined : { type, body };
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /[/+]json\s*(;|$)/i.test(type);
}

/** Whoever the message is for still reads it itself. */
async function jsonOf(message: Request | Response): Promise<unknown> {
  try {
    return await message.clone().json();
  } catch {
    return undefined;
  }
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  [url.username, url.password, url.hash] = ["", "", ""];
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, "");
  return url.href;
}
