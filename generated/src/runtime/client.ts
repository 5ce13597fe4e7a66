/** The base classes of generated clients and their resources. */
import { runCall } from "./call.js";
import * as errors from "./errors.js";
import { clientOptions, mergeOptions } from "./client-options.js";
import type { HatchArguments, HatchInit, HatchPath, HatchResult } from "./hatch.js";
import type { ApiSettings, Caller, HttpMethod, Operation, ResultReader } from "./operation.js";
import type { AnyOptions, ClientOptions, RequestOptions } from "./options.js";
import { APIPromise, type PendingCall } from "./promise.js";

/** The part of every client that resources need: options, and a way to run operations. */
export class BaseClient<Options extends ClientOptions = ClientOptions> {
  // Private fields: no credential shows in console.log, inspect or JSON.stringify.
  #settings: ApiSettings;
  #options: AnyOptions;
  #caller: Caller;

  /** @throws APIUsageError for options that cannot be used */
  constructor(settings: ApiSettings, options: Options) {
    this.#settings = settings;
    this.#options = clientOptions(settings, options);
    this.#caller = { call: (operation, params, given) => this._call(operation, params, given) };
  }

  /** Runs an operation. Each generated method is one call of it; protected, so that editors do not offer it to callers. */
  protected _call<P = APIPromise<unknown>>(operation: Operation, params?: object | null, options?: RequestOptions): P {
    const pending: PendingCall = {};
    const start = (resolve: (result: Promise<unknown>) => void): void => {
      resolve(runCall(this.#settings, this.#options, { client: this.#caller, operation, params, options }, pending));
    };
    const Class = (operation.result as ResultReader | undefined)?.Promise ?? APIPromise;
    return new Class(start, pending) as unknown as P;
  }

  /** A client of the same kind with some options changed. This one stays as it is. */
  withOptions(options: Partial<Options>): this {
    const Class = this.constructor as new (options: AnyOptions) => this;
    return new Class(mergeOptions(this.#options, options));
  }

  /** The options of this client, with their defaults. */
  protected get _options(): Options {
    return this.#options as Options;
  }

  /** The keys of every credential that the API knows, for calls that no operation describes. */
  protected get _schemes(): readonly string[] {
    return Object.keys(this.#settings.security);
  }
}

/**
 * A client of one API, with calls of any path besides. Generated clients extend it with a property for each resource.
 *
 * @typeParam Options the options of the generated client, its credentials among them
 * @typeParam Paths the `paths` that openapi-typescript made, for `get`, `post`, `put`, `patch` and `delete`
 */
export class Client<
  Options extends ClientOptions = ClientOptions,
  Paths extends object = object,
> extends BaseClient<Options> {
  // Errors hang on the class, too, as callers of other clients write them: `error instanceof Portkey.NotFoundError`.
  static readonly APIClientError: typeof errors.APIClientError = errors.APIClientError;
  static readonly APIError: typeof errors.APIError = errors.APIError;
  static readonly APIConnectionError: typeof errors.APIConnectionError = errors.APIConnectionError;
  static readonly APIConnectionTimeoutError: typeof errors.APIConnectionTimeoutError = errors.APIConnectionTimeoutError;
  static readonly APIResponseError: typeof errors.APIResponseError = errors.APIResponseError;
  static readonly APIUsageError: typeof errors.APIUsageError = errors.APIUsageError;
  static readonly APIUserAbortError: typeof errors.APIUserAbortError = errors.APIUserAbortError;
  static readonly BadRequestError: typeof errors.BadRequestError = errors.BadRequestError;
  static readonly AuthenticationError: typeof errors.AuthenticationError = errors.AuthenticationError;
  static readonly PermissionDeniedError: typeof errors.PermissionDeniedError = errors.PermissionDeniedError;
  static readonly NotFoundError: typeof errors.NotFoundError = errors.NotFoundError;
  static readonly ConflictError: typeof errors.ConflictError = errors.ConflictError;
  static readonly UnprocessableEntityError: typeof errors.UnprocessableEntityError = errors.UnprocessableEntityError;
  static readonly RateLimitError: typeof errors.RateLimitError = errors.RateLimitError;
  static readonly InternalServerError: typeof errors.InternalServerError = errors.InternalServerError;
  /** Calls any path with GET: typed where the document knows the path. Same credentials, retries and errors. */
  get<Path extends HatchPath<Paths>>(
    path: Path,
    ...init: HatchArguments<Paths, Path, "get">
  ): HatchResult<Paths, Path, "get"> {
    return this.#hatch("GET", path, ...init);
  }

  /** Calls any path with POST: typed where the document knows the path. Same credentials, retries and errors. */
  post<Path extends HatchPath<Paths>>(
    path: Path,
    ...init: HatchArguments<Paths, Path, "post">
  ): HatchResult<Paths, Path, "post"> {
    return this.#hatch("POST", path, ...init);
  }

  /** Calls any path with PUT: typed where the document knows the path. Same credentials, retries and errors. */
  put<Path extends HatchPath<Paths>>(
    path: Path,
    ...init: HatchArguments<Paths, Path, "put">
  ): HatchResult<Paths, Path, "put"> {
    return this.#hatch("PUT", path, ...init);
  }

  /** Calls any path with PATCH: typed where the document knows the path. Same credentials, retries and errors. */
  patch<Path extends HatchPath<Paths>>(
    path: Path,
    ...init: HatchArguments<Paths, Path, "patch">
  ): HatchResult<Paths, Path, "patch"> {
    return this.#hatch("PATCH", path, ...init);
  }

  /** Calls any path with DELETE: typed where the document knows the path. Same credentials, retries and errors. */
  delete<Path extends HatchPath<Paths>>(
    path: Path,
    ...init: HatchArguments<Paths, Path, "delete">
  ): HatchResult<Paths, Path, "delete"> {
    return this.#hatch("DELETE", path, ...init);
  }

  #hatch<P>(method: HttpMethod, path: string, init: object = {}): P {
    const { body } = init as HatchInit;
    const isData = isPlainData(body);
    return this._call(
      {
        call: `${method} ${path}`,
        method,
        path,
        body: {
          // The engine's own bodies know their media type.
          type: isData ? undefined : null,
          write: () => (isData ? JSON.stringify(body) : (body as BodyInit)),
        },
        result: "json",
        security: [this._schemes, []],
      },
      {},
      init,
    );
  }
}

/** Whether a body is data, which is sent as JSON, and not one of the engine's own bodies, which all carry a tag. */
function isPlainData(body: unknown): boolean {
  return (Object(body) as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === undefined;
}

/** The base class of generated resources. */
export class Resource {
  // A private field, so that a client can be printed and turned into JSON.
  #client: BaseClient;

  constructor(client: BaseClient) {
    this.#client = client;
  }

  /** The client of this resource, for the resources inside it. */
  protected get _client(): BaseClient {
    return this.#client;
  }

  /** Runs an operation of this resource. */
  protected _call<P = APIPromise<unknown>>(operation: Operation, params?: object | null, options?: RequestOptions): P {
    // Protected in a client for the sake of its callers; the brackets are the compiler's own way past that.
    return this.#client["_call"](operation, params, options);
  }
}
