/** One call from its arguments to its result. */
import { withRetries, type Report } from "./attempts.js";
import { isBrowser, sign, type Signature } from "./credentials.js";
import { Deadline } from "./deadline.js";
import { APIResponseError, APIUsageError, errorFor } from "./errors.js";
import { isLogged, MASK, maskedHeaders, maskedUrl } from "./log.js";
import type { ApiSettings, Operation, ResultContext } from "./operation.js";
import { mergeOptions, type AnyOptions, type RequestOptions } from "./options.js";
import { APIPromise, type Handover } from "./promise.js";
import { form, writeArguments, type Params, type Written } from "./request.js";
import { detach, openBody, openStream, readText, type OpenBody } from "./response.js";
import { baseUrlOf } from "./server.js";
import type { Exchanged, Transport } from "./transport.js";

/** All that a client knows when a call is made. */
export interface Call {
  readonly settings: ApiSettings;
  readonly transport: Transport;
  readonly operation: Operation;
  readonly params: Params;
  readonly options: AnyOptions;
  /** Options of this call alone, not merged yet. */
  readonly over?: RequestOptions | undefined;
  /** Where to send it instead of the address that its arguments make; of the same origin. */
  readonly url?: string | undefined;
}

/** Starts a call at once. Whatever goes wrong with it, its arguments included, rejects the promise. */
export function start(call: Call): APIPromise<unknown> {
  return new APIPromise(async (handover) => {
    const { over } = call;
    return run(over ? { ...call, options: mergeOptions(call.options, over), over: undefined } : call, handover);
  });
}

async function run(call: Call, handover: Handover): Promise<unknown> {
  const { operation, options, settings } = call;
  const deadline = new Deadline(operation.call, options.timeout ?? 60_000, options.signal);
  let keepsOpen = false;
  try {
    const limit = options.maxResponseBytes ?? 100 * 2 ** 20;
    const { response, error, url } = await send(call, deadline, limit);
    const requestId = response.headers.get(settings.requestIdHeader ?? "x-request-id") ?? undefined;
    handover.response = response;
    handover.requestId = requestId;
    if (!response.ok && response.status !== 304) {
      const request = { method: operation.method, url: maskedUrl(url, settings) };
      throw errorFor(
        {
          status: response.status,
          headers: response.headers,
          body: error === "" ? undefined : error,
          requestId,
          request,
        },
        operation.call,
      );
    }
    const fail = (message: string, cause?: unknown): Error =>
      new APIResponseError(message, operation.call, response, requestId, cause);
    const open = (timed = true): OpenBody => {
      keepsOpen = true;
      return openStream(response, deadline, operation.call, timed);
    };
    const { result } = operation;
    if (handover.take || result === "response") {
      const raw = options.signal && response.body ? detach(response, open(false)) : response;
      return handover.take ? handover.take(raw) : raw;
    }
    const text = (): Promise<string> =>
      readText(openBody(response, deadline, operation.call), limit, () => fail(tooLarge(limit)));
    const data = async (): Promise<unknown> => parse(await text(), fail, response);
    if (typeof result === "function") {
      const again: ResultContext["again"] = (changes, link) => {
        const next = link === undefined ? undefined : new URL(link, url);
        if (next && next.origin !== new URL(url).origin)
          throw fail(`its next page is on another origin: ${next.origin}`);
        return start({ ...call, params: { ...call.params, ...changes }, url: next?.href });
      };
      return await result(response, { operation, params: call.params, limit, data, open, fail, again });
    }
    if (result === "json") return await data();
    const body = await text();
    return (result && body) || undefined;
  } finally {
    if (!keepsOpen) deadline.end();
  }
}

interface Sent extends Exchanged {
  readonly url: string;
}

