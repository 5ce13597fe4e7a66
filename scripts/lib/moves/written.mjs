// @ts-check
// Finds the calls in the doc comments of an SDK's sources.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ call: string, kind: string, code: string }} Written one statement or more, whose first call of the client is `call` */

/** @param {string} folder of the package @returns {Written[]} */
export function exampleCalls(folder) {
  return sourcesIn(folder).flatMap((file) => {
    const blocks = readFileSync(file, "utf8").matchAll(/@example\s*\n\s*\* ```ts\n([\s\S]*?)\n\s*\* ```/g);
    return [...blocks].flatMap(([, block = ""]) => {
      const code = block.replaceAll(/^\s*\* ?/gm, "");
      const [, call] = /\bclient((?:\s*\.\s*\w+)+)\(/.exec(code) ?? [];
      return call === undefined ? [] : [{ call: call.replaceAll(/\s/g, "").slice(1), kind: "example", code }];
    });
  });
}

/** @param {string} folder */
function sourcesIn(folder) {
  const at = path.join(folder, "src", "resources");
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => path.join(at, name));
}
