/** One call, from its arguments to its result. */
import { mergeOptions } from "./client-options.js";
import { copier } from "./copies.js";
import { Deadline } from "./deadline.js";
import { type APIError, errorOf, shortened, withOperation } from "./errors.js";
import { log } from "./log.js";
import type { ApiSettings, Caller, Operation, ResultContext, ResultReader } from "./operation.js";
import type { AnyOptions, RequestOptions } from "./options.js";
import type { PendingCall } from "./promise.js";
import { discard, excessOf, readJson, readText } from "./readers.js";
import { isStream, mayHaveBody, redirected } from "./redirects.js";
import { prepare } from "./request.js";
import { pauseBefore, reasonOfAnswer, reasonOfError, shouldRetry, type RetryReason } from "./retries.js";
import { hideAddress, masked, maskedHeaders } from "./secrets.js";
import type { Signed } from "./signing.js";
import { send, type HttpRequest } from "./transport.js";

/** The most bytes of a body where the caller does not say: 128 MiB. */
const DEFAULT_MAX_BYTES = 2 ** 27;

const DEFAULT_MAX_RETRIES = 2;

/** Methods that may do harm where they are carried out twice (RFC 9110, section 9.2.2; RFC 5789, section 2). */
const NOT_IDEMPOTENT: ReadonlySet<string> = new Set(["POST", "PATCH"]);

/** The parts of a call. */
export interface CallRequest {
  readonly client: Caller;
  readonly operation: Operation;
  readonly params: object | null | undefined;
  /** The options of this call alone. */
  readonly options: RequestOptions | undefined;
}

/** How an attempt ended. An answer may be of another class than this engine's `Response`: callers bring their own `fetch`. */
interface Outcome {
  readonly answer?: Response;
  /** The call got no response. */
  readonly error?: unknown;
}

/**
 * Makes a call.
 *
 * @param pending what the promise of the call asks of it, and is told
 * @returns the result; rejects with errors that name the call
 */
export async function runCall(
  settings: ApiSettings,
  clientOptions: AnyOptions,
  request: CallRequest,
  pending: PendingCall,
): Promise<unknown> {
  let call: Call | undefined;
  try {
    call = new Call(settings, clientOptions, request, pending);
    return await call.run();
  } catch (error) {
    throw withOperation(error, call ?? { call: request.operation.call, mask: (text) => text });
  }
}

class Call implements ResultContext {
  readonly client: Caller;
  readonly call: string;
  readonly operation: Operation;
  readonly params: object | null | undefined;
  readonly options: RequestOptions | undefined;
  readonly maxBytes: number;
  readonly deadline: Deadline;
  url: string | undefined;

  readonly #settings: ApiSettings;
  readonly #pending: PendingCall;
  /** The client's options with those of the call on top. */
  readonly #merged: AnyOptions;
  #signed: Signed = { secrets: new Set() };
  #wasRefused = false;

  /** @throws APIUsageError for options that contradict each other */
  constructor(
    settings: ApiSettings,
    clientOptions: AnyOptions,
    { client, operation, params, options }: CallRequest,
    pending: PendingCall,
  ) {
    this.client = client;
    this.call = operation.call;
    this.operation = options?.path === undefined ? operation : { ...operation, path: options.path };
    this.params = params;
    this.options = options;
    this.#settings = settings;
    this.#pending = pending;
    const merged = options ? mergeOptions(clientOptions, options as AnyOptions) : clientOptions;
    this.#merged = settings.place?.(merged) ?? merged;
    this.maxBytes = this.#merged.maxResponseBytes ?? DEFAULT_MAX_BYTES;
    this.deadline = new Deadline(this.#merged, this.mask);
  }

  async run(): Promise<unknown> {
    const pending = this.#pending;
    try {
      const response = await this.#send();
      pending.response = response;
      if (!pending.take) return await this.#read(response);
      pending.read = this.#readerOf(response);
      pending.take(response);
      return pending.isAwaited ? await pending.read() : undefined;
    } finally {
      this.deadline.rest();
    }
  }

  readonly mask = (text: string): string => masked(text, this.#signed.secrets);

  /** Reads the data of a response that its caller has too, once, from a copy. */
  #readerOf(response: Response): () => Promise<unknown> {
    const copy = copier(response, this.call);
    let data: Promise<unknown> | undefined;
    const read = async (): Promise<unknown> => {
      this.deadline.begin();
      try {
        return await this.#read(copy());
      } catch (error) {
        throw withOperation(error, this);
      } finally {
        this.deadline.rest();
      }
    };
    return () => (data ??= read());
  }

  async #read(response: Response): Promise<unknown> {
    const { result } = this.operation;
    if (response.status === 304) throw this.#errorOf(response, undefined);
    if (result === "json") return readJson(response, this);
    if (result) return result(response, this);
    discard(response.body);
    return undefined;
  }

