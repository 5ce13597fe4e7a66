// @ts-check
// Reads the example calls in a generated package's doc comments: the call and its arguments.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** @typedef {{ call: string, method: string, template: string, args: unknown[] }} Example */

/**
 * @param {string} folder of the package
 * @param {string} variable the name of the client in its examples
 * @returns {Example[]}
 */
export function examplesOf(folder, variable) {
  const resources = path.join(folder, "src", "resources");
  return readdirSync(resources).flatMap((file) => {
    const text = readFileSync(path.join(resources, file), "utf8");
    return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*?@example[\s\S]*?)\*\//g)].flatMap(([, comment = ""]) =>
      exampleIn(comment.replace(/^\s*\* ?/gm, ""), variable),
    );
  });
}

/** @param {string} comment @param {string} variable @returns {Example[]} */
function exampleIn(comment, variable) {
  const [, method = "", template = ""] = /^`([A-Z]+) (\S+)`$/m.exec(comment) ?? [];
  const code = comment.slice(comment.indexOf("@example") + "@example".length).split(/^@/m)[0] ?? "";
  /** @type {{ call: string, args: unknown[] } | undefined} */
  let made;
  const client = caller([], (call, args) => (made = { call, args }));
  // This repository has just generated the example, so it may be run.
  const promise = /** @type {Promise<unknown>} */ (
    vm.runInNewContext(`(async () => { ${code.replaceAll("*\\/", "*/")} })()`, { [variable]: client, File })
  );
  promise.catch(() => undefined);
  return made ? [{ ...made, method, template }] : [];
}

/**
 * Creates a client on which every property can be called, and reports the call.
 *
 * @param {readonly string[]} at
 * @param {(call: string, args: unknown[]) => void} tell
 * @returns {unknown}
 */
function caller(at, tell) {
  return new Proxy(() => undefined, {
    get: (_, key) => caller([...at, String(key)], tell),
    apply: (_, __, args) => {
      tell(at.join("."), args);
      return new Promise(() => undefined);
    },
  });
}
