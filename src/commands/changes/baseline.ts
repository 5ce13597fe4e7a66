/** The earlier side of a comparison: a file, a folder, or a revision of the repository. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UnusableInput } from "../../diagnostic.js";
import { findTargets, type Target } from "../../targets.js";
import type { CommonOptions, Context } from "../running/context.js";

export interface Baseline {
  /** The target as it was, named by its own configuration. */
  targetFor(target: Target): Target;
  /** Removes what was checked out. */
  dispose(): void;
}

/** @throws UnusableInput where it is neither a file, a folder nor a revision */
export function openBaseline(against: string, options: CommonOptions, context: Context): Baseline {
  const place = path.resolve(context.cwd, against);
  if (!existsSync(place)) return revision(against, options, context);
  if (statSync(place).isDirectory())
    return { targetFor: (target) => below(place, target, options, context), dispose: () => undefined };
  // A lone file is named by the decisions of today: it brings no configuration.
  return { targetFor: (target) => ({ ...target, spec: place }), dispose: () => undefined };
}

/** The target in a folder that holds the project as it was. */
function below(folder: string, target: Target, { allowRemote }: CommonOptions, { cwd }: Context): Target {
  const inside = (file: string) => path.join(folder, path.relative(cwd, file));
  const config = target.config === undefined ? undefined : inside(target.config);
  const hasConfig = config !== undefined && existsSync(config);
  const spec = hasConfig ? target.name : inside(target.spec);
  const [found] = findTargets({ spec, config: hasConfig ? config : undefined, allowRemote, cwd: folder });
  if (found !== undefined && existsSync(found.spec)) return found;
  throw unusable(
    target.spec,
    `\`${target.name}\` does not exist on the earlier side.`,
    "Name another side with `--against`.",
  );
}

/** Git without hooks, file system monitors and prompts; arguments are a list, so that no shell reads them. */
function git(
  cwd: string,
  args: readonly string[],
  more: { readonly input?: string; readonly index?: string } = {},
): string {
  const safe = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.symlinks=false"];
  return execFileSync("git", [...safe, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "pipe"],
    input: more.input ?? "",
    env: {
      ...process.env,
      GIT_TERMINAL_PROMPT: "0",
      ...(more.index === undefined ? {} : { GIT_INDEX_FILE: more.index }),
    },
  });
}

/** Checks the documents of a revision out into a folder of their own, through an index of its own. */
function revision(against: string, options: CommonOptions, context: Context): Baseline {
  const commit = commitOf(against, context);
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-diff-"));
  const dispose = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const top = git(context.cwd, ["rev-parse", "--show-toplevel"]).trim();
    const names = git(top, ["ls-tree", "-r", "-z", "--name-only", commit]).split("\0");
    const documents = names.filter((name) => /\.(ya?ml|json)$/i.test(name));
    const index = path.join(folder, ".index");
    git(top, ["read-tree", commit], { index });
    git(top, ["checkout-index", "-z", "--stdin", `--prefix=${folder}/`], {
      index,
      input: documents.map((name) => `${name}\0`).join(""),
    });
    const prefix = git(context.cwd, ["rev-parse", "--show-prefix"]).trim();
    const cwd = path.join(folder, prefix);
    return { targetFor: (target) => below(cwd, target, options, context), dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

/** The commit that last touched a file; undefined where Git does not say. */
export function lastCommitOf(file: string): string | undefined {
  try {
    const commit = git(path.dirname(file), ["log", "-1", "--format=%H", "--", path.basename(file)]).trim();
    return commit === "" ? undefined : commit;
  } catch {
    return undefined;
  }
}

function commitOf(against: string, { cwd }: Context): string {
  try {
    return git(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${against}^{commit}`]).trim();
  } catch {
    const hint =
      "Name a file, a folder or a revision. In CI a shallow clone lacks older ones: check out with `fetch-depth: 0`.";
    throw unusable(cwd, `\`--against ${against}\` is neither a file, a folder nor a revision here.`, hint);
  }
}

function unusable(file: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({ code: "changes/no-baseline", severity: "error", message, hint, place: { file } });
}
