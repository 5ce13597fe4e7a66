/** The types of the calls that name a path themselves. They look at one path each, never at all of them. */
import type { RequestOptions } from "./options.js";
import type { APIPromise } from "./promise.js";

/** A path of the specification, or any other. */
export type HatchPath<Paths> = (keyof Paths & string) | (string & {});

/** The arguments of any path. */
export interface HatchInit extends RequestOptions {
  /** Parameters by their place; those of the path are named as in its template: `/keys/{id}` takes `path: { id }`. */
  params?: {
    path?: Readonly<Record<string, unknown>> | undefined;
    query?: Readonly<Record<string, unknown>> | undefined;
    header?: Readonly<Record<string, unknown>> | undefined;
  };
  /** Data is sent as JSON; FormData, Blob, URLSearchParams, bytes and streams are sent as they are. */
  body?: unknown;
}

/** The operation behind a path and a method, `never` where the specification has none. */
type OperationAt<Paths, Path, Method extends string> = Path extends keyof Paths
  ? Paths[Path] extends { [M in Method]: infer Found extends object }
    ? Found
    : never
  : never;

/** The last arguments of the call: optional where nothing in them is required. */
export type HatchArguments<Paths, Path, Method extends string> = [OperationAt<Paths, Path, Method>] extends [never]
  ? [init?: HatchInit]
  : TypedArguments<TypedInit<OperationAt<Paths, Path, Method>>>;

type TypedArguments<Init> = object extends Init ? [init?: Init & RequestOptions] : [init: Init & RequestOptions];

type TypedInit<Op> = ParamsOf<Op> & BodyOf<Op>;

type ParamsOf<Op> = Op extends { parameters: infer P }
  ? object extends P
    ? { params?: P }
    : { params: P }
  : { params?: never };

type BodyOf<Op> = Op extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Op extends { requestBody?: { content: infer Content } }
    ? { body?: Content[keyof Content] }
    : { body?: never };

/** The result of the call: the data of the operation's successes, or `unknown` if the specification declares none. */
export type HatchResult<Paths, Path, Method extends string> = APIPromise<
  [OperationAt<Paths, Path, Method>] extends [never] ? unknown : DataOf<OperationAt<Paths, Path, Method>>
>;

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | "2XX";

type DataOf<Op> = Op extends { responses: infer R }
  ? { [S in keyof R & Success]: ContentOf<R[S]> }[keyof R & Success]
  : unknown;

type ContentOf<Outcome> = Outcome extends { content: infer Content extends object }
  ? Content[keyof Content]
  : undefined;
