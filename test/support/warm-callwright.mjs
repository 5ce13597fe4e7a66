// @ts-check
/**
 * The process behind `warm.ts`: it runs Callwright's command line again and again. Each run evaluates `dist/bin.js` anew, in
 * the folder and with the environment that it is sent; what bin.js imports stays loaded, which is most of what a run takes.
 *
 * A run ends when its own process would end: when nothing is left to do. The channel to the test does not count meanwhile.
 */

/** @typedef {import("./warm.js").Run} Run */

const [, , bin = ""] = process.argv;
let runs = 0;
let printed = { stdout: "", stderr: "" };

for (const name of /** @type {const} */ (["stdout", "stderr"])) {
  process[name].write = (/** @type {unknown} */ chunk) => {
    printed[name] += String(chunk);
    return true;
  };
}

process.on("message", (/** @type {Run} */ { words, cwd, env }) => {
  process.channel?.unref();
  printed = { stdout: "", stderr: "" };
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  process.argv = [process.execPath, bin, ...words];
  runs++;
  void import(`${bin}?run=${String(runs)}`);
});

process.on("beforeExit", (code) => {
  if (runs === 0) return;
  // What the run listened to: interruptions, and errors of the streams.
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
  process.exitCode = undefined;
  process.channel?.ref();
  process.send?.({ code, ...printed });
});
