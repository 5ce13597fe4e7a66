/**
 * Every error a client of this package throws by itself. None of them holds a credential, also where the server
 * sends one back.
 */

/** What all errors of a client have in common. */
export class APIClientError extends Error {
  /** The call that failed, e.g. `apiKeys.retrieve`; undefined where the client itself could not be made. */
  declare readonly operation: string | undefined;

  override get name(): string {
    return this.constructor.name;
  }
}

/** A client or a call was given something that cannot be used. Nothing was sent. */
export class APIUsageError extends APIClientError {}

/** The call was aborted through its `signal`; `cause` is the signal's reason. */
export class APIUserAbortError extends APIClientError {}

/** No complete answer came: the server could not be reached, or the connection broke. `cause` is the engine's own error. */
export class APIConnectionError extends APIClientError {}

/** No complete answer came within `timeout`. */
export class APIConnectionTimeoutError extends APIConnectionError {}

/** The server answered, and the answer cannot be used: not what its status promised, too large, or a refused redirect. */
export class APIResponseError extends APIClientError {
  /** The answer, its body read or given up. */
  declare readonly response: Response;

  constructor(message: string, response: Response) {
    super(message);
    this.response = response;
  }
}

/** The server answered with a status that is not a success. */
export class APIError extends APIClientError {
  declare readonly status: number;
  /** The headers of the answer. */
  declare readonly headers: Headers;
  /** The body of the answer: data where it is JSON, text where it is not, undefined where it is empty. */
  declare readonly body: unknown;
  /** The server's name for this request, for its support staff. */
  declare readonly requestId: string | undefined;

  constructor(answer: Pick<APIError, "status" | "headers" | "body" | "requestId">) {
    super(`${answer.status} ${explain(answer.body)}`);
    Object.assign(this, answer);
  }
}

/** 400 */
export class BadRequestError extends APIError {
  declare readonly status: 400;
}

/** 401 */
export class AuthenticationError extends APIError {
  declare readonly status: 401;
}

/** 403 */
export class PermissionDeniedError extends APIError {
  declare readonly status: 403;
}

/** 404 */
export class NotFoundError extends APIError {
  declare readonly status: 404;
}

/** 409 */
export class ConflictError extends APIError {
  declare readonly status: 409;
}

/** 422 */
export class UnprocessableEntityError extends APIError {
  declare readonly status: 422;
}

/** 429 */
export class RateLimitError extends APIError {
  declare readonly status: 429;
}

/** 500 and above */
export class InternalServerError extends APIError {}

/** An error whose body the specification describes for its status. */
export type DescribedError<Status extends number, Body> = APIError & { readonly status: Status; readonly body: Body };

/** The classes of errors by their statuses; those above 500 are as 500. */
export const ERRORS: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
  500: InternalServerError,
};

/** The sentence for people in an error's body, looked for where APIs usually put it. */
function explain(body: unknown): string {
  const { error = body } = Object(body) as { error?: unknown };
  const { message = error, detail = message } = Object(error) as Record<string, unknown>;
  return typeof detail === "string" ? detail : "";
}
