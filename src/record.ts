/** `callwright/record`: a `fetch` that records JSON answers for `callwright drift`, in tests and on staging servers. */
import { appendFileSync } from "node:fs";

/**
 * Records each JSON answer as a line of JSON: method, URL, status, media type and body. Headers and bodies of requests, user
 * names and passwords in URLs and the values of queries are dropped. The file holds answers: treat it as you treat those.
 *
 * @param file the lines are added to it
 * @param inner makes the requests
 */
export function recording(file: string, inner: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await inner(input, init);
    const type = response.headers.get("content-type") ?? undefined;
    const isJson = type !== undefined && /[/+]json\s*(;|$)/i.test(type);
    const isRequest = typeof input === "object" && "url" in input;
    const line = {
      method: (init?.method ?? (isRequest ? input.method : "GET")).toUpperCase(),
      url: withoutCredentials(isRequest ? input.url : String(input)),
      status: response.status,
      ...(type === undefined ? {} : { type }),
    };
    const body = isJson ? await jsonOf(response) : undefined;
    appendFileSync(file, `${JSON.stringify({ ...line, ...(body === undefined ? {} : { body }) })}\n`);
    return response;
  };
}

/** The caller still reads the answer itself. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
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
