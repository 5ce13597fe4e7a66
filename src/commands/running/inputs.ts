/**
 * `callwright inputs`: every file that `generate` reads and writes for an API, so that a build tool (Turborepo, Nx, Bazel)
 * runs it when one of them has changed and not otherwise. Nothing is written.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { compile, filesRead } from "../../compile.js";
import { manifestFile } from "../../manifest.js";
import { relative } from "../../report.js";
import { ExitCode, printJson, type CommonOptions, type Context } from "./context.js";
import { forEachTarget } from "./each.js";

/** The output of `--format json` for each API. All paths are relative to the working folder, in code-unit order. */
interface Inputs {
  readonly api: string;
  readonly reads: readonly string[];
  /** Files that are not there, and would count if they were. */
  readonly looksFor: readonly string[];
  /** Empty where no folder was decided on. */
  readonly writes: readonly string[];
}

/** @throws UnusableInput */
export async function inputs(spec: string | undefined, options: CommonOptions, context: Context): Promise<ExitCode> {
  const all: Inputs[] = [];
  const code = await forEachTarget(spec, options, context, async (target) => {
    const { out } = target;
    const compiled = await compile(target);
    const typed = (files: readonly string[]): readonly string[] =>
      [...new Set(files.map((file) => relative(file, context.cwd)))].sort();
    const read = [
      ...filesRead(target, compiled.document),
      // Locked names come from the package itself.
      ...(target.isLocked === true && out !== undefined ? [path.join(out, manifestFile)] : []),
    ];
    const written = out === undefined ? [] : [...(await compiled.emit()).keys()].map((file) => path.join(out, file));
    all.push({
      api: target.name,
      reads: typed(read.filter((file) => existsSync(file))),
      looksFor: typed(read.filter((file) => !existsSync(file))),
      writes: typed(written),
    });
    return ExitCode.done;
  });
  if (options.format === "json") printJson(all, context);
  else all.forEach((one) => print(one, context));
  return code;
}

function print({ reads, looksFor, writes }: Inputs, { out }: Context): void {
  for (const file of reads) out(`reads     ${file}`);
  for (const file of looksFor) out(`looks for ${file}`);
  for (const file of writes) out(`writes    ${file}`);
}
