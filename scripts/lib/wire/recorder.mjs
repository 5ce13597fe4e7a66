// @ts-check
// A server on loopback that records requests and always sends the same response.
import http from "node:http";

/** @typedef {{ method: string, url: string, headers: Record<string, string>, body: Buffer }} Recorded */

/** @returns {Promise<{ url: string, requests: Recorded[], close(): void }>} */
export async function record() {
  /** @type {Recorded[]} */
  const requests = [];
  const server = http.createServer((request, response) => {
    /** @type {Buffer[]} */
    const pieces = [];
    request.on("data", (/** @type {Buffer} */ piece) => pieces.push(piece));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      requests.push({ method: request.method ?? "", url: request.url ?? "", headers, body: Buffer.concat(pieces) });
      response.writeHead(200, { "content-type": "application/json" }).end('{"data":[],"id":"1"}');
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${String(port)}`, requests, close: () => void server.close() };
}
