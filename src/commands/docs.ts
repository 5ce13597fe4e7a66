/** `callwright docs`: a page of a specification for people, with code samples that pass. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import type { Target } from "../config/target.js";
import { UnusableInput } from "../diagnostic.js";
import { plural, relative, seconds } from "../report.js";
import { ExitCode, title, type CommonOptions, type Context } from "./context.js";
import { forEachTarget, targetsOf } from "./each.js";
import { startProgress } from "./progress.js";

/** @throws UnusableInput */
export async function docs(spec: string | undefined, options: CommonOptions, context: Context): Promise<ExitCode> {
  const { out = "site", ...rest } = options;
  const folder = path.resolve(context.cwd, out);
  const isSeveral = targetsOf(spec, rest, context).length > 1;
  return forEachTarget(spec, rest, context, async (target) => {
    const begun = Date.now();
    const file = path.join(folder, ...(isSeveral ? [target.name] : []), "index.html");
    const said = await writePage(target, file, context);
    context.err(`${title(target.name)}: ${said}`);
    context.err(pc.green(`✔ ${relative(file, context.cwd)} written in ${seconds(Date.now() - begun)}`));
    return ExitCode.done;
  });
}

/** Gives what there is to say about its samples. */
async function writePage(target: Target, file: string, context: Context): Promise<string> {
  const progress = startProgress(target.name, context);
  try {
    const [{ withPassingSamples }, { buildPage, pageMark }] = await Promise.all([
      import("../samples/documented.js"),
      import("../site/page.js"),
    ]);
    if (existsSync(file) && !readFileSync(file, "utf8").includes(pageMark)) throw notOurs(file);
    const compiled = await compile(target, { onStage: progress.stage });
    const { document, surface } = compiled;
    progress.stage("verifying samples");
    const files = await compiled.emit("package");
    const { root, kept, made, leftOut } = withPassingSamples({ document, surface, files });
    progress.stage("making the page");
    const page = await buildPage(root, document);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, page);
    const faulty =
      leftOut === 0 ? "" : `; ${plural(leftOut, "sample")} of the document did not pass, and were left out`;
    return `${plural(kept + made, "sample")} that pass, ${String(made)} of them made${faulty}`;
  } finally {
    progress.end();
  }
}

function notOurs(file: string): UnusableInput {
  return new UnusableInput({
    code: "docs/not-generated",
    severity: "error",
    message: "The file was not written by Callwright, and would be replaced.",
    hint: "Move it, or name another folder with --out.",
    place: { file },
  });
}
