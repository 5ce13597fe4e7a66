/** `callwright watch`: generates again whenever the specification, a file it references or the configuration changes. */
import { statSync } from "node:fs";
import { pc } from "../colours.js";
import type { Kept } from "../compile.js";
import { filesOf, type Target } from "../config/target.js";
import { UnusableInput } from "../diagnostic.js";
import { isRemote } from "../document/is-remote.js";
import { watchFiles } from "../output/watch.js";
import { plural, relative } from "../report.js";
import { ExitCode, title, type Context } from "./running/context.js";
import { reportUnusable, targetsOf } from "./running/each.js";
import { generateTarget, type GenerateOptions } from "./running/generate-target.js";

/** Runs until `signal` aborts. A specification that breaks in between is reported, and its package kept. */
export async function watch(
  spec: string | undefined,
  options: GenerateOptions,
  context: Context,
  signal: AbortSignal,
): Promise<ExitCode> {
  let targets = targetsOf(spec, options, context);
  const remote = targets.find((target) => isRemote(target.spec));
  if (remote) throw cannotWatch(remote);
  const kept = new Map<string, Kept>();
  const round = async (): Promise<readonly string[]> => {
    const begun = Date.now();
    try {
      targets = targetsOf(spec, options, context);
    } catch (cause) {
      reportUnusable(cause, options, context);
    }
    const files = [];
    for (const target of targets) {
      const own = kept.get(target.name) ?? {};
      kept.set(target.name, own);
      files.push(...(await generateAndList(target, { ...options, kept: own }, context, begun)));
    }
    return [...new Set(files)];
  };
  const files = await firstRounds(round);
  const watcher = watchFiles(files, async (changed) => {
    context.err(`${clock()} ${changed.map((file) => relative(file, context.cwd)).join(", ")} changed`);
    return round();
  });
  await watcher.ready;
  context.err(`${clock()} watching ${plural(files.length, "file")}; press Ctrl+C to stop`);
  await Promise.race([aborted(signal), watcher.closed]);
  await watcher.close();
  return ExitCode.done;
}

/** Repeats until nothing changes during a round, so that the watcher starts from the state that was read. */
async function firstRounds(round: () => Promise<readonly string[]>): Promise<readonly string[]> {
  for (;;) {
    const begun = Date.now();
    const files = await round();
    const changed = files.some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > begun);
    if (!changed) return files;
  }
}

/** Generates, and returns the files to watch: after a failure, only those that the target names. */
async function generateAndList(
  target: Target,
  options: GenerateOptions,
  context: Context,
  begun: number,
): Promise<readonly string[]> {
  const known = filesOf(target);
  try {
    const { inputs } = await generateTarget(target, options, context, begun);
    return [...known, ...inputs];
  } catch (cause) {
    reportUnusable(cause, options, context);
    context.err(`${title(target.name)}: kept the last good package; waiting for the next change`);
    return known;
  }
}

/** The local time of day. */
function clock(): string {
  return pc.dim(new Date().toTimeString().slice(0, 8));
}

function cannotWatch({ spec }: Target): UnusableInput {
  return new UnusableInput({
    code: "watch/address",
    severity: "error",
    message: "A document at a URL cannot be watched.",
    hint: "Run `callwright check --refresh` to see whether it has changed, and `callwright generate` to use the new version.",
    place: { file: spec },
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
