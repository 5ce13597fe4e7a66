#!/usr/bin/env node
/** The process: streams, signals and the exit code around `cli.ts`. */
import { setFlagsFromString } from "node:v8";
import { ExitCode, guarded, printLines } from "./commands/running/context.js";
import { run } from "./cli.js";
import { callwrightVersion } from "./release.js";

// Stack traces of bugs then lead to the sources.
if (process.env["CALLWRIGHT_DEBUG"]) process.setSourceMapsEnabled(true);

// Node.js 20's V8 optimises early, which takes a fifth of a run of seconds, on the cores that the lint needs. A larger budget
// delays it until code is hot. Later versions have a fast compiler for warm code and do not need this.
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");

// A reader that stops early, such as `head`, is not an error. Where standard error itself fails, nothing can be reported.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(ExitCode.done);
    if (stream === process.stdout) context.err(`callwright: cannot write to standard output: ${error.message}`);
    process.exit(ExitCode.unusable);
  });
}

const context = guarded({
  cwd: process.cwd(),
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: process.stderr.isTTY,
  frames: process.stdout.isTTY,
});

/** Aborts on the first signal that asks this process to end; the second one ends it. */
function untilInterrupted(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(ExitCode.done);
      ending.abort();
    });
  }
  return ending.signal;
}

run(process.argv.slice(2), context, callwrightVersion(), untilInterrupted).then(
  (code) => {
    process.exitCode = code;
  },
  (cause: unknown) => {
    const detail = cause instanceof Error ? cause : new Error(String(cause));
    context.err(`callwright: internal error: this is a bug in Callwright: ${detail.message}`);
    context.err("Please report it with the specification that caused it. Set CALLWRIGHT_DEBUG=1 for a stack trace.");
    if (process.env["CALLWRIGHT_DEBUG"]) printLines(detail.stack ?? "", context.err);
    process.exitCode = ExitCode.bug;
  },
);
