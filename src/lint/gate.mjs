// @ts-check
/**
 * Loaded into Redocly's process before Redocly (`--import`), never into Callwright's. It makes Redocly wait for the document, and
 * limits the time that an untrusted document can cost.
 *
 * - If the parent ends first, for example because it was killed, this process removes its folder itself.
 * - The document is read only once the parent has closed this process's standard input, or has ended.
 * - The document's text is returned only once. To print problems, Redocly would parse it again and walk every key of every
 *   object on the path to each problem, for line numbers that Callwright finds itself; it then gets an empty text.
 * - Regular expressions that are created after the document was read come from the document. If one takes too long to
 *   match, matching stops, counts as successful, and is recorded.
 * - Node.js 20's V8 is told to optimise later, because most of Redocly's code runs once. Later versions need no such flag.
 */
import fs from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";

/** Files in the process's folder: the document, and the patterns whose matching was stopped, as JSON lines. */
const documentName = String(process.env["CALLWRIGHT_LINT_DOCUMENT"]);
const slowPatternsName = String(process.env["CALLWRIGHT_LINT_SLOW_PATTERNS"]);

/** The most milliseconds for matching one pattern against one text. */
const LONGEST_MATCH = 100;
/** The most milliseconds for matching all patterns against all texts. */
const LONGEST_MATCHING = 3_000;
/** No pattern takes long for a text with fewer characters than this. */
const SHORT_TEXT = 16;

if (process.versions.v8.startsWith("11.")) v8.setFlagsFromString("--interrupt-budget=400000");

const folder = process.cwd();
const parent = process.ppid;
process.once("exit", () => {
  if (process.ppid !== parent) fs.rmSync(folder, { recursive: true, force: true });
});

const { readFile } = fs.promises;
const inputClosed = new Promise((resolve) => process.stdin.once("close", resolve).resume());
process.stdin.unref();
// The types of `readFile` have many overloads; Redocly uses one.
Object.assign(fs.promises, {
  /** @param {string | URL} file @param {unknown[]} rest */
  readFile: async (file, ...rest) => {
    const options = /** @type {BufferEncoding} */ (rest[0]);
    if (!String(file).endsWith(documentName)) return readFile(file, options);
    process.stdin.ref();
    await inputClosed;
    const text = await readFile(file, options);
    limitPatterns();
    return readOnce(text);
  },
});

/**
 * The value that Redocly reads as the text of the document: only the first use sees the text.
 *
 * @param {string} text
 */
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

const NativeRegExp = RegExp;
/** @param {RegExp} expression @param {string} text */
const test = (expression, text) => NativeRegExp.prototype.test.call(expression, text);
let left = LONGEST_MATCHING;
/** @type {Set<string>} */
const slow = new Set();
let match = () => true;
Object.defineProperty(globalThis, "callwrightMatch", { value: () => match() });
// Only a script can have a time limit; this one calls the current `match`.
const script = new vm.Script("callwrightMatch()");

function limitPatterns() {
  globalThis.RegExp = new Proxy(NativeRegExp, {
    /** @param {typeof RegExp} target @param {readonly unknown[]} given @param {Function} newTarget */
    construct: (target, given, newTarget) => {
      const made = /** @type {unknown} */ (Reflect.construct(target, given, newTarget));
      if (!(made instanceof NativeRegExp)) throw new TypeError("RegExp made something else");
      return given[1] === "u" ? inTime(made, String(given[0])) : made;
    },
  });
}

/** @param {RegExp} expression @param {string} pattern */
function inTime(expression, pattern) {
  const limited = (/** @type {unknown} */ text) => matches(expression, pattern, String(text));
  return Object.defineProperty(expression, "test", { value: limited });
}

/** @param {RegExp} expression @param {string} pattern @param {string} text @returns {boolean} */
function matches(expression, pattern, text) {
  if (text.length < SHORT_TEXT) return test(expression, text);
  if (slow.has(pattern)) return true;
  const begun = performance.now();
  try {
    match = () => test(expression, text);
    if (left > 0) return script.runInThisContext({ timeout: Math.ceil(Math.min(left, LONGEST_MATCH)) }) === true;
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw cause;
  } finally {
    left -= performance.now() - begun;
  }
  slow.add(pattern);
  fs.appendFileSync(slowPatternsName, `${JSON.stringify(pattern)}\n`);
  return true;
}
