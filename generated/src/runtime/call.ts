/** One call from its arguments to its result. */
import { withRetries, type Report } from "./attempts.js";
import { checkText, isBrowser, sign } from "./credentials.js";
import { Deadline } from "./deadline.js";
import { APIResponseError, errorClass } from "./errors.js";
import { isLogged, maskedHeaders, maskedUrl } from "./log.js";
import type { ApiSettings, Operation } from "./operation.js";
import { mergeOptions, type AnyOptions } from "./options.js";
import { APIPromise, type Handover } from "./promise.js";
import { bodyOf, put, putArguments, type Draft, type Params } from "./request.js";
import { readText } from "./response.js";
import { baseUrlOf } from "./server.js";
import type { Transport } from "./transport.js";

/** All that a client knows when a call is made. */
export interface Call {
  readonly settings: ApiSettings;
  readonly transport: Transport;
  readonly operation: Operation;
  readonly params: Params;
  readonly options: AnyOptions;
}

/**
 * Starts a call at once. Whatever goes wrong with it, its arguments included, rejects the promise.
 * @param over options of this call alone
 */
export function start(call: Call, over?: object): APIPromise<unknown> {
  return new APIPromise(async (handover) => {
    const options = over ? mergeOptions(call.options, over) : call.options;
    const deadline = new Deadline(call.operation.call, options.timeout ?? 6e4, options.signal);
    handover.keep = false;
    try {
      return await run({ ...call, options }, deadline, handover);
    } finally {
      if (!handover.keep) deadline.end();
    }
  });
}

async function run(call: Call, deadline: Deadline, handover: Handover): Promise<unknown> {
  const { operation, options, settings, params } = call;
  const { call: name, method, result } = operation;
  const limit = options.maxResponseBytes ?? 2 ** 27;
  const { response, error, url } = await send(call, deadline, limit);
  const { status, headers } = response;
  const requestId = headers.get(settings.requestIdHeader ?? "x-request-id") ?? undefined;
  if (!response.ok && status !== 304) {
    const body = error === "" ? undefined : error;
    throw new (errorClass(status))(response, body, requestId, { method, url: maskedUrl(url, settings) }, name);
  }
  handover.response = response;
  handover.requestId = requestId;
  if (handover.take) return handover.take(response);
  if (result === "response") return response;
  const fail = (message: string): Error => new APIResponseError(message, name, response);
  const data = async (): Promise<unknown> => {
    const text = await readText(response, deadline, limit, name);
    if (!text || result === "text") return text || undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw fail(`the answer is not JSON but ${headers.get("content-type")}`);
    }
  };
  if (typeof result !== "function") return data();
  return result(response, {
    operation,
    params,
    limit,
    deadline,
    data,
    fail,
    keep: () => (handover.keep = true),
    again: (changes, next = operation, over) =>
      start({ ...call, operation: next, params: { ...params, ...changes } }, over),
  });
}

async function send(
  call: Call,
  deadline: Deadline,
  limit: number,
): Promise<Awaited<ReturnType<Transport>> & { url: string }> {
  const { operation, options, settings, params } = call;
  const { call: name, method, path } = operation;
  const draft: Draft = { query: new Map(), headers: defaultHeaders(call), secrets: [] };
  const baseUrl = baseUrlOf(settings, operation, options);
  await deadline.race(sign(draft, settings, operation, options));
  Object.assign(draft.headers, options.headers);
  for (const [key, value] of Object.entries(options.query ?? {})) put(draft, "query", key, value);
  const query = [...draft.query.values()].filter(Boolean).join("&");
  const url = baseUrl + putArguments(draft, operation, params) + (query && `?${query}`);
  const body = await bodyOf(operation, params);
  if (body !== undefined)
    draft.headers["content-type"] ??= body instanceof FormData ? null : operation.body?.type || null;
  for (const key of Object.keys(draft.headers)) checkText(draft.headers[key] ?? "", key, undefined, name);
  const attempts = withRetries(operation, options, deadline, !(body instanceof ReadableStream), reportTo(call));
  const exchanged = await call.transport(method, path, {
    url,
    headers: draft.headers,
    body,
    middleware: options.middleware ?? [],
    async fetch(request) {
      const response = await attempts(request);
      // openapi-fetch reads the text of every failure: here too within the limits, and no secret comes back with it.
      if (!response.ok) {
        response.text = async () =>
          draft.secrets.reduce(
            (text, secret) => (secret.length < 8 ? text : text.replaceAll(secret, "***")),
            await readText(response, deadline, limit, name),
          );
      }
      return response;
    },
  });
  return { ...exchanged, url };
}

function defaultHeaders({ operation, options, settings }: Call): Draft["headers"] {
  const { accept, result, idempotency, method } = operation;
  return {
    accept: accept ?? (result === "text" || result === "response" ? "*/*" : "application/json"),
    "user-agent": isBrowser() ? undefined : settings.agent,
    [idempotency?.header ?? "idempotency-key"]:
      options.idempotencyKey ?? (/POST|PATCH/.test(method) ? idempotency?.key() : undefined),
  };
}

function reportTo({ operation, options: { logger = console, logLevel }, settings }: Call): Report {
  return (level, message, about) => {
    if (!isLogged(level, logLevel)) return;
    const details = about && [maskedUrl(about.url, settings), maskedHeaders(about.headers, settings)];
    logger[level](`${operation.call}: ${message}`, ...(details ?? []));
  };
}
