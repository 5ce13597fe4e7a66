/** One call from its arguments to its result. */
import { withRetries, type Report } from "./attempts.js";
import { Deadline } from "./deadline.js";
import { APIResponseError, errorClass } from "./errors.js";
import { isLogged, maskedHeaders, maskedUrl } from "./log.js";
import type { ApiSettings, Operation } from "./operation.js";
import { mergeOptions, type AnyOptions } from "./options.js";
import { APIPromise, type Handover } from "./promise.js";
import { draft, type Params } from "./request.js";
import { readText } from "./response.js";
import type { Transport } from "./transport.js";

/**
 * Starts a call at once. Whatever goes wrong with it, its arguments included, rejects the promise.
 * @param over options of this call alone
 */
export function start(
  settings: ApiSettings,
  transport: Transport,
  operation: Operation,
  params: Params,
  base: AnyOptions,
  over?: object,
): APIPromise<unknown> {
  return new APIPromise(async (handover) => {
    const options = over ? mergeOptions(base, over as AnyOptions) : base;
    const { timeout = 6e4, signal, maxResponseBytes = 2 ** 27 } = options;
    const { call, result } = operation;
    const deadline = new Deadline(call, timeout, signal);
    let keep = false;
    const read = (response: Response): Promise<string> => readText(response, deadline, maxResponseBytes, call);
    try {
      const response = await send(settings, transport, operation, params, options, deadline, read, handover);
      if (handover.take) return handover.take(response);
      if (result === "response") return response;
      const fail = (message: string): Error => new APIResponseError(message, call, response);
      const data = async (): Promise<unknown> => {
        const text = await read(response);
        try {
          return result === "text" || !text ? text || undefined : JSON.parse(text);
        } catch {
          throw fail(`the answer is not JSON but ${response.headers.get("content-type")}`);
        }
      };
      if (typeof result !== "function") return await data();
      const again = (changes: object, next = operation, more?: object): PromiseLike<unknown> =>
        start(settings, transport, next, { ...params, ...changes }, options, more);
      return await result(response, {
        operation,
        params,
        limit: maxResponseBytes,
        deadline,
        data,
        fail,
        again,
        keep: () => (keep = true),
      });
    } finally {
      if (!keep) deadline.end();
    }
  });
}

async function send(
  settings: ApiSettings,
  transport: Transport,
  operation: Operation,
  params: Params,
  options: AnyOptions,
  deadline: Deadline,
  read: (response: Response) => Promise<string>,
  handover: Handover,
): Promise<Response> {
  const { call, method, path } = operation;
  const { url, headers, body, secrets } = await deadline.race(draft(settings, operation, params, options));
  const attempts = withRetries(
    operation,
    options,
    deadline,
    !(body instanceof ReadableStream),
    reportTo(settings, call, options),
  );
  const { response, error } = await transport(method, path, {
    url,
    headers,
    body,
    middleware: options.middleware ?? [],
    async fetch(request) {
      const answer = await attempts(request);
      // openapi-fetch reads the text of every failure: here too within the limits, and no secret comes back with it.
      if (!answer.ok) {
        answer.text = async () =>
          secrets.reduce((text, secret) => (secret[7] ? text.replaceAll(secret, "***") : text), await read(answer));
      }
      return answer;
    },
  });
  handover.response = response;
  const requestId = (handover.requestId =
    response.headers.get(settings.requestIdHeader ?? "x-request-id") ?? undefined);
  if (response.ok || response.status === 304) return response;
  throw new (errorClass(response.status))(
    response,
    error === "" ? undefined : error,
    requestId,
    { method, url: maskedUrl(url, settings) },
    call,
  );
}

function reportTo(settings: ApiSettings, call: string, { logger = console, logLevel }: AnyOptions): Report {
  return (level, message, about) => {
    if (isLogged(level, logLevel)) {
      logger[level](
        `${call}: ${message}`,
        ...(about ? [maskedUrl(about.url, settings), maskedHeaders(about.headers, settings)] : []),
      );
    }
  };
}
