// @ts-check
// Runs Prism, a mock server of a specification that also checks every request against the document, on loopback.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";

const bin = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");

/**
 * Starts Prism on a free port of 127.0.0.1.
 *
 * @param {string} spec path of the document
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} once it accepts requests
 */
export async function startPrism(spec) {
  const port = await freePort();
  const child = spawn(process.execPath, [bin, "mock", "-h", "127.0.0.1", "-p", String(port), spec], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  await new Promise((resolve, reject) => {
    const listen = (/** @type {Buffer} */ chunk) => {
      said += String(chunk);
      if (said.includes("Prism is listening")) resolve(undefined);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Prism did not start:\n${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** @returns {Promise<number>} a port that is probably free */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
