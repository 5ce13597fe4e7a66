/** One call from its arguments to its result. */
import {
  APIClientError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIResponseError,
  APIUserAbortError,
  ERRORS,
  APIError,
} from "./errors.js";
import type { ApiSettings, ResultContext, ResultReader } from "./operation.js";
import { mergeOptions, type AnyOptions } from "./options.js";
import { hasBody, redirected } from "./redirect.js";
import { draft } from "./request.js";
import { discard } from "./response.js";
import { send, type Sendable } from "./transport.js";

/** Repeated attempts are worth it after these outcomes: `x-should-retry`, else statuses and failures of the connection. */
const WORTHWHILE = /^4(08|29)|^true|^409|^5|^no /;
/** The same for what is not idempotent: where the server surely did not carry the call out. */
const HARMLESS = /^4(08|29)|^true|REFUS|NOTF|AGAIN|CONNECT_/;

/** What TypeScript 5.4 does not know of `AbortSignal`: a signal that is aborted with the first of these. */
interface Joining {
  any(signals: readonly AbortSignal[]): AbortSignal;
}

/** What an attempt comes to: an answer, or an error of ours. */
type Outcome = Response & { readonly headers?: Headers; readonly message?: string };

/** What a call is made of. */
type Given = Pick<ResultContext, "client" | "operation" | "params" | "options">;

export class Call implements ResultContext {
  declare readonly client: ResultContext["client"];
  declare readonly operation: ResultContext["operation"];
  declare readonly params: ResultContext["params"];
  declare readonly options: ResultContext["options"];
  declare limit: number;
  declare request: { readonly url: string } | undefined;
  /** Takes the response before its body is read, where the caller wants it as it is. */
  declare take?: (response: Response) => void;
  declare response?: Response;
  /** The server's name for the request. */
  declare requestId?: string | undefined;

  #settings: ApiSettings;
  /** The client's options with those of the call on top. */
  #options: AnyOptions;
  #secrets: readonly unknown[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends an attempt, and then the wait for the next one. Its reason is what the call is rejected with. */
  #controller = new AbortController();
  #fail: ((error: unknown) => void) | undefined;

  constructor(settings: ApiSettings, base: AnyOptions, given: Given) {
    this.#settings = settings;
    this.#options = base;
    Object.assign(this, given);
  }

