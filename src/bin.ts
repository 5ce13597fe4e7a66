#!/usr/bin/env node
/** The process: streams, signals and the exit code around `cli.ts`. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { ExitCode } from "./commands/context.js";
import { run } from "./cli.js";
import { keepCompiled } from "./compilers.js";

// The V8 of Node.js 20 optimises as if a program ran for hours. Of one that runs for seconds, that takes a fifth, on the cores
// that the lint needs; with this it waits for what is really hot. Later ones have a quick compiler for what is only warm.
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

// A reader such as `head` that has seen enough is no error. Where standard error itself fails, there is nobody to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(ExitCode.done);
    if (stream === process.stdout) context.err(`callwright: what was asked for could not be printed: ${error.message}`);
    process.exit(ExitCode.unusable);
  });
}

const context = {
  cwd: process.cwd(),
  out: (text: string) => void process.stdout.write(`${text}\n`),
  err: (text: string) => void process.stderr.write(`${text}\n`),
  terminal: process.stderr.isTTY,
};

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

run(process.argv.slice(2), context, version, untilInterrupted).then(
  (code) => {
    process.exitCode = code;
    keepCompiled();
  },
  (cause: unknown) => {
    const detail = cause instanceof Error ? cause : new Error(String(cause));
    context.err(`callwright: this is a bug of ours: ${detail.message}`);
    context.err("Please report it with the specification that caused it; set CALLWRIGHT_DEBUG=1 to see where it was.");
    if (process.env["CALLWRIGHT_DEBUG"]) context.err(detail.stack ?? "");
    process.exitCode = ExitCode.bug;
  },
);
