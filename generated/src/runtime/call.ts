/** One call from its arguments to its result. */
import {
  APIClientError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIResponseError,
  APIUserAbortError,
  ERRORS,
  APIError,
  InternalServerError,
} from "./errors.js";
import { mask } from "./log.js";
import type { ApiSettings, ResultContext } from "./operation.js";
import { mergeOptions, type AnyOptions } from "./options.js";
import { hasBody, redirected } from "./redirect.js";
import { draft } from "./request.js";
import { discard } from "./response.js";
import type { Transport } from "./transport.js";

/** Repeated attempts are worth it after these outcomes: statuses, `x-should-retry`, and failures of the connection. */
const WORTHWHILE = /^(4(08|09|29)|5|true|no )/;
/** The same for what is not idempotent: where the server surely did not carry the call out. */
const HARMLESS = /^4(08|29)|^true|^no .*(REFUS|NOTF|AGAIN|CONNECT_)/;

/** What TypeScript 5.4 does not know of `AbortSignal`: a signal that is aborted with the first of these, and held weakly. */
interface Following {
  any(signals: readonly AbortSignal[]): AbortSignal;
}

/** What a call is made of. */
type Given = Pick<ResultContext, "client" | "operation" | "params" | "options">;

export class Call implements ResultContext {
  declare readonly client: ResultContext["client"];
  declare readonly operation: ResultContext["operation"];
  declare readonly params: ResultContext["params"];
  declare readonly options: ResultContext["options"];
  declare limit: number;
  declare request: Request | undefined;
  /** Takes the response before its body is read, where the caller wants it as it is. */
  declare take?: (response: Response) => void;
  declare response?: Response;
  /** The server's name for the request. */
  declare requestId?: string | undefined;

  #settings: ApiSettings;
  /** The client's options with those of the call on top. */
  #options: AnyOptions;
  #secrets: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #controller: AbortController | undefined;
  /** What ended the time before it was rest. */
  #end: unknown;
  #linked: AbortSignal | undefined;
  #fail: ((error: unknown) => void) | undefined;

  constructor(settings: ApiSettings, base: AnyOptions, given: Given) {
    this.#settings = settings;
    this.#options = base;
    Object.assign(this, given);
  }