  /** Makes the call. Every error of ours names it. */
  async run(): Promise<unknown> {
    const { call, result } = this.operation;
    try {
      if (this.options) this.#options = mergeOptions(this.#options, this.options as AnyOptions);
      this.limit = this.#options.maxResponseBytes ?? 2 ** 27;
      const response = (this.response = await this.#send());
      if (this.take) return this.take(response);
      if (!result) return discard(response.body);
      return await (result === "json" ? this.data() : result(response, this));
    } catch (error) {
      throw error instanceof APIClientError ? Object.assign(error, { operation: call }) : error;
    } finally {
      this.rest();
    }
  }

  async data(): Promise<unknown> {
    const text = await this.text();
    try {
      return text ? (JSON.parse(text) as unknown) : undefined;
    } catch {
      throw new APIResponseError("not JSON", this.response as Response);
    }
  }

  async #send(): Promise<Response> {
    const { method, path } = this.operation;
    this.begin();
    const [exchange, secrets] = await this.race(
      () => draft(this.#settings, this.operation, this.params, this.#options),
      "",
    );
    this.#secrets = secrets;
    exchange.fetch = async (request) => {
      const { url, method, headers } = (this.request = request);
      // What middleware saw can be read once; what is read of it can be sent again.
      const body = hasBody(method) && exchange.middleware ? await (request as Request).arrayBuffer() : request.body;
      const answer = await this.#fetch({ url, method, headers, body });
      // What openapi-fetch reads of a failure is within the limits, and no secret comes back with it.
      if (!answer.ok) answer.text = async () => this.mask(await this.text(answer));
      return answer;
    };
    const { response, error } = await send(method, path, exchange);
    const { status } = response;
    const requestId = (this.requestId =
      response.headers.get(this.#settings.requestIdHeader ?? "x-request-id") ?? undefined);
    if (response.ok || status === 304) return response;
    const headers = new Headers(
      [...response.headers].map(([name, value]): [string, string] => [name, this.mask(value)]),
    );
    throw new (ERRORS[Math.min(status, 500)] ?? APIError)({
      status,
      headers,
      body: error === "" ? undefined : error,
      requestId,
    });
  }

  /** The `fetch` that openapi-fetch is given: one logical request, in as many attempts as it takes. */
  async #fetch(sent: Sendable): Promise<Response> {
    const { maxRetries = 2 } = this.#options;
    const { idempotency, method } = this.operation;
    const worthwhile = idempotency || !/^P[OA]/.test(method) ? WORTHWHILE : HARMLESS;
    for (let retry = 1; ; retry++) {
      const outcome = (await this.#attempt(sent).catch((error: unknown) => error)) as Outcome;
      if (outcome.ok) return outcome;
      const header = (name: string): string => outcome.headers?.get(name) ?? "";
      const reason = header("x-should-retry") || `${outcome.status ?? outcome.message}`;
      if (sent.body instanceof ReadableStream || !(retry <= maxRetries) || !worthwhile.test(reason)) {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      }
      discard(outcome.body);
      const wait = delay(header, retry);
      this.#log("info", `${reason}, again in ${wait} ms`);
      clearTimeout(this.#timer);
      this.#controller = new AbortController();
      await this.race(() => new Promise((resolve) => (this.#timer = setTimeout(resolve, wait))));
    }
  }

  mask(text: string): string {
    for (const secret of this.#secrets as readonly (string | undefined)[]) {
      // What is shorter is part of innocent words, and what is no text is no secret.
      if (!secret?.[3]) continue;
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        text = text.replaceAll(form, "***");
      }
    }
    return text;
  }

  /** The body as text (UTF-8), within the limits of the call. */
  async text(response = this.response as Response): Promise<string> {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let left = this.limit;
    for (let held, piece: Uint8Array | undefined; ; held = piece) {
      piece = reader && (await this.race(() => reader.read())).value;
      // Engines decode what is known to be the last piece, mostly the only one, several times as fast.
      if (held) text += decoder.decode(held, { stream: !!piece });
      if (!piece) return text;
      left -= piece.length;
      if (!(left >= 0)) {
        discard(reader);
        throw new APIResponseError(`more than ${this.limit} bytes`, response);
      }
    }
  }

  /** One attempt, with the redirects that it takes. */
  async #attempt(sent: Sendable): Promise<Response> {
    const { signal: caller, fetch = globalThis.fetch, fetchOptions } = this.#options;
    const { signal: own } = this.#controller;
    // What is read when the call is done must be ended by the caller's signal itself.
    const later = caller && (this.take ?? (this.operation.result as ResultReader | undefined)?.later);
    const signal = later ? (AbortSignal as unknown as Joining).any([caller, own]) : own;
    this.begin();
    for (let hops = 0; ; hops++) {
      const { url, method, headers, body } = sent;
      this.#log("debug", `${method} ${url}`);
      const response = await this.race(async () =>
        fetch(url, {
          method,
          headers,
          body,
          // Redirects are followed by us, so that nothing secret reaches another origin.
          redirect: "manual",
          // Only streams need it.
          duplex: "half",
          ...fetchOptions,
          signal,
        } as RequestInit),
      );
      const next = redirected(sent, response, hops);
      if (!next) return response;
      sent = next;
    }
  }

  /** There is nothing to say above the two most talkative levels: what fails is thrown. */
  #log(level: "debug" | "info", message: string): void {
    const { logger = console, logLevel } = this.#options;
    if (logLevel !== "debug" && logLevel !== level) return;
    try {
      logger[level](this.mask(`${this.operation.call}: ${message}`));
    } catch {
      // A log that fails is no reason for a call to.
    }
  }

  begin(): void {
    const { timeout = 6e4, signal } = this.#options;
    this.rest();
    if (signal?.aborted) this.handleEvent();
    signal?.addEventListener("abort", this);
    // Timers of every engine fire at once for anything longer.
    if (timeout > 0 && timeout < 2 ** 31) {
      this.#timer = setTimeout(
        () => this.handleEvent(new APIConnectionTimeoutError(`no complete answer in ${timeout} ms`)),
        timeout,
      );
    }
  }

  race<T>(wait: () => PromiseLike<T>, failure = "no complete answer"): Promise<T> {
    const { signal } = this.#controller;
    return new Promise((resolve, reject) => {
      const fail = (this.#fail = (error: unknown) => {
        if (signal.aborted) error = signal.reason;
        if (failure && !(error instanceof APIClientError)) {
          const { cause } = Object(error) as { cause?: { code?: string; data?: unknown } };
          // What a parser could not read may hold anything.
          delete cause?.data;
          error = new APIConnectionError(this.mask(`${failure}: ${cause?.code ?? (error as Error)}`), { cause: error });
        }
        reject(error);
      });
      if (signal.aborted) fail(0);
      else wait().then(resolve, fail);
    });
  }

  /** Ends what is being waited for: with that error, else because the caller's signal says so. */
  handleEvent(end?: object): void {
    const { signal } = this.#options;
    const error = end instanceof APIClientError ? end : new APIUserAbortError("aborted", { cause: signal?.reason });
    this.#controller.abort(error);
    this.#fail?.(error);
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener("abort", this);
  }
}

/**
 * Milliseconds before the next attempt: what the server asks for (`retry-after-ms`, or `Retry-After` of RFC 9110,
 * section 10.2.3), at most a minute; else half a second doubled with each attempt up to eight, less up to a quarter
 * at random.
 */
function delay(header: (name: string) => string, retry: number): number {
  const after = header("retry-after");
  const asked = [parseFloat(header("retry-after-ms")), parseFloat(after) * 1e3, Date.parse(after) - Date.now()];
  return Math.min(6e4, asked.find((ms) => ms >= 0) ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4));
}
