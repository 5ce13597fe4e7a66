/**
 * The constant behind each generated method: everything the runtime must know to make one call.
 * Generated code declares these; the runtime reads them and never changes them.
 *
 * Whatever only some specifications need (parameter styles, multipart, streams, pages) comes in as a function, so that
 * a client that does not need it does not reach it and a bundler leaves it out.
 */
import type { Deadline } from "./deadline.js";
import type { AnyOptions, RequestOptions } from "./options.js";
import type { APIPromise } from "./promise.js";
import type { Draft } from "./transport.js";
import type { Uploadable } from "./uploads.js";

export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

export interface Operation {
  /** The call as a caller writes it, e.g. `apiKeys.retrieve`: for errors and logs. */
  readonly call: string;
  readonly method: HttpMethod;
  /** The path template as the specification writes it, e.g. `/api-keys/{id}`. */
  readonly path: string;
  /** Where each argument goes, by the key a caller writes. Keys that are not listed belong to a flat body. */
  readonly inputs?: Readonly<Record<string, Input>>;
  readonly body?: Body;
  /** How a successful answer is read; absent where none of its outcomes has content. */
  readonly result?: Result;
  /** `elsewhere` of `elsewhere.ts`, where the specification declares redirects: a GET may be led to another origin. */
  readonly redirects?: (headers: Headers) => Headers;
  /** The media types asked for, where the answer is not `application/json`. */
  readonly accept?: string;
  /**
   * Gives the header that makes repeating the call safe, where the specification declares one for it; from
   * `idempotency.ts`. Without it, what is neither safe nor idempotent (RFC 9110, section 9.2) is hardly ever repeated.
   */
  readonly idempotency?: (options: RequestOptions) => Readonly<Record<string, string>>;
  /** Alternatives, each a list of keys of the client's credentials; absent where the operation needs none. */
  readonly security?: readonly (readonly string[])[];
  /** The servers of this operation alone, where the specification gives it other ones than the client's. */
  readonly servers?: readonly Server[];
  /** Path arguments that may also be given by position, before the object. */
  readonly positional?: readonly string[];
}

export type Location = "path" | "query" | "header" | "cookie";

/** A location alone for an argument that is written the default way under its own name. */
export type Input = Location | InputDetail;

export interface InputDetail {
  readonly in: Location;
  /** The name on the wire, where the argument has another one. */
  readonly name?: string;
  /** Writes the value another way than its location's default; one of the functions of `styles.ts`. */
  readonly style?: Style;
}

/**
 * Gives the text of one parameter, percent-encoded where it must be: for `query` and `cookie` with its name(s), for
 * `path` and `header` the value. Puts it into a request where there is one. A value that is undefined is left out,
 * except from the path.
 */
export type Style = (name: string, value: unknown, draft?: Draft, location?: Location) => string | undefined;

export interface Body {
  /**
   * The media type that is sent, a concrete one; absent for `application/json`, and where the writer says it, as that of
   * `multipart/form-data` does, which adds its boundary; null where the body itself knows it.
   */
  readonly type?: string | null | undefined;
  /** The argument that holds the whole body; absent where the body's properties are keys of the flat object. */
  readonly key?: string;
  /** Whether a body is sent even where the caller gave no property of it. */
  readonly required?: boolean;
  /** One of the functions of `bodies.ts` and `forms.ts`. */
  readonly write: BodyWriter;
}

/** Makes a body of the arguments that no input took; undefined where none is to be sent. */
export type BodyWriter = (
  left: Readonly<Record<string, unknown>>,
  body: Body,
  context: BodyContext,
) => BodyInit | Promise<BodyInit | undefined> | undefined;

/** The context of body writers. */
export interface BodyContext {
  readonly operation: Operation;
  /** The request, for what a body says in its headers. */
  readonly draft: Draft;
  /** The options of the call on top of the client's. */
  readonly options: RequestOptions;
}

/**
 * `json` gives data, whatever media type the answer claims, as many servers claim a wrong one. A function (of `readers.ts`,
 * `streams.ts` or `pages.ts`) gives what it returns.
 */
export type Result = "json" | ResultReader;

export interface ResultReader {
  (response: Response, context: ResultContext): unknown;
  /** The class of the call's promise, where it can do more than `APIPromise`. */
  readonly Promise?: typeof APIPromise;
  /** Whether the body is still to be read when the reader returns. */
  readonly later?: true;
}

