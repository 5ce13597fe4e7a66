// @ts-check
/**
 * Jest evaluates every module anew for each suite. A compiler of nine megabytes takes half a second of that, in more than a
 * hundred suites: `jest.config.js` has them import the files beside this one instead, which load each library once for a process.
 */
const { runInThisContext } = require("node:vm");

/**
 * What Node.js has outside of the suite: Jest's own `require` leads back here.
 *
 * @type {{ process: NodeJS.Process, RangeError: RangeErrorConstructor }}
 */
const outside = runInThisContext("globalThis");

// A library that recurses too deeply throws the RangeError of its own realm.
const known = [RangeError.prototype, outside.RangeError.prototype];
Object.defineProperty(RangeError, Symbol.hasInstance, {
  value: (/** @type {object} */ one) => known.some((prototype) => Object.prototype.isPrototypeOf.call(prototype, one)),
});

module.exports = outside.process.getBuiltinModule("node:module").createRequire(__filename);
