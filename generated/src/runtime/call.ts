/** One call from its arguments to its result. */
import { withRetries } from "./attempts.js";
import { watch } from "./deadline.js";
import { APIClientError, APIResponseError, errorClass } from "./errors.js";
import { isLogged, mask } from "./log.js";
import type { ApiSettings, Caller, Operation, ResultReader } from "./operation.js";
import { mergeOptions, type AnyOptions } from "./options.js";
import { APIPromise, type Handover } from "./promise.js";
import { draft, type Params } from "./request.js";
import { discard, readText } from "./response.js";
import type { Transport } from "./transport.js";

/**
 * Starts a call at once. Whatever goes wrong with it, its arguments included, rejects the promise.
 * @param base the client's options, not to be changed
 * @param over options of this call alone
 */
export function start(
  client: Caller,
  settings: ApiSettings,
  transport: Transport,
  base: AnyOptions,
  operation: Operation,
  params: Params,
  over: AnyOptions = {},
): APIPromise<unknown> {
  const { call, method, path, result } = operation;
  const run = async (handover: Handover): Promise<unknown> => {
    const options = mergeOptions(base, over);
    const { timeout = 6e4, maxResponseBytes: limit = 2 ** 27, middleware = [], logger = console, logLevel } = options;
    const deadline = watch(timeout, options.signal);
    const { url, headers, body, secrets } = await draft(settings, operation, params, options);
    try {
      const attempts = withRetries(
        operation,
        options,
        deadline,
        !(body instanceof ReadableStream),
        (level, message, sent) => {
          if (!isLogged(level, logLevel)) return;
          sent?.forEach((value, name) => (message += `\n${name}: ${value}`));
          logger[level](mask(`${call}: ${message}`, secrets));
        },
      );
      const fetch = async (request: Request): Promise<Response> => {
        const answer = await attempts(request);
        // This is what openapi-fetch reads of a failure: within the limits, and no secret comes back with it.
        answer.text = async () => mask(await readText(answer, deadline, limit), answer.ok ? [] : secrets, 8);
        return answer;
      };
      const { response, error } = await transport(method, path, { url, headers, body, middleware, fetch });
      const { ok, status } = response;
      const requestId = response.headers.get(settings.requestIdHeader ?? "x-request-id") ?? undefined;
      if (!ok && status !== 304) {
        const request = { method, url: mask(url, secrets) };
        throw new (errorClass(status))({
          status,
          headers: response.headers,
          body: error === "" ? undefined : error,
          requestId,
          request,
        });
      }
      Object.assign(handover, { response, requestId });
      if (handover.take) return handover.take(response);
      const data = async (): Promise<unknown> => {
        const json = await response.text();
        try {
          return json ? JSON.parse(json) : undefined;
        } catch {
          throw new APIResponseError("the answer is not JSON", response);
        }
      };
      if (!result) return discard(response.body);
      return await (result === "json"
        ? data()
        : result(response, { client, operation, params, options: over, limit, deadline, data }));
    } finally {
      deadline.rest();
    }
  };
  const handover: Handover = {};
  const settled = run(handover).catch((error: unknown) => {
    throw error instanceof APIClientError ? Object.assign(error, { operation: call }) : error;
  });
  return new ((result as ResultReader | undefined)?.Promise ?? APIPromise)((resolve) => resolve(settled), handover);
}
