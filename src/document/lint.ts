/**
 * Redocly's lint, run beside the rest in a process of its own.
 *
 * The process sees our resolved document alone, in a folder of its own: it has no file to follow a reference to, no
 * configuration of a stranger's, and no plugin. Its findings name their places by pointers that are ours as well.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "./document.js";
import { readConfigProblems, readFindings } from "./findings.js";
import { onAbruptEnd } from "./abrupt-end.js";
import { redoclyConfig } from "./lint-rules.js";
import type { LintRules } from "./lint-rules.js";

export type { LintRules } from "./lint-rules.js";

/** A lint under way. */
export interface LintRun {
  /** The findings, in Redocly's order. Never rejects: a lint that fails is a finding, `lint/failed`; a stopped one has none. */
  readonly result: Promise<readonly Diagnostic[]>;
  /** Ends the process, where it still runs. */
  stop(): void;
}

export interface LintOptions {
  /** Stops the run when it is aborted. */
  readonly signal?: AbortSignal;
  /** The file of Redocly's command line, for tests. */
  readonly cli?: string;
}

/** What the process left behind. Its exit code says only whether it found errors. */
interface Ending {
  readonly output: string;
  readonly talk: string;
}

const documentName = "openapi.json";
const configName = "redocly.yaml";
const outputName = "findings.json";

/** How much is kept of what Redocly says on the way: of the configuration at first, of a failure in the end. */
const longestTalk = 64_000;

/** Starts the lint at once. Its folder is removed when it ends, however it ends. */
export function startLint(document: Document, rules: LintRules, options: LintOptions = {}): LintRun {
  const config = redoclyConfig(rules);
  const folder = mkdtempSync(path.join(os.tmpdir(), "callwright-lint-"));
  let child: ChildProcess | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    child?.kill("SIGKILL");
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const forget = onAbruptEnd(() => {
    stop();
    remove();
  });
  options.signal?.addEventListener("abort", stop, { once: true });
  if (options.signal?.aborted) stop();

  async function run(): Promise<readonly Diagnostic[]> {
    try {
      if (stopped) return [];
      writeFileSync(path.join(folder, documentName), JSON.stringify(document.root));
      writeFileSync(path.join(folder, configName), JSON.stringify(config.content));
      const started = startProcess(folder, options.cli ?? redoclyCli());
      child = started.child;
      const ending = await started.ending;
      return stopped ? [] : [...config.diagnostics, ...diagnosticsOf(ending, document)];
    } catch (cause) {
      return stopped ? [] : [failed(String(cause), document)];
    } finally {
      forget();
      options.signal?.removeEventListener("abort", stop);
      remove();
    }
  }

  return { result: run(), stop };
}

function redoclyCli(): string {
  return createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
}

/** Findings go to a file: a pipe holds little, and what is left in it may be lost when the process ends itself. */
function startProcess(folder: string, cli: string): { child: ChildProcess; ending: Promise<Ending> } {
  const file = path.join(folder, outputName);
  const output = openSync(file, "w", 0o600);
  const parameters = ["lint", documentName, "--format", "json", "--max-problems", "1000000000", "--config", configName];
  const child = spawn(process.execPath, [cli, ...parameters], {
    cwd: folder,
    env: environment(),
    stdio: ["ignore", output, "pipe"],
  });
  closeSync(output);
  let talk = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (talk.length < longestTalk) talk += text;
  });
  const closed = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  // The folder may be gone by then, after an abrupt end: reading must reject, not throw into the event.
  const ending = closed.then((): Ending => ({
    output: readFileSync(file, "utf8"),
    talk: talk.replaceAll(`${folder}${path.sep}`, ""),
  }));
  return { child, ending };
}

/** Redocly looks up a telemetry host and the newest version of itself, unless it is told not to. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("REDOCLY_") && name !== "FORCE_COLOR",
  );
  return {
    ...Object.fromEntries(inherited),
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    NO_COLOR: "1",
  };
}

function diagnosticsOf(ending: Ending, document: Document): readonly Diagnostic[] {
  const findings = readFindings(ending.output) ?? [
    failed(`${ending.talk}\n${ending.output.slice(-longestTalk)}`, document),
  ];
  return [...readConfigProblems(ending.talk), ...findings];
}

function failed(talk: string, document: Document): Diagnostic {
  const reason = reasonIn(talk);
  return {
    code: "lint/failed",
    severity: "error",
    message: `Redocly could not lint the document${reason === undefined ? "" : `: ${reason.replace(/\.?$/, "")}`}.`,
    hint: "Look at the lint rules of the configuration first; if they are right, report this as a defect.",
    place: { file: document.file },
  };
}

/** The line that says what went wrong. Redocly frames its banners, and breaks the line before the cause. */
function reasonIn(talk: string): string | undefined {
  const lines = talk
    .split("\n")
    .map((line) => line.trim().replace(/^- /, ""))
    .filter((line) => line !== "");
  const named = lines.findIndex((line) => /\b(?:\w*error|invalid|cannot|can't|failed|unknown)\b/i.test(line));
  const found = named === -1 ? lines.findIndex((line) => /^\w/.test(line)) : named;
  const line = lines[found];
  return line?.endsWith(":") === true ? `${line} ${lines[found + 1] ?? ""}` : line;
}
