/**
 * Builds the reference page of a document with Redocly's `build-docs`, in a process and a folder of its own, which
 * contains only the resolved document.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UnusableInput } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { quietEnvironment, redoclyCli } from "../lint/redocly.js";
import { openWorkFolder } from "../lint/work-folder.js";
import { referenceText } from "./text.js";

/** Identifies a page that Callwright wrote. */
export const pageMark = '<meta name="generator" content="Callwright">';

/** The languages of code samples in the order of the page, with the labels that the samples have. */
const settings = {
  openapi: {
    codeSamples: {
      languages: [
        { lang: "typescript", label: "TypeScript" },
        { lang: "curl", label: "curl" },
      ],
    },
  },
};

/**
 * Returns the HTML of the page, including scripts and styles.
 *
 * @param root the resolved document as the page should show it
 * @throws UnusableInput if Redocly fails, or takes longer than `lintSeconds`
 */
export async function buildPage(root: JsonObject, { file, limits }: Document): Promise<string> {
  const abort = new AbortController();
  const { folder, close } = openWorkFolder(() => abort.abort());
  try {
    writeFileSync(path.join(folder, "openapi.json"), JSON.stringify(root));
    writeFileSync(path.join(folder, "redocly.yaml"), JSON.stringify(settings));
    const output = await runRedocly(folder, limits.lintSeconds, abort.signal);
    const page = pageIn(folder);
    if (page === undefined) throw failed(file, output);
    return guarded(withText(page, referenceText(root)));
  } finally {
    close();
  }
}

/** Puts the text at the end of the body: the last `</body>`, because scripts may contain others. */
function withText(page: string, text: string): string {
  const end = page.lastIndexOf("</body>");
  return end < 0 ? page + text : `${page.slice(0, end)}${text}\n${page.slice(end)}`;
}

function pageIn(folder: string): string | undefined {
  try {
    return readFileSync(path.join(folder, "index.html"), "utf8");
  } catch {
    return undefined;
  }
}

/** Runs Redocly and returns its output. */
function runRedocly(folder: string, seconds: number, signal: AbortSignal): Promise<string> {
  const words = ["build-docs", "openapi.json", "--output", "index.html", "--config", "redocly.yaml", "--inlineBundle"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [redoclyCli(), ...words], {
      cwd: folder,
      env: quietEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
      signal,
      timeout: seconds * 1_000,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (output.length < longestTalk) output += text;
    });
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
}

const longestTalk = 64_000;

function failed(file: string, output: string): UnusableInput {
  const [reason = "it said nothing"] = output
    .split("\n")
    .filter((line) => /error|fail|cannot|not available/i.test(line));
  return new UnusableInput({
    code: "docs/failed",
    severity: "error",
    message: `Redocly could not build a page from the document: ${reason.trim()}.`,
    hint: "Fix the findings of `callwright lint` first.",
    place: { file },
  });
}

/**
 * Adds a Content Security Policy (Level 3, section 2.3) that allows only the page's own scripts: descriptions may contain
 * HTML, in which a frame could load a stranger's script. Only images may be fetched.
 */
function guarded(page: string): string {
  const scripts = [...page.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, source = ""]) => source);
  const hashes = scripts.map((source) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`);
  const policy = [
    "default-src 'none'",
    `script-src ${[...new Set(hashes)].join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src https: data:",
    "font-src data:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n${pageMark}`;
  return page.replace(/<head>/, (opening) => `${opening}\n${head}`);
}
