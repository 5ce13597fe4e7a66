/**
 * Every error that a client of this package throws by itself. None of them holds a credential, not even where the server
 * sends one back.
 */
import { hideInError, hideResponse } from "./secrets.js";

/** The base class of all errors of a client. */
export class APIClientError extends Error {
  /** The call that failed, e.g. `apiKeys.retrieve`; undefined where the client itself could not be made. */
  readonly operation: string | undefined = undefined;

  // A getter with the name spelled out: minifiers rename classes, and an own property would show in logs.
  override get name(): string {
    return "APIClientError";
  }
}

/** A client or a call was given something that cannot be used. Nothing was sent. */
export class APIUsageError extends APIClientError {
  override get name(): string {
    return "APIUsageError";
  }
}

/** The call was aborted through its `signal`; `cause` is the signal's reason. */
export class APIUserAbortError extends APIClientError {
  override get name(): string {
    return "APIUserAbortError";
  }
}

/** No complete answer came: the server could not be reached, or the connection broke. `cause` is the engine's own error. */
export class APIConnectionError extends APIClientError {
  /** The engine's code for what happened, e.g. `ECONNREFUSED`, where it gives one. */
  readonly code: string | undefined;

  constructor(message: string, options: { readonly cause?: unknown; readonly code?: string | undefined } = {}) {
    super(message, options);
    this.code = options.code;
  }

  override get name(): string {
    return "APIConnectionError";
  }
}

/** No complete answer came within the option `timeout`. */
export class APIConnectionTimeoutError extends APIConnectionError {
  override get name(): string {
    return "APIConnectionTimeoutError";
  }
}

/** The server answered, and the answer cannot be used: not what its status promised, too large, or a refused redirect. */
export class APIResponseError extends APIClientError {
  /** The answer; its body has been read or given up. */
  readonly response: Response;

  constructor(message: string, response: Response) {
    super(message);
    this.response = response;
  }

  override get name(): string {
    return "APIResponseError";
  }
}

/** The error response that the server sent. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly requestId: string | undefined;
}

/** The server answered with a status that is not a success. */
export class APIError extends APIClientError implements FailedAnswer {
  /** The HTTP status code (RFC 9110, section 15). */
  readonly status: number;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** The body of the answer: data where it is JSON, text where it is not, undefined where it is empty. */
  readonly body: unknown;
  /** The server's name for this request, for its support staff. */
  readonly requestId: string | undefined;

  constructor({ status, headers, body, requestId }: FailedAnswer) {
    super(`${status} ${shortened(sentenceOf(body))}`.trimEnd());
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.requestId = requestId;
  }

  override get name(): string {
    return "APIError";
  }
}

/** 400 */
export class BadRequestError extends APIError {
  declare readonly status: 400;

  override get name(): string {
    return "BadRequestError";
  }
}

/** 401 */
export class AuthenticationError extends APIError {
  declare readonly status: 401;

  override get name(): string {
    return "AuthenticationError";
  }
}

/** 403 */
export class PermissionDeniedError extends APIError {
  declare readonly status: 403;

  override get name(): string {
    return "PermissionDeniedError";
  }
}

/** 404 */
export class NotFoundError extends APIError {
  declare readonly status: 404;

  override get name(): string {
    return "NotFoundError";
  }
}

/** 409 */
export class ConflictError extends APIError {
  declare readonly status: 409;

  override get name(): string {
    return "ConflictError";
  }
}

/** 422 */
export class UnprocessableEntityError extends APIError {
  declare readonly status: 422;

  override get name(): string {
    return "UnprocessableEntityError";
  }
}

/** 429 */
export class RateLimitError extends APIError {
  declare readonly status: 429;

  override get name(): string {
    return "RateLimitError";
  }
}

/** 500 and above */
export class InternalServerError extends APIError {
  override get name(): string {
    return "InternalServerError";
  }
}

/** An error whose body the specification describes for its status. */
export type DescribedError<Status extends number, Body> = APIError & { readonly status: Status; readonly body: Body };

const CLASSES: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The error for an answer, of the class for its status. */
export function errorOf(answer: FailedAnswer): APIError {
  const Class = answer.status >= 500 ? InternalServerError : (CLASSES[answer.status] ?? APIError);
  return new Class(answer);
}

/** The error with the call that it ended, and without its secrets. Errors of the caller's own code stay as they are. */
export function withOperation(error: unknown, { call, mask }: Failing): unknown {
  if (!(error instanceof APIClientError)) return error;
  if (error instanceof APIResponseError) {
    hideInError(error, mask);
    hideResponse(error.response, mask);
  }
  return Object.assign(error, { operation: call });
}

/** A call that fails. */
interface Failing {
  readonly call: string;
  /** Takes the secrets of the call out of a text. */
  readonly mask: (text: string) => string;
}

/** The most characters that a message repeats of the words of a server or a caller. */
const LONGEST_QUOTE = 80;

/** Somebody else's words as far as a message repeats them. */
export function shortened(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}

/**
 * The sentence for people in an error's body, where APIs put it: within an object `error`; else the `detail` of a problem
 * (RFC 9457), the `error_description` of OAuth (RFC 6749, section 5.2), a `message`, an `error`, the problem's `title`, or
 * `errors` and their `msg`. Of a list, its first ten.
 */
function sentenceOf(body: unknown): string {
  if (typeof body === "string") return body;
  if (Object(body) !== body) return "";
  if (Array.isArray(body)) return body.slice(0, 10).map(sentenceOf).filter(Boolean).join("; ");
  const { error, detail, error_description, message, title, errors, msg } = body as Record<string, unknown>;
  const inner = typeof error === "string" ? undefined : error;
  for (const place of [inner, detail, error_description, message, error, title, errors, msg]) {
    const sentence = sentenceOf(place);
    if (sentence) return sentence;
  }
  return "";
}
