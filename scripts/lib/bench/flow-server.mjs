// @ts-check
// A process for `streams.mjs`: a server of event streams and of bytes. Prints its port, and ends with its parent's input.
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { Readable, Writable } from "node:stream";

const [events = "0", bytes = "0"] = process.argv.slice(2);
const PIECE = 2 ** 16;

const event = `data: ${JSON.stringify({ id: 42, text: "a few words of an answer that is written as it comes" })}\n\n`;
const pieceOfEvents = Buffer.from(event.repeat(Math.floor(PIECE / event.length)));
const allEvents = Buffer.from(event.repeat(Number(events)));
const pieceOfBytes = Buffer.alloc(PIECE, "callwright");

/**
 * @param {Buffer} piece
 * @param {number} length in all
 */
function* pieces(piece, length) {
  for (let left = length; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece;
}

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy());
});

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(request, response) {
  if (request.method === "PUT") {
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(request, sink);
    response.writeHead(204).end();
  } else if (request.url === "/events") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    await pipeline(Readable.from(pieces(pieceOfEvents, allEvents.length)), response);
  } else {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    await pipeline(Readable.from(pieces(pieceOfBytes, Number(bytes))), response);
  }
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" && address !== null ? address.port : 0);
});
process.stdin.resume().once("end", () => process.exit());
