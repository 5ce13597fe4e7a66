/**
 * What callers of a generated client may use of the runtime; the package's own index exports all of it. Generated code
 * imports what is internal from its own file.
 */
export { BaseClient, Client, Resource } from "./client.js";
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
export type { EventStream, StreamEvent } from "./events.js";
export type { Logger, LogLevel } from "./log.js";
export type { ClientOptions, Credential, Fetch, HeaderOptions, RequestOptions } from "./options.js";
export type { Page, PageOf, PagePromise } from "./page.js";
export { APIPromise, type IterablePromise, type WithResponse } from "./promise.js";
export type { Stream } from "./streams.js";
export type { Middleware } from "./transport.js";
export { toFile, type Uploadable } from "./uploads.js";
