/**
 * Runs Redocly's lint concurrently, in a process of its own.
 *
 * The process sees only the resolved document, in a folder of its own: no file that a reference could lead to, no
 * untrusted configuration, and no plugin. Its findings contain pointers, which are valid in this document too.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../diagnostic.js";
import type { Document } from "../document/document.js";
import { readConfigProblems, readFindings } from "./findings.js";
import { jsonBytes } from "../document/json.js";
import { raiseLimit } from "../document/limits.js";
import { packageRoot } from "../package-root.js";
import { lintInput } from "./input.js";
import { quietEnvironment, redoclyCli } from "./redocly.js";
import { redoclyConfig } from "./rules.js";
import type { LintRules } from "./rules.js";
import { openWorkFolder } from "./work-folder.js";
import { readSlowPatterns, slowPatternFindings } from "./slow-patterns.js";

export type { LintRules } from "./rules.js";

/** A running lint. */
export interface LintRun {
  /**
   * The findings, in Redocly's order. Never rejects: a failed lint is the finding `lint/failed`, one that a signal ended is
   * `lint/interrupted`; a stopped one has none.
   */
  readonly result: Promise<readonly Diagnostic[]>;
  /** Ends the process if it still runs. */
  stop(): void;
}

export interface LintOptions {
  /** Stops the run when aborted. */
  readonly signal?: AbortSignal;
  /** The path of Redocly's command line, for tests. */
  readonly cli?: string;
}

/** The output of the process. Its exit code only says whether it found errors. */
interface Ending {
  readonly output: string;
  readonly talk: string;
  /** The document's patterns that took too long to match. */
  readonly slowPatterns: readonly string[];
}

/** Names of files in a lint's folder. */
const documentName = "openapi.json";
const configName = "redocly.yaml";
const slowPatternsName = "slow-patterns";
const outputName = "findings.json";

/**
 * How many characters of Redocly's messages are kept, from the start (about the configuration) and from the end (about a
 * failure).
 */
const longestTalk = 64_000;

/** A lint whose process has started and waits for its document. */
export interface PreparedLint {
  /** Must be called at most once. */
  start(document: Document): LintRun;
  /** Ends the process, with or without a document. */
  stop(): void;
}

/** Starts the lint immediately. Its folder is removed when it ends, in any way. */
export function startLint(document: Document, rules: LintRules, options: LintOptions = {}): LintRun {
  return prepareLint(rules, options).start(document);
}

/**
 * Starts Redocly's process before there is a document, because loading Redocly takes as long as reading a document. A
 * process that is stopped, or whose document never comes, leaves nothing behind.
 */
export function prepareLint(rules: LintRules, options: LintOptions = {}): PreparedLint {
  const config = redoclyConfig(rules);
  let child: ChildProcess | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    child?.kill("SIGKILL");
  };
  let isInterrupted = false;
  const { folder, close } = openWorkFolder(() => {
    isInterrupted = true;
    stop();
  });
  options.signal?.addEventListener("abort", stop, { once: true });
  if (options.signal?.aborted) stop();

  async function run(): Promise<Ending> {
    try {
      writeFileSync(path.join(folder, documentName), "");
      writeFileSync(path.join(folder, configName), JSON.stringify(config.content));
      if (stopped) return nothing;
      const started = startProcess(folder, options.cli ?? redoclyCli());
      child = started.child;
      return await started.ending;
    } finally {
      options.signal?.removeEventListener("abort", stop);
      close();
    }
  }

  const ending = run();
  // A caller that stops the lint does not await the result, so the rejection must not count as unhandled.
  ending.catch(() => undefined);

  async function resultOf(document: Document): Promise<readonly Diagnostic[]> {
    const { limits } = document;
    let isLate = false;
    try {
      const input = lintInput(document.root, limits);
      if (!stopped) {
        writeFileSync(path.join(folder, documentName), jsonBytes(input.root));
        child?.stdin?.end();
      }
      const timer = setTimeout(() => {
        isLate = true;
        child?.kill("SIGKILL");
      }, limits.lintSeconds * 1_000);
      const ended = await ending.finally(() => clearTimeout(timer));
      if (stopped) return [];
      if (isLate) return [...config.diagnostics, tooLong(document)];
      return [...config.diagnostics, ...input.diagnostics, ...diagnosticsOf(ended, document)];
    } catch (cause) {
      return stopped ? [] : [failed(String(cause), document)];
    }
  }

  const unlessInterrupted = async (document: Document): Promise<readonly Diagnostic[]> => {
    const found = await resultOf(document);
    return isInterrupted ? [interrupted(document)] : found;
  };

  return { start: (document) => ({ result: unlessInterrupted(document), stop }), stop };
}