  /** One logical request: middleware sees it once, however many attempts it takes. */
  async #send(): Promise<Response> {
    const { method, path } = this.operation;
    this.deadline.begin();
    const { draft, signed } = await this.deadline.wait(() =>
      prepare(this.#settings, this.operation, this.params, this.#merged),
    );
    this.#signed = signed;
    const { response, error } = await send(method, path, draft, async (request) => {
      this.url = request.url;
      const answer = await this.#attempts(draft.middleware ? await repeatable(request as Request) : request);
      return answer.ok ? answer : this.#withSafeText(answer);
    });
    hideAddress(response, this.mask);
    const requestId = response.headers.get(this.#settings.requestIdHeader ?? "x-request-id");
    this.#pending.requestId = requestId === null ? undefined : this.mask(requestId);
    // 304 answers a conditional request of the caller's own, who may want the response.
    if (response.ok || response.status === 304) return response;
    throw this.#errorOf(response, error === "" ? undefined : error);
  }

  #errorOf(response: Response, body: unknown): APIError {
    const { requestId } = this.#pending;
    return errorOf({ status: response.status, headers: maskedHeaders(response.headers, this.mask), body, requestId });
  }

  /** openapi-fetch reads the body of a failure: within the limits, and with the secrets that a server sends back masked. */
  #withSafeText(answer: Response): Response {
    const whole = answer.text.bind(answer);
    answer.text = async () => {
      const text = await readText(answer, this, whole);
      // openapi-fetch parses what is JSON: the beginning of it is text.
      return this.mask(excessOf(text, this.maxBytes) ? shortened(text) : text);
    };
    return answer;
  }

  /** Attempts a request until it succeeds, cannot succeed, or was attempted often enough. */
  async #attempts(first: HttpRequest): Promise<Response> {
    const { maxRetries = DEFAULT_MAX_RETRIES } = this.#merged;
    let request = first;
    for (let retry = 1; ; retry += 1) {
      const { answer, error } = await this.#attempt(request).then(
        (answer): Outcome => ({ answer }),
        (error: unknown): Outcome => ({ error }),
      );
      if (answer?.ok) return answer;
      const reason = answer ? reasonOfAnswer(answer) : reasonOfError(error);
      const mayRepeat = !isStream(request.body) && retry <= maxRetries;
      const next = mayRepeat && reason ? await this.#next(request, retry, reason, answer) : undefined;
      if (next) request = next;
      else if (answer) return answer;
      else throw error;
    }
  }

  /** The request of the next attempt, when it is time for it; undefined where that would change nothing. */
  async #next(
    request: HttpRequest,
    retry: number,
    reason: RetryReason,
    answer: Response | undefined,
  ): Promise<HttpRequest | undefined> {
    // A function may give another credential than the one that was refused; once, that is worth an attempt.
    const isRefused = reason.isUnauthorized && !this.#wasRefused;
    this.#wasRefused ||= isRefused ?? false;
    const other = isRefused ? await this.#renewed(request, true) : request;
    const isOther = other !== request;
    if (!isOther && !shouldRetry(reason, this.#isIdempotent)) return undefined;
    discard(answer?.body);
    const pause = isOther ? 0 : pauseBefore(retry, answer?.headers);
    this.#log("info", () => `${reason.text}, again in ${Math.round(pause)} ms`);
    await this.deadline.pause(pause);
    return isOther ? other : this.#renewed(request);
  }

  get #isIdempotent(): boolean {
    const { idempotency, method } = this.operation;
    return idempotency !== undefined || !NOT_IDEMPOTENT.has(method);
  }

  /** The request with what functions give as credentials now; it is signed before it is first attempted. */
  async #renewed(request: HttpRequest, isRefused?: boolean): Promise<HttpRequest> {
    this.deadline.begin();
    return this.deadline.wait(() => (this.#signed as Required<Signed>).renew(request, isRefused));
  }

  /** One attempt, with the redirects that it takes. */
  async #attempt(first: HttpRequest): Promise<Response> {
    this.deadline.begin();
    const signal = this.#signal();
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const { method, url } = request;
      this.#log("debug", () => `${method} ${url}`);
      const response = await this.#fetch(request, signal);
      const next = redirected(request, response, redirects, this.operation.redirects);
      if (!next) return response;
      request = next;
    }
  }

  #fetch({ url, method, headers, body }: HttpRequest, signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch, fetchOptions } = this.#merged;
    const init = {
      method,
      headers,
      body,
      // `redirects.ts` follows them, so that no secret reaches another origin.
      redirect: "manual",
      // The Fetch standard asks for it where the body is a stream.
      duplex: "half",
      ...fetchOptions,
      signal,
    } as RequestInit;
    return this.deadline.wait(async () => fetch(url, init), "Connection failed");
  }

  /** The caller's own signal must end a body that is read after the call is done. */
  #signal(): AbortSignal {
    const { signal: caller } = this.#merged;
    const isReadLater = this.#pending.take !== undefined || (this.operation.result as ResultReader | undefined)?.later;
    if (!caller || !isReadLater) return this.deadline.signal;
    return (AbortSignal as unknown as SignalJoiner).any([caller, this.deadline.signal]);
  }

  #log(level: "debug" | "info", message: () => string): void {
    log(this.#merged, level, () => this.mask(`${this.call}: ${message()}`));
  }
}

/** `AbortSignal.any` of the DOM standard, which the library of TypeScript 5.4 does not declare. */
interface SignalJoiner {
  any(signals: readonly AbortSignal[]): AbortSignal;
}

/** What a `Request` sends, which middleware saw: its own body can be read only once. */
async function repeatable(request: Request): Promise<HttpRequest> {
  const { url, method, headers } = request;
  const body = mayHaveBody(method) ? await request.arrayBuffer() : null;
  return { url, method, headers, body };
}
