/** `callwright docs`: a page of a specification for people, with code samples that pass. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import type { Target } from "../config/target.js";
import { UnusableInput } from "../diagnostic.js";
import { entryAt, isSafePath, textAt } from "../output/folder.js";
import { plural, relative, seconds } from "../report.js";
import { buildPage, pageMark } from "../site/page.js";
import { ExitCode, title, type CommonOptions, type Context } from "./running/context.js";
import { forEachOf, targetsOf } from "./running/each.js";
import { startProgress } from "./printing/progress.js";

/** @throws UnusableInput */
export async function docs(spec: string | undefined, options: CommonOptions, context: Context): Promise<ExitCode> {
  const { out = "site", ...rest } = options;
  const folder = path.resolve(context.cwd, out);
  const targets = targetsOf(spec, rest, context);
  return forEachOf(targets, rest, context, async (target) => {
    const begun = Date.now();
    const page = targets.length > 1 ? `${target.name}/index.html` : "index.html";
    const file = path.join(folder, page);
    if (!mayWrite(folder, page)) throw notOurs(file);
    const said = await writePage(target, file, context);
    context.err(`${title(target.name)}: ${said}`);
    context.err(pc.green(`✔ ${relative(file, context.cwd)} written in ${seconds(Date.now() - begun)}`));
    return ExitCode.done;
  });
}

/** Whether a page may stand there: in the folder, reached through no link, and in place of nothing but an earlier page. */
function mayWrite(folder: string, page: string): boolean {
  if (!isSafePath(page)) return false;
  const entry = entryAt(folder, page);
  return entry === "none" || (entry === "file" && textAt(folder, page)?.includes(pageMark) === true);
}

/** Gives what there is to say about its samples. */
async function writePage(target: Target, file: string, context: Context): Promise<string> {
  const progress = startProgress(target.name, context);
  try {
    const { withPassingSamples } = await import("../samples/documented.js");
    const compiled = await compile(target, { emits: true, onStage: progress.stage });
    const { document, surface } = compiled;
    progress.stage("verifying samples");
    const files = await compiled.emit("package");
    const { root, kept, made, leftOut } = withPassingSamples({ document, surface, files });
    progress.stage("making the page");
    const page = await buildPage(root, document);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, page);
    const faulty = leftOut === 0 ? "" : `; ${plural(leftOut, "sample")} of the document did not pass and were left out`;
    return `${plural(kept + made, "sample")} that pass, ${String(made)} of them made${faulty}`;
  } finally {
    progress.end();
  }
}

function notOurs(file: string): UnusableInput {
  return new UnusableInput({
    code: "docs/not-generated",
    severity: "error",
    message:
      "The page cannot be written here: Callwright did not write the existing files, or the path leads elsewhere.",
    hint: "Move it, or name another folder with --out.",
    place: { file },
  });
}