/** The context of response readers. */
export interface ResultContext {
  /** The call, for messages. */
  readonly call: string;
  /** Makes the next call, for readers that need one. */
  readonly client: Caller;
  readonly operation: Operation;
  readonly params: object | null | undefined;
  /** The options of this call alone. */
  readonly options: RequestOptions | undefined;
  /** The address that was asked; undefined where middleware answered in the server's place. */
  readonly url: string | undefined;
  /** The most bytes that the body, or one piece of a stream, may have; of JSON, every 32 of them may be one value. */
  readonly maxBytes: number;
  /** For readers that go on waiting after they return. */
  readonly deadline: Deadline;
  /** Takes the secrets of the call out of a text. */
  readonly mask: (text: string) => string;
}

/** The parts of a client that resources and readers need. */
export interface Caller {
  call<P extends APIPromise<unknown>>(
    operation: Operation,
    params: object | null | undefined,
    options?: RequestOptions,
  ): P;
}

export interface Server {
  /** As the specification writes it, `{variables}` included; without a scheme it only names what must be configured. */
  readonly url: string;
  readonly description?: string;
  /** Defaults of the variables in `url`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The only values of those variables that have a list of them. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** Gives the servers to try in turn, their variables filled in. */
export type ServerChooser = (
  own: readonly Server[],
  all: readonly Server[],
  options: RequestOptions,
) => readonly Server[];

/** Gives the credentials to sign a call with, by their keys, of alternatives that are each sent together. */
export type CredentialChooser = (
  alternatives: NonNullable<Operation["security"]>,
  security: ApiSettings["security"],
  options: Readonly<Record<string, unknown>>,
) => readonly string[] | undefined;

/** A credential of the specification's `securitySchemes`, by the client option that carries it. */
export interface Security {
  /** The client option. */
  readonly option: string;
  /** The environment variable that the option defaults to. */
  readonly env: string;
  readonly in: "header" | "query" | "cookie";
  /** The name on the wire: `authorization`, in the header, for the schemes of HTTP. A header's is in lower case. */
  readonly name: string;
  /** `cookie` of `security.ts`, if the credential is sent in a cookie. */
  readonly style?: Style;
  /** Makes of the secret what is sent, by one of the functions of `security.ts`; absent where it is sent as it is. */
  readonly write?: (secret: string, ask: CredentialSource) => string | Promise<string>;
}

/**
 * Gives the secret of a client option. @param isRefused whether the server refused the one before it
 */
export type CredentialSource = (option: string, isRefused?: boolean) => Promise<string | null | undefined>;

/** Gives options that a new client was not given; changes them in place. */
export type OptionCompleter = (
  options: Record<string, unknown>,
  environment: (name: string) => string | undefined,
) => void;

/** Gives the options of a call, those of one client alone put where they are sent. */
export type OptionPlacer = (options: AnyOptions) => AnyOptions;

/** The settings of the whole API that a generated client has. */
export interface ApiSettings {
  /** For the `User-Agent` where the engine lets one be set: `portkey-client/2.0.0`. */
  readonly agent: string;
  /** Default of the base URL option, e.g. `PORTKEY_BASE_URL`. */
  readonly baseUrlEnv: string;
  readonly servers: readonly Server[];
  /** `chooseServer` of `servers.ts`, where the specification declares several whole addresses, or variables in one. */
  readonly chooseServer?: ServerChooser;
  /**
   * Where the client has such options: `clientCredentials` of `oauth.ts`, `ownDefaults` or `callDefaults` of `own-options.ts`,
   * and `completeAll` for several of these.
   */
  readonly complete?: OptionCompleter;
  /** `ownPlaces` of `own-options.ts`. */
  readonly place?: OptionPlacer;
  readonly security: Readonly<Record<string, Security>>;
  /** `chooseCredentials` of `security.ts`, where the specification declares several schemes. */
  readonly chooseCredentials?: CredentialChooser;
  /** The header with the server's name for a request; `x-request-id` without it. */
  readonly requestIdHeader?: string;
}

/** A flat body that may be left out, but not halfway: all of it, or none of its properties. */
export type OptionalBody<Content> = Content | { readonly [Key in keyof Content]?: never };

/** One value for each line: a list, whatever gives them one by one, or the lines as text or bytes. */
export type Lines<Content> =
  | Iterable<Content extends readonly (infer Item)[] ? Item : Content>
  | AsyncIterable<Content extends readonly (infer Item)[] ? Item : Content>
  | Uploadable
  | string;

/** A result that, where it is an object, names its request. Streams, and the `Response` itself, have no such property. */
export type WithRequestId<Data> = Data extends readonly unknown[] | Response | AsyncIterable<unknown>
  ? Data
  : Data extends object
    ? Data & { _request_id?: string | null }
    : Data;
