/** A client as the generator would write it, and servers on loopback to call with it. */
import http from "node:http";
import net from "node:net";
import type { AddressInfo } from "node:net";
import { json } from "../../../src/runtime/bodies.js";
import { idempotency } from "../../../src/runtime/idempotency.js";
import {
  Client,
  Resource,
  type APIPromise,
  type ClientOptions,
  type Credential,
  type RequestOptions,
} from "../../../src/runtime/index.js";
import type { ApiSettings, Operation } from "../../../src/runtime/operation.js";
import { raw } from "../../../src/runtime/readers.js";
import { formExploded } from "../../../src/runtime/styles.js";

export const KEY = "pk-0123456789abcdef";

export interface KeysOptions extends ClientOptions {
  apiKey?: Credential | null | undefined;
}

export interface Key {
  readonly id: string;
  readonly name?: string;
}

/** The shape of openapi-typescript's output. */
export interface KeyPaths {
  "/keys/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { content: { "application/json": Key } };
        404: { content: { "application/json": { message: string } } };
      };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: { 204: { content?: never } };
    };
    post?: never;
  };
  "/keys": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { page?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { content: { "application/json": Key[] } } };
    };
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { name: string } } };
      responses: { 201: { content: { "application/json": Key } } };
    };
  };
}

const security = [["key"]];

const operations = {
  retrieve: {
    call: "keys.retrieve",
    method: "GET",
    path: "/keys/{id}",
    inputs: { id: "path" },
    result: "json",
    security,
  },
  list: {
    call: "keys.list",
    method: "GET",
    path: "/keys",
    inputs: {
      page: "query",
      tags: "query",
      filter: "query",
      trace: { in: "header", name: "X-Trace" },
      session: { in: "cookie", style: formExploded },
      theme: { in: "cookie", style: formExploded },
    },
    result: "json",
    security,
  },
  create: {
    call: "keys.create",
    method: "POST",
    path: "/keys",
    inputs: { dry: "query" },
    body: { write: json, required: true },
    result: "json",
    security,
  },
  createOnce: {
    call: "keys.createOnce",
    method: "POST",
    path: "/keys",
    body: { write: json },
    result: "json",
    security,
    idempotency: idempotency("Idempotency-Key"),
  },
  replace: {
    call: "keys.replace",
    method: "PUT",
    path: "/keys/{id}",
    inputs: { id: "path" },
    body: { write: json, key: "key" },
    result: "json",
    security,
  },
  remove: { call: "keys.remove", method: "DELETE", path: "/keys/{id}", inputs: { id: "path" }, security },
  download: {
    call: "keys.download",
    method: "GET",
    path: "/keys/{id}/file",
    inputs: { id: "path" },
    accept: "*/*",
    result: raw,
    security,
  },
  pair: {
    call: "keys.pair",
    method: "GET",
    path: "/x/.{a}{b}",
    inputs: { a: "path", b: "path" },
    result: "json",
    security,
  },
} satisfies Record<string, Operation>;

export class Keys extends Resource {
  retrieve(params: { id: unknown }, options?: RequestOptions): APIPromise<Key> {
    return this._client["_call"](operations.retrieve, params, options);
  }
  list(params?: object | null, options?: RequestOptions): APIPromise<Key[]> {
    return this._client["_call"](operations.list, params, options);
  }
  create(params: object, options?: RequestOptions): APIPromise<Key> {
    return this._client["_call"](operations.create, params, options);
  }
  createOnce(params: object, options?: RequestOptions): APIPromise<Key> {
    return this._client["_call"](operations.createOnce, params, options);
  }
  replace(params: object, options?: RequestOptions): APIPromise<Key> {
    return this._client["_call"](operations.replace, params, options);
  }
  remove(params: { id: string }, options?: RequestOptions): APIPromise<void> {
    return this._client["_call"](operations.remove, params, options);
  }
  download(params: { id: string }, options?: RequestOptions): APIPromise<Response> {
    return this._client["_call"](operations.download, params, options);
  }
  pair(params: object, options?: RequestOptions): APIPromise<Key> {
    return this._client["_call"](operations.pair, params, options);
  }
}

export const settings: ApiSettings = {
  agent: "key-service/1.2.3",
  baseUrlEnv: "KEYS_BASE_URL",
  servers: [{ url: "/v1" }, { url: "https://keys.example/v1", description: "Production" }],
  security: { key: { option: "apiKey", env: "KEYS_API_KEY", in: "header", name: "x-api-key" } },
};

export class KeyService extends Client<KeysOptions, KeyPaths> {
  readonly keys = new Keys(this);

  constructor(options: KeysOptions = {}) {
    super(settings, options);
  }
}

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Served {
  readonly url: string;
  readonly requests: Recorded[];
  /** Connections that carried something and are open now; undici opens an idle one in place of each that breaks. */
  busy(): number;
  close(): Promise<void>;
}

type Answer = (request: Recorded, response: http.ServerResponse) => unknown;

/** An HTTP server on loopback that records what it is asked. */
export async function serve(answer: Answer): Promise<Served> {
  const requests: Recorded[] = [];
  const server = http.createServer((incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on("data", (piece: Buffer) => pieces.push(piece));
    incoming.on("error", () => undefined);
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(pieces).toString() };
      requests.push(request);
      answer(request, response);
    });
  });
  return { ...(await listen(server)), requests };
}

/** A server that writes to the socket as it pleases. */
export async function serveRaw(answer: (socket: net.Socket) => void): Promise<Served> {
  const server = net.createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  return { ...(await listen(server)), requests: [] };
}

async function listen(server: net.Server): Promise<Pick<Served, "url" | "busy" | "close">> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    busy: () => [...sockets].filter(({ bytesRead }) => bytesRead > 0).length,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Answers with JSON. */
export function sendJson(
  response: http.ServerResponse,
  data: unknown,
  status = 200,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(data));
}

/** What a promise is rejected with, which must be of this class. */
export async function failureOf<E>(
  Class: abstract new (...args: never[]) => E,
  promise: PromiseLike<unknown>,
): Promise<E> {
  const error = await failure(promise);
  if (error instanceof Class) return error;
  throw error;
}

/** What a promise is rejected with. */
export async function failure(promise: PromiseLike<unknown>): Promise<Error> {
  return promise.then(
    (value) => {
      throw new Error(`resolved with ${JSON.stringify(value)}`);
    },
    (error: unknown) => error as Error,
  );
}
