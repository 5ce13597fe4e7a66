/**
 * Every error a client of this package throws by itself. None of them holds a credential: requests are described by
 * their method and an address whose secret parameters are masked, never by their headers.
 */

/** What all errors of a client have in common. */
export class APIClientError extends Error {
  /** The call that failed, e.g. `apiKeys.retrieve`; undefined where the client itself could not be made. */
  readonly operation: string | undefined;

  constructor(message: string, operation?: string, cause?: unknown) {
    super(operation ? `${operation}: ${message}` : message, cause === undefined ? undefined : { cause });
    this.operation = operation;
  }
  static {
    this.prototype.name = "APIClientError";
  }
}

/** A client or a call was given something that cannot be used. Nothing was sent. */
export class APIUsageError extends APIClientError {
  static {
    this.prototype.name = "APIUsageError";
  }
}

/** The call was aborted through its `signal`; `cause` is the signal's reason. */
export class APIUserAbortError extends APIClientError {
  static {
    this.prototype.name = "APIUserAbortError";
  }
}

/** No complete answer came: the server could not be reached, or the connection broke. `cause` is the engine's own error. */
export class APIConnectionError extends APIClientError {
  static {
    this.prototype.name = "APIConnectionError";
  }
}

/** No complete answer came within `timeout`. */
export class APIConnectionTimeoutError extends APIConnectionError {
  static {
    this.prototype.name = "APIConnectionTimeoutError";
  }
}

/** The request an error is about, without its headers and body. Secret query parameters are masked. */
export interface RequestSummary {
  readonly method: string;
  readonly url: string;
}

/** What is known of an answer when an error is made of it. */
export interface Answer<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly headers: Headers;
  readonly body: Body;
  readonly requestId: string | undefined;
  readonly request: RequestSummary;
}

/** The server answered, and the answer cannot be used: not what its status promised, too large, or a refused redirect. */
export class APIResponseError extends APIClientError {
  readonly status: number;
  readonly headers: Headers;
  /** The server's name for this request, for its support staff. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    operation: string,
    response: { readonly status: number; readonly headers: Headers },
    requestId?: string,
    cause?: unknown,
  ) {
    super(message, operation, cause);
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = requestId;
  }
  static {
    this.prototype.name = "APIResponseError";
  }
}

/** The server answered with a status that is not a success. */
export class APIError<Status extends number = number, Body = unknown> extends APIClientError {
  readonly status: Status;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** The body of the answer: data where it is JSON, text where it is not, undefined where it is empty. */
  readonly body: Body;
  /** The server's name for this request, for its support staff. */
  readonly requestId: string | undefined;
  readonly request: RequestSummary;

  constructor(answer: Answer<Status, Body>, operation?: string) {
    super(`${answer.status} ${explain(answer.body)}`.trim(), operation);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
    this.requestId = answer.requestId;
    this.request = answer.request;
  }
  static {
    this.prototype.name = "APIError";
  }
}

/** 400 */
export class BadRequestError<Body = unknown> extends APIError<400, Body> {
  static {
    this.prototype.name = "BadRequestError";
  }
}

/** 401 */
export class AuthenticationError<Body = unknown> extends APIError<401, Body> {
  static {
    this.prototype.name = "AuthenticationError";
  }
}

/** 403 */
export class PermissionDeniedError<Body = unknown> extends APIError<403, Body> {
  static {
    this.prototype.name = "PermissionDeniedError";
  }
}

/** 404 */
export class NotFoundError<Body = unknown> extends APIError<404, Body> {
  static {
    this.prototype.name = "NotFoundError";
  }
}

/** 409 */
export class ConflictError<Body = unknown> extends APIError<409, Body> {
  static {
    this.prototype.name = "ConflictError";
  }
}

/** 422 */
export class UnprocessableEntityError<Body = unknown> extends APIError<422, Body> {
  static {
    this.prototype.name = "UnprocessableEntityError";
  }
}

/** 429 */
export class RateLimitError<Body = unknown> extends APIError<429, Body> {
  static {
    this.prototype.name = "RateLimitError";
  }
}

/** 500 and above */
export class InternalServerError<Body = unknown> extends APIError<number, Body> {
  static {
    this.prototype.name = "InternalServerError";
  }
}

type ErrorClass = new (answer: Answer<never>, operation?: string) => APIError;

const CLASSES: Readonly<Record<number, ErrorClass>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The error for an answer, of the class that its status has. */
export function errorFor(answer: Answer, operation: string): APIError {
  const Class = CLASSES[answer.status] ?? (answer.status < 500 ? APIError : InternalServerError);
  return new Class(answer as Answer<never>, operation);
}

/** The sentence for people in an error's body, looked for where APIs usually put it; empty where there is none. */
function explain(body: unknown): string {
  let text = body;
  for (const key of ["error", "message", "detail", "title"]) {
    const inner = (text as Record<string, unknown> | null | undefined)?.[key];
    if (typeof inner === "string" || (key === "error" && inner)) text = inner;
    if (typeof text === "string") break;
  }
  return typeof text === "string" && !/^\s*</.test(text) ? text.slice(0, 500) : "";
}
