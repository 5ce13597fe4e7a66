/**
 * Several APIs of one configuration, side by side on the cores: each is the same command over one API, run by a worker that
 * keeps the compilers it has loaded. What they print is printed in the order of the configuration.
 */
import { availableParallelism } from "node:os";
import path from "node:path";
import { pool } from "workerpool";
import { isColoured } from "../../colours.js";
import { packageRoot } from "../../package-root.js";
import { sealForWorkers } from "../../printable.js";
import { targetsOf } from "./each.js";
import { commandOf, runOne, type Done, type Line, type SideBySide, type Task } from "./one-api.js";
import { printJson, worst, type ExitCode, type CommonOptions, type Context } from "./context.js";
import { startProgress } from "../printing/progress.js";

/** A command over the APIs that it is asked for: side by side where they are several. @throws UnusableInput */
export async function overApis(
  command: SideBySide,
  spec: string | undefined,
  options: CommonOptions,
  context: Context,
): Promise<ExitCode> {
  const names = targetsOf(spec, options, context).map(({ name }) => name);
  if (names.length < 2) return (await commandOf(command))(spec, options, context);
  return worst(await sideBySide(command, names, options, context));
}

/**
 * Runs a command over each API, and gives their exit codes in the order of `names`. Lines are printed in that order too, as
 * soon as they may be; the JSON lists of single APIs become one.
 */
export async function sideBySide(
  command: SideBySide,
  names: readonly string[],
  options: CommonOptions,
  context: Context,
): Promise<readonly ExitCode[]> {
  const progress = startProgress(command, context);
  const { cwd, frames = false } = context;
  const run = runner(names.length);
  let done = 0;
  const tasks = names.map((name) =>
    run.exec({ command, name, options, cwd, frames }).finally(() => {
      progress.stage(`${String(++done)} of ${String(names.length)} APIs done`);
    }),
  );
  // Each is awaited below, in its turn: until then none may count as unhandled.
  for (const task of tasks) task.catch(() => undefined);
  try {
    const results: Done[] = [];
    for (const task of tasks) {
      const result = await task;
      results.push(result);
      replay(result.lines, context, progress.aside);
    }
    if (options.format === "json") printMerged(results, context);
    return results.map(({ code }) => code);
  } finally {
    progress.end();
    await run.end();
  }
}

interface Runner {
  readonly exec: (task: Task) => Promise<Done>;
  readonly end: () => Promise<unknown>;
}

/** Workers are a file of the build: from its sources, Callwright works on one API after the other. */
function runner(count: number): Runner {
  if (count < 2 || import.meta.url.endsWith(".ts")) return inTurn();
  const workers = pool(path.join(packageRoot(), "dist", "worker.js"), {
    workerType: "thread",
    maxWorkers: Math.min(count, availableParallelism()),
    workerThreadOpts: {
      workerData: sealForWorkers,
      env: workerEnvironment(),
    },
  });
  return {
    exec: async (task) => (await workers.exec("runOne", [task])) as Done,
    end: async () => workers.terminate(true),
  };
}

/** A worker does not see the terminal that its lines go to, so it is told about colours. Node.js warns of both variables at once. */
function workerEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, NO_COLOR: __, ...rest } = process.env;
  return { ...rest, ...(isColoured ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) };
}

function inTurn(): Runner {
  let last: Promise<unknown> = Promise.resolve();
  return {
    exec: (task) => {
      const result = last.then(() => runOne(task));
      last = result.catch(() => undefined);
      return result;
    },
    end: () => last,
  };
}

function replay(lines: readonly Line[], { out, err }: Context, aside: (print: () => void) => void): void {
  aside(() => {
    for (const [stream, text, kind] of lines) {
      if (stream === "out") out(text, kind);
      else err(text);
    }
  });
}

/** Joins the lists of all APIs, in order; unusable input is listed separately. */
function printMerged(results: readonly Done[], context: Context): void {
  const values = results.flatMap((result) => result.values);
  for (const value of values) if (!Array.isArray(value)) printJson(value, context);
  printJson(values.filter((value) => Array.isArray(value)).flat(), context);
}
