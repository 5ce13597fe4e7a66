/** What generated code and its callers need of the runtime in every client. Optional parts are imported by their files. */
export { Client, Resource } from "./client.js";
export { APIPromise, type WithResponse } from "./promise.js";
export {
  APIClientError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIResponseError,
  APIUsageError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
  type DescribedError,
} from "./errors.js";
export type { ClientOptions, Credential, Fetch, HeaderOptions, RequestOptions } from "./options.js";
export type { Logger, LogLevel } from "./log.js";
export type { Middleware } from "./transport.js";
export type * from "./operation.js";
export type { IterablePromise } from "./iterable.js";
export type { Stream } from "./stream.js";
export { toFile, type Uploadable } from "./uploads.js";
export type { Page, PageOf, PagePromise } from "./pages.js";
