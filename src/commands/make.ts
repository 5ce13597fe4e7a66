/** The work behind `callwright generate`, from reading to writing: loaded only when something has changed. */
import { existsSync } from "node:fs";
import path from "node:path";
import { compile, type Named } from "../compile.js";
import { filesOf, type Target } from "../config/target.js";
import type { Diagnostic } from "../diagnostic.js";
import type { FileSet } from "../fileset.js";
import { manifestFile } from "../manifest.js";
import { callChanges, methodsOf } from "../naming/changes.js";
import { committedCalls } from "../output/committed.js";
import { write, type WriteReport } from "../output/write.js";
import { plural } from "../report.js";
import { changeLines } from "./changes.js";
import { findingsOf, printFindings, title, type Context } from "./context.js";
import { outOf } from "./each.js";

/** The result of a run. */
export interface Made {
  /** Undefined where findings prevented writing. */
  readonly report?: WriteReport;
  readonly files: FileSet;
  /** Whether the folder held no package before. */
  readonly isNew: boolean;
  /** `new Portkey() with 231 methods`. */
  readonly client: string;
  readonly findings: readonly Diagnostic[];
  /** Lines about changed calls. */
  readonly changes: readonly string[];
  /** Every file that was read for it or looked for. */
  readonly inputs: readonly string[];
}

/**
 * @param strict write nothing if there are errors, and print them
 * @throws UnusableInput
 */
export async function make(target: Target, strict: boolean, context: Context): Promise<Made> {
  const out = outOf(target);
  const compiled = await compile(target, { lint: true });
  try {
    const files = await compiled.emit();
    const made = {
      files,
      client: `new ${compiled.surface.client.className}() with ${plural(methodsOf(compiled.surface).length, "method")}`,
      inputs: [...filesOf(target), ...compiled.document.files, ...compiled.document.sought],
      changes: [],
      isNew: !existsSync(path.join(out, manifestFile)),
    };
    if (strict) {
      const findings = await findingsIn(compiled);
      if (stopsStrict(findings, compiled, target, context)) return { ...made, findings };
    }
    const before = committedCalls(out);
    const report = await write(files, out);
    const changes = before.size > 0 ? changeLines(callChanges(before, compiled.surface), compiled.document) : [];
    return { ...made, report, changes, findings: await findingsIn(compiled) };
  } finally {
    compiled.lint?.stop();
  }
}

async function findingsIn({ lint, diagnostics }: Named): Promise<readonly Diagnostic[]> {
  return [...(await (lint?.result ?? [])), ...diagnostics];
}

function stopsStrict(findings: readonly Diagnostic[], { document }: Named, target: Target, context: Context): boolean {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return false;
  printFindings(findingsOf(errors, context, document), "text", context.err);
  context.err(`${title(target.name)}: nothing was written because --strict found ${plural(errors.length, "error")}`);
  return true;
}
