/** A command over one API, whose lines are kept for whoever prints them: what a worker runs. */
import type { CommonOptions, Context, ExitCode } from "./context.js";

/** Commands whose work on one API leaves the others alone. */
export type SideBySide = "check" | "generate" | "lint";

/** Everything that a worker must know; it can be cloned. */
export interface Task {
  readonly command: SideBySide;
  /** Of the API, in the configuration. */
  readonly name: string;
  readonly options: CommonOptions;
  readonly cwd: string;
  /** Whether data goes to a terminal. */
  readonly frames: boolean;
}

/** A line that a command has printed. */
export type Line = readonly [stream: "out" | "err", text: string, kind?: "command"];

/** The output of a command for one API, and its exit code. */
export interface Done {
  readonly code: ExitCode;
  readonly lines: readonly Line[];
  /** What it would have printed as JSON: a list, or what cannot be used. */
  readonly values: readonly unknown[];
}

/** Runs a command over one API, in this thread. Nothing is printed. */
export async function runOne({ command, name, options, cwd, frames }: Task): Promise<Done> {
  const lines: Line[] = [];
  const values: unknown[] = [];
  const context: Context = {
    cwd,
    data: (value) => void values.push(value),
    out: (text, kind) => void lines.push(kind === undefined ? ["out", text] : ["out", text, kind]),
    err: (text) => void lines.push(["err", text]),
    terminal: false,
    frames,
  };
  return { code: await (await commandOf(command))(name, options, context), lines, values };
}

type Command = (spec: string | undefined, options: CommonOptions, context: Context) => Promise<ExitCode>;

export async function commandOf(command: SideBySide): Promise<Command> {
  if (command === "check") return (await import("../check.js")).check;
  return command === "lint" ? (await import("../lint.js")).lint : (await import("./generate-target.js")).generateOne;
}
