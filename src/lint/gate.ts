/**
 * What is loaded into Redocly's process before Redocly. It keeps the process from its document until we have one, and
 * from what a document of strangers would make it do for hours.
 */

/** Names of files in the folder of a lint. */
export const documentName = "openapi.json";
/** Holds the patterns that were given up, each as JSON on a line of its own; absent where there are none. */
export const slowPatternsName = "slow-patterns";

/** How long one pattern may be matched against one text, and all of them against all, in milliseconds. */
const longestMatch = 100;
const longestMatching = 3_000;

/** Texts that no pattern takes long for. */
const shortText = 16;

/**
 * A module for `--import`.
 *
 * - Where we end before it does, as when we are killed, it removes its folder itself.
 * - The document is read when our end of the process's standard input is closed, by us or by our own end, and not before.
 * - It is read as text once. When problems are printed, Redocly parses it again and walks every key of every object on
 *   the way to each problem, for lines that nobody asked for: then it finds it empty.
 * - The expressions that are made from then on come from the document. Those that take too long to match are given up,
 *   which counts as a match, and noted.
 * - The V8 of Node.js 20 optimises less, since Redocly makes much code that it runs once; later ones know the difference.
 */
export const gate = `data:text/javascript,${encodeURIComponent(`
  import fs from "node:fs";
  import v8 from "node:v8";
  import vm from "node:vm";
  if (process.versions.v8.startsWith("11.")) v8.setFlagsFromString("--interrupt-budget=400000");

  const folder = process.cwd();
  const parent = process.ppid;
  process.once("exit", () => {
    if (process.ppid !== parent) fs.rmSync(folder, { recursive: true, force: true });
  });

  const { readFile } = fs.promises;
  const told = new Promise((resolve) => process.stdin.once("close", resolve).resume());
  process.stdin.unref();
  fs.promises.readFile = async (file, ...rest) => {
    if (!String(file).endsWith("${documentName}")) return readFile(file, ...rest);
    process.stdin.ref();
    await told;
    const text = await readFile(file, ...rest);
    limitPatterns();
    return readOnce(text);
  };

  function readOnce(text) {
    let unread = text;
    const toString = () => {
      const given = unread;
      unread = "";
      return given;
    };
    const body = { toString, replace: () => body, length: 0 };
    return body;
  }

  const Native = RegExp;
  const { test } = Native.prototype;
  let left = ${String(longestMatching)};
  const slow = new Set();
  let match = () => true;
  Object.defineProperty(globalThis, "callwrightMatch", { value: () => match() });
  const script = new vm.Script("callwrightMatch()");

  function limitPatterns() {
    globalThis.RegExp = new Proxy(Native, {
      construct: (target, given, newTarget) => {
        const made = Reflect.construct(target, given, newTarget);
        return given[1] === "u" ? inTime(made, String(given[0])) : made;
      },
    });
  }

  function inTime(expression, pattern) {
    return Object.defineProperty(expression, "test", { value: (text) => matches(expression, pattern, text) });
  }

  function matches(expression, pattern, text) {
    if (String(text).length < ${String(shortText)}) return test.call(expression, text);
    if (slow.has(pattern)) return true;
    const begun = performance.now();
    try {
      match = () => test.call(expression, text);
      if (left > 0) return script.runInThisContext({ timeout: Math.ceil(Math.min(left, ${String(longestMatch)})) });
    } catch (cause) {
      if (cause.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw cause;
    } finally {
      left -= performance.now() - begun;
    }
    slow.add(pattern);
    fs.appendFileSync("${slowPatternsName}", JSON.stringify(pattern) + "\\n");
    return true;
  }
`)}`;