const nothing: Ending = { output: "", talk: "", slowPatterns: [] };

/** `gate.mjs` is used as source, because it belongs to Redocly's process. */
function gateUrl(): string {
  return pathToFileURL(path.join(packageRoot(), "src", "lint", "gate.mjs")).href;
}

/** Findings go to a file: a pipe holds little, and its content may be lost when the process exits. */
function startProcess(folder: string, cli: string): { child: ChildProcess; ending: Promise<Ending> } {
  const file = path.join(folder, outputName);
  const output = openSync(file, "w", 0o600);
  const parameters = ["lint", documentName, "--format", "json", "--max-problems", "1000000000", "--config", configName];
  const child = spawn(process.execPath, ["--import", gateUrl(), cli, ...parameters], {
    cwd: folder,
    env: environment(),
    stdio: ["pipe", output, "pipe"],
  });
  closeSync(output);
  // Writing to a process that has ended fails; how it ended is handled elsewhere.
  child.stdin?.on("error", () => undefined);
  let talk = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (talk.length < longestTalk) talk += text;
  });
  const closed = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  // After an abrupt end the folder may be gone: reading must reject, not throw inside the event.
  const ending = closed.then((): Ending => ({
    output: readFileSync(file, "utf8"),
    slowPatterns: readSlowPatterns(path.join(folder, slowPatternsName)),
    talk: talk.replaceAll(`${folder}${path.sep}`, ""),
  }));
  return { child, ending };
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...quietEnvironment(),
    CALLWRIGHT_LINT_DOCUMENT: documentName,
    CALLWRIGHT_LINT_SLOW_PATTERNS: slowPatternsName,
  };
}

function diagnosticsOf(ending: Ending, document: Document): readonly Diagnostic[] {
  const findings = readFindings(ending.output) ?? [
    failed(`${ending.talk}\n${ending.output.slice(-longestTalk)}`, document),
  ];
  return [...readConfigProblems(ending.talk), ...findings, ...slowPatternFindings(ending.slowPatterns, document.root)];
}

function tooLong({ file, limits: { lintSeconds } }: Document): Diagnostic {
  return {
    code: "lint/too-long",
    severity: "error",
    message: `Redocly was still linting the document after the ${String(lintSeconds)} seconds of the limit \`lintSeconds\`, and was stopped.`,
    hint: `Make the document smaller, or ${raiseLimit("lintSeconds")}.`,
    place: { file },
  };
}

function interrupted({ file }: Document): Diagnostic {
  return {
    code: "lint/interrupted",
    severity: "warning",
    message: "The lint was interrupted, so its findings are missing.",
    hint: "Run the command again.",
    place: { file },
  };
}

function failed(talk: string, document: Document): Diagnostic {
  const reason = reasonIn(talk);
  return {
    code: "lint/failed",
    severity: "error",
    message: `Redocly could not lint the document${reason === undefined ? "" : `: ${reason.replace(/\.?$/, "")}`}.`,
    hint: "Check the lint rules in the configuration first; if they are correct, report this as a bug.",
    place: { file: document.file },
  };
}

/** The line that explains a failure. Redocly frames its banners, and breaks the line before the cause. */
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