async function send(call: Call, deadline: Deadline, limit: number): Promise<Sent> {
  const { operation, options, settings } = call;
  const baseUrl = baseUrlOf(settings, operation, options);
  const written = await writeArguments(operation, call.params);
  const signature = await deadline.race(sign(settings, operation, options));
  const { url, query } = addressOf(call, baseUrl, written, signature);
  const { body } = written;
  const attempts = withRetries(operation, options, deadline, !(body instanceof ReadableStream), reportTo(call));
  const exchanged = await call.transport(operation.method, operation.path, {
    baseUrl,
    url,
    query,
    headers: headersOf(call, written, signature),
    body,
    middleware: options.middleware ?? [],
    async fetch(request) {
      const response = await attempts(request);
      // openapi-fetch reads the text of every failure: here too within the limits, and no secret comes back with it.
      if (!response.ok) response.text = () => readFailure(response, deadline, call, limit, signature);
      return response;
    },
  });
  return { ...exchanged, url: query ? `${url}?${query}` : url };
}

async function readFailure(
  response: Response,
  deadline: Deadline,
  call: Call,
  limit: number,
  { secrets }: Signature,
): Promise<string> {
  const { call: name } = call.operation;
  const text = await readText(
    openBody(response, deadline, name),
    limit,
    () => new APIResponseError(tooLarge(limit), name, response),
  );
  return secrets.reduce((masked, secret) => (secret.length < 8 ? masked : masked.replaceAll(secret, MASK)), text);
}

function tooLarge(limit: number): string {
  return `the answer is larger than ${limit} bytes`;
}

/** Where the request goes. Later parameters of one name replace earlier ones: options, arguments, credentials. */
function addressOf(
  { options, url }: Call,
  baseUrl: string,
  written: Written,
  signature: Signature,
): { url: string; query: string } {
  if (url !== undefined) {
    const target = new URL(url);
    for (const [name, value] of Object.entries(signature.query)) target.searchParams.set(name, value);
    return { url: target.href, query: "" };
  }
  const query = new Map<string, string | undefined>();
  for (const [name, value] of Object.entries(options.query ?? {})) query.set(name, form(name, value));
  for (const [name, text] of written.query) query.set(name, text);
  for (const [name, value] of Object.entries(signature.query)) query.set(name, form(name, value));
  return { url: baseUrl + written.path, query: [...query.values()].filter(Boolean).join("&") };
}

function headersOf(
  { operation, options, settings }: Call,
  written: Written,
  signature: Signature,
): Record<string, string | null> {
  const { body } = written;
  const { result, idempotency } = operation;
  const headers: Record<string, string | null | undefined> = {
    accept: operation.accept ?? (result === "text" || result === "response" ? "*/*" : "application/json"),
    "user-agent": isBrowser() ? undefined : settings.agent,
    // FormData brings its own, with the boundary.
    "content-type": body === undefined ? undefined : body instanceof FormData ? null : operation.body?.type || null,
    [(idempotency ?? "idempotency-key").toLowerCase()]:
      options.idempotencyKey ?? (idempotency && /POST|PATCH/.test(operation.method) ? uniqueKey() : undefined),
    ...signature.headers,
    ...options.headers,
    ...written.headers,
  };
  const cookies = [headers["cookie"], ...written.cookies, ...signature.cookies].filter(Boolean);
  if (cookies.length) headers["cookie"] = cookies.join("; ");
  for (const name of Object.keys(headers)) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(headers[name] ?? "")) {
      throw new APIUsageError(
        `the header ${name} holds a line break or another character that no header carries`,
        operation.call,
      );
    }
  }
  return headers as Record<string, string | null>;
}

/** As unique as a UUID, and unlike `crypto.randomUUID` at hand in pages served over http too. */
function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parse(text: string, fail: (message: string) => Error, response: Response): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw fail(`the answer is not JSON (content-type: ${response.headers.get("content-type")})`);
  }
}

function reportTo({ operation, options, settings }: Call): Report {
  const { logger = console, logLevel } = options;
  return (level, message, about) => {
    if (!isLogged(level, logLevel)) return;
    const details = about && { url: maskedUrl(about.url, settings), headers: maskedHeaders(about.headers, settings) };
    logger[level](`${operation.call}: ${message}`, ...(details ? [details] : []));
  };
}
