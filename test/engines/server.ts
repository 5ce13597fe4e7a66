/** A server on loopback that misbehaves on purpose, and lets any page ask. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FaultServer {
  readonly url: string;
  /** Requests that a redirect led to another origin, with their headers: there should be none. */
  readonly strayed: IncomingMessage[];
  /** What is served under a path, beside the faults. */
  readonly files: Map<string, readonly [type: string, body: string]>;
  /** Resolves with the first body that is posted to `/result`. */
  readonly result: Promise<string>;
  stop(): Promise<void>;
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
  "access-control-expose-headers": "*",
};

export async function startFaults(): Promise<FaultServer> {
  const strayed: IncomingMessage[] = [];
  const files: FaultServer["files"] = new Map();
  let settle: (text: string) => void = () => undefined;
  const result = new Promise<string>((resolve) => (settle = resolve));
  const behave = behaviours(() => stray.url, settle);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    const body = await bodyOf(request);
    const file = files.get(pathname);
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else if (file) response.writeHead(200, { "content-type": file[0] }).end(file[1]);
    else (behave[pathname] ?? missing)({ request, response, body, query: searchParams });
  };
  const faults = await listen((request, response) => void answer(request, response));
  const stray = await listen((request, response) => {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method !== "OPTIONS") strayed.push(request);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const stop = async (): Promise<void> => {
    await Promise.all([faults.stop(), stray.stop()]);
  };
  return { url: faults.url, strayed, files, result, stop };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly query: URLSearchParams;
}

type Behaviour = (asked: Asked) => void;

const missing: Behaviour = ({ response }) => json(response, { message: "no such thing" }, 404);

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Answers that never end by themselves. */
function endless() {
  const open = new Set<ServerResponse>();
  return {
    hold: (response: ServerResponse): void => {
      open.add(response);
      response.once("close", () => open.delete(response));
    },
    /** Answers once none is open. */
    answer: ({ response }: Asked): void => {
      const waiting = setInterval(() => {
        if (response.destroyed) clearInterval(waiting);
        if (open.size > 0 || response.destroyed) return;
        clearInterval(waiting);
        json(response, { open: 0 });
      }, 20);
    },
  };
}

/** Answers every second request, and tells whether it came no sooner than was asked for. */
function flaky(): Behaviour {
  let since: number | undefined;
  return ({ response }) => {
    if (since === undefined) {
      since = performance.now();
      response.writeHead(503, { "retry-after": "1" }).end("busy");
      return;
    }
    // Timers may be a little early; what is waited for unasked is far less.
    json(response, { hasWaited: performance.now() - since > 900 });
    since = undefined;
  };
}

/** What is answered under each path. */
function behaviours(stray: () => string, settle: (text: string) => void): Readonly<Record<string, Behaviour>> {
  const { hold, answer } = endless();
  return {
    "/result": ({ response, body }) => {
      response.writeHead(204).end();
      settle(body);
    },
    "/flaky": flaky(),
    "/busy": ({ response }) => response.writeHead(503, { "retry-after": "60" }).end("busy"),
    "/stall": ({ response }) => hold(response),
    "/half": ({ response }) => {
      hold(response.writeHead(200, { "content-type": "application/json" }));
      response.write('{"half":');
    },
    "/open": answer,
    "/here": ({ response }) => response.writeHead(307, { location: "/there" }).end(),
    "/there": ({ response }) => json(response, { at: "there" }),
    // Some servers show a caller what it sent.
    "/echo": ({ request, response }) => json(response, { message: "bad headers", got: request.headers }, 400),
    "/away": ({ response }) => response.writeHead(302, { location: stray() }).end(),
    "/html": ({ response }) => response.writeHead(200, { "content-type": "text/html" }).end("<p>It works!</p>"),
    "/cut": ({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"half":');
      setTimeout(() => response.destroy(), 30);
    },
    "/large": ({ response }) => json(response, "x".repeat(50_000)),
    "/arrivals": ({ response, query }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (query.has("endless")) {
        hold(response);
        response.write('data: {"ship":"Fram"}\n\n');
        return;
      }
      response.end(': hello\n\ndata: {"ship":\r\ndata: "Fram"}\r\n\r\ndata: {"ship":"Götheborg"}\n\ndata: [DONE]\n\n');
    },
    "/ships": ({ response, query }) => {
      const next = query.get("after") === null ? "two" : null;
      const data = next === null ? [{ name: "Vasa" }] : [{ name: "Fram" }, { name: "Maud" }];
      json(response, { data, next_cursor: next });
    },
    "/papers": ({ request: { headers }, response, body }) =>
      json(response, {
        isForm: /^multipart\/form-data; boundary=/.test(headers["content-type"] ?? ""),
        hasParts: body.includes('name="ship"') && body.includes('filename="ship.txt"') && body.includes("three masts"),
        isSigned: headers.authorization?.startsWith("Bearer ") === true,
      }),
    "/papers/a%2Fb": ({ response }) =>
      response.writeHead(200, { "content-type": "application/octet-stream" }).end("papers"),
  };
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, stop };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}