  /** Makes the call. Every error of ours names it. */
  async run(transport: Transport): Promise<unknown> {
    const { call, result } = this.operation;
    try {
      if (this.options) this.#options = mergeOptions(this.#options, this.options as AnyOptions);
      this.limit = this.#options.maxResponseBytes ?? 2 ** 27;
      const response = (this.response = await this.#send(transport));
      if (this.take) return this.take(response);
      if (!result) return discard(response.body);
      return await (result === "json" ? this.data() : result(response, this));
    } catch (error) {
      throw error instanceof APIClientError ? Object.assign(error, { operation: call }) : error;
    } finally {
      this.rest();
    }
  }

  async #send(transport: Transport): Promise<Response> {
    const { method, path } = this.operation;
    const [exchange, secrets] = await draft(this.#settings, this.operation, this.params, this.#options);
    this.#secrets = secrets;
    const { response, error } = await transport(method, path, {
      ...exchange,
      fetch: async (request) => {
        this.request = request;
        const answer = await this.#fetch(request, !(exchange.body instanceof ReadableStream));
        // What openapi-fetch reads of a failure is within the limits, and no secret comes back with it.
        answer.text = async () => mask(await this.#text(answer), answer.ok ? [] : secrets);
        return answer;
      },
    });
    const { status, headers } = response;
    const requestId = (this.requestId = headers.get(this.#settings.requestIdHeader ?? "x-request-id") ?? undefined);
    if (response.ok || status === 304) return response;
    throw new (ERRORS[status] ?? (status < 500 ? APIError : InternalServerError))({
      status,
      headers,
      body: error === "" ? undefined : error,
      requestId,
      request: { method, url: mask(this.request?.url ?? "", secrets) },
    });
  }

  async data(): Promise<unknown> {
    const response = this.response as Response;
    const text = await response.text();
    try {
      return text ? (JSON.parse(text) as unknown) : undefined;
    } catch {
      throw new APIResponseError("the answer is not JSON", response);
    }
  }

  /** The body as text (UTF-8), within the limits of the call. */
  async #text(response: Response): Promise<string> {
    const reader = response.body?.getReader();
    const pieces: Uint8Array[] = [];
    let size = 0;
    for (let piece; (piece = reader && (await this.race(reader.read())).value); pieces.push(piece)) {
      size += piece.length;
      if (!(size <= this.limit)) {
        discard(reader);
        throw new APIResponseError(`more than ${this.limit} bytes`, response);
      }
    }
    // Most bodies come in one piece.
    return pieces[1] ? new Blob(pieces as BlobPart[]).text() : new TextDecoder().decode(pieces[0]);
  }

  /** The `fetch` that openapi-fetch is given: one logical request, in as many attempts as it takes. */
  async #fetch(original: Request, repeatable: boolean): Promise<Response> {
    const { maxRetries = 2 } = this.#options;
    const { idempotency, method } = this.operation;
    const worthwhile = idempotency || !/^P[OA]/.test(method) ? WORTHWHILE : HARMLESS;
    for (let retry = 1; ; retry++) {
      let response: Response | undefined;
      let failure: unknown;
      try {
        response = await this.#attempt(original, repeatable);
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      const header = (name: string): string => response?.headers.get(name) ?? "";
      const outcome = header("x-should-retry") || `${response?.status ?? (failure as Error).message}`;
      if (!repeatable || !(retry <= maxRetries) || !worthwhile.test(outcome)) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay(header, retry);
      this.#log("info", `${outcome}, again in ${wait} ms`);
      clearTimeout(this.#timer);
      this.#end = undefined;
      await this.race(new Promise((resolve) => (this.#timer = setTimeout(resolve, wait))));
    }
  }

  /** One attempt, with the redirects that it takes. */
  async #attempt(original: Request, repeatable: boolean): Promise<Response> {
    const { fetch = globalThis.fetch, fetchOptions, signal: caller } = this.#options;
    let request = repeatable && hasBody(original.method) ? original.clone() : original;
    const { signal: own } = (this.#controller = new AbortController());
    // The caller's signal also ends a body that is handed over as it is, later.
    const signal = caller ? (AbortSignal as unknown as Following).any([caller, own]) : own;
    this.begin();
    for (let hops = 0; ; hops++) {
      this.#log("debug", request);
      const response = await this.race(fetch(request, { ...fetchOptions, signal }));
      if (!/30[12378]/.test(`${response.status}`) || !response.headers.get("location")) return response;
      request = await redirected(request, original, response, hops);
    }
  }

  begin(): void {
    const { timeout = 6e4, signal } = this.#options;
    this.rest();
    this.#end = undefined;
    // Not a listener of the caller's own signal: many calls may share that, and Node.js warns of more than ten.
    if (signal) (this.#linked = (AbortSignal as unknown as Following).any([signal])).onabort = this.#stop;
    // Timers of every engine fire at once for anything longer.
    if (timeout > 0 && timeout < 2 ** 31) {
      this.#timer = setTimeout(
        () => this.#stop(new APIConnectionTimeoutError(`no complete answer in ${timeout} ms`)),
        timeout,
      );
    }
  }

  #stop = (end: unknown): void => {
    this.#end = end;
    this.#controller?.abort(end);
    this.#fail?.(end);
  };

  race<T>(waiting: PromiseLike<T>, failure = "no complete answer"): Promise<T> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      const fail = (this.#fail = (error) => {
        if (signal?.aborted) error = new APIUserAbortError("aborted", { cause: signal.reason as unknown });
        if (!(error instanceof APIClientError)) {
          const reason = (error as { cause?: { code?: string } } | undefined)?.cause?.code ?? (error as Error);
          error = new APIConnectionError(mask(`${failure}: ${reason}`, this.#secrets), { cause: error });
        }
        reject(error);
      });
      if (this.#end ?? signal?.aborted) fail(this.#end);
      waiting.then(resolve, fail);
    });
  }

  rest(): void {
    clearTimeout(this.#timer);
    if (this.#linked) this.#linked.onabort = null;
  }

  /** There is nothing to say above the two most talkative levels: what fails is thrown. */
  #log(level: "debug" | "info", about: string | Request): void {
    const { logger = console, logLevel } = this.#options;
    if (logLevel !== "debug" && logLevel !== level) return;
    const message = typeof about === "string" ? about : `${about.method} ${about.url}`;
    logger[level](mask(`${this.operation.call}: ${message}`, this.#secrets));
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
  const wait = asked.find((ms) => ms >= 0) ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4);
  return Math.min(wait, 6e4);
}
