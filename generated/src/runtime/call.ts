/** One call from its arguments to its result. */
import { withRetries } from "./attempts.js";
import { watch } from "./deadline.js";
import { APIResponseError, errorClass } from "./errors.js";
import { isLogged, mask } from "./log.js";
import type { ApiSettings, Operation, ResultContext } from "./operation.js";
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
  const { call, method, path, result } = operation;
  const run = async (handover: Handover): Promise<unknown> => {
    const options = over ? mergeOptions(base, over as AnyOptions) : base;
    const { timeout = 6e4, maxResponseBytes: limit = 2 ** 27, middleware = [], logger = console, logLevel } = options;
    const deadline = watch(call, timeout, options.signal);
    deadline.begin();
    try {
      const { url, headers, body, secrets } = await deadline.race(draft(settings, operation, params, options));
      const attempts = withRetries(
        operation,
        options,
        deadline,
        !(body instanceof ReadableStream),
        (level, message, about) => {
          if (isLogged(level, logLevel))
            logger[level](
              `${call}: ${mask(`${message} ${about?.url ?? ""}`, secrets)}`,
              ...maskedHeaders(secrets, about),
            );
        },
      );
      const fetch = async (request: Request): Promise<Response> => {
        const answer = await attempts(request);
        // openapi-fetch reads the text of every failure: here too within the limits, and no secret comes back with it.
        if (!answer.ok) answer.text = async () => mask(await readText(answer, deadline, limit, call), secrets, 8);
        return answer;
      };
      const { response, error } = await transport(method, path, { url, headers, body, middleware, fetch });
      const { ok, status } = response;
      const requestId = response.headers.get(settings.requestIdHeader ?? "x-request-id") ?? undefined;
      if (!ok && status !== 304) {
        throw new (errorClass(status))(
          response,
          error === "" ? undefined : error,
          requestId,
          { method, url: mask(url, secrets) },
          call,
        );
      }
      Object.assign(handover, { response, requestId });
      if (handover.take) return handover.take(response);
      if (result === "response") return response;
      const fail = (message: string): Error => new APIResponseError(message, call, response);
      const data = async (): Promise<unknown> => {
        const text = await readText(response, deadline, limit, call);
        try {
          return result === "text" || !text ? text || undefined : JSON.parse(text);
        } catch {
          throw fail(`the answer is not JSON but ${response.headers.get("content-type")}`);
        }
      };
      const again: ResultContext["again"] = (changes, next = operation, more) =>
        start(settings, transport, next, { ...params, ...changes }, options, more);
      return await (typeof result === "function"
        ? result(response, { operation, params, limit, deadline, data, fail, again })
        : data());
    } finally {
      deadline.rest();
    }
  };
  return new ((typeof result === "function" && result.Promise) || APIPromise)(run);
}

function maskedHeaders(secrets: readonly string[], about?: Request): object[] {
  const plain: Record<string, string> = {};
  about?.headers.forEach((value, name) => (plain[name] = mask(value, secrets)));
  return about ? [plain] : [];
}
