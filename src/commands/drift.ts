/** `callwright drift`: what recorded traffic shows that a specification does not say. No header, credential or body is printed. */
import path from "node:path";
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import { UnusableInput } from "../diagnostic.js";
import { readText } from "../document/text/regular-file.js";
import type { Observation, Observed } from "../drift/observation.js";
import { readTraffic, type Traffic } from "../drift/traffic.js";
import { legible, plural, toFinding, type Finding } from "../report.js";
import { ExitCode, printJson, title, type CommonOptions, type Context } from "./running/context.js";
import { forEachTarget } from "./running/each.js";

export interface DriftOptions extends CommonOptions {
  /** The file of the recorded traffic. */
  readonly traffic?: string;
  /** Prints undeclared values too. */
  readonly showValues?: boolean;
}

type Shown = Omit<Observation, "pointer" | "values"> &
  Pick<Finding, "file" | "line" | "column"> & { readonly values?: readonly string[] };

export async function drift(spec: string | undefined, options: DriftOptions, context: Context): Promise<ExitCode> {
  const traffic = trafficIn(path.resolve(context.cwd, options.traffic ?? ""));
  if (traffic.unread > 0) context.err(`${plural(traffic.unread, "entry")} of the traffic could not be read`);
  const all: (Omit<Observed, "observations" | "unjudged"> & { api: string; findings: readonly Shown[] })[] = [];
  const code = await forEachTarget(spec, options, context, async (target) => {
    const { observe } = await import("../drift/observe.js");
    const named = await compile(target);
    const { observations, unjudged, ...coverage } = observe(named, traffic.exchanges);
    if (unjudged > 0) context.err(`${title(target.name)}: ${plural(unjudged, "body")} could not be judged`);
    const findings = observations.map(({ pointer, values, ...one }): Shown => {
      const place = { code: one.kind, severity: "info", message: "", place: { pointer } } as const;
      const { code: _, severity: __, message: ___, ...position } = toFinding(place, context.cwd, named.document);
      return { ...one, ...position, ...(options.showValues === true && values.length > 0 ? { values } : {}) };
    });
    all.push({ api: target.name, ...coverage, findings });
    if (options.format !== "json") for (const finding of findings) context.out(line(finding));
    const { calls, statuses } = coverage;
    context.err(
      `${title(target.name)}: ${plural(traffic.exchanges.length, "answer")}, ${ratio(calls)} calls, ${ratio(statuses)} declared statuses; ${plural(findings.length, "finding")}`,
    );
    return findings.length > 0 ? ExitCode.findings : ExitCode.done;
  });
  if (options.format === "json") printJson(all, context);
  return code;
}

function ratio({ seen, all }: { readonly seen: number; readonly all: number }): string {
  return `${String(seen)} of ${String(all)}`;
}

function line({ call, subject, text, seen, of, wire, source, values = [], file, line: at, column }: Shown): string {
  const head = call === undefined ? "" : `${call} — `;
  const shown = values.length > 0 ? ` (${values.join(", ")})` : "";
  const place = [file, at, column].filter((part) => part !== undefined).join(":");
  return `${legible(`${head}${subject} ${text}${shown} in ${String(seen)} of ${String(of)} — documenting it is wire ${wire}, source ${source}`)} — ${pc.bold(place)}`;
}

/** The most bytes of a traffic file: a JavaScript string cannot hold more. */
const LARGEST = 256 * 1024 * 1024;

/** @throws UnusableInput where it cannot be read, or is neither HAR nor lines of JSON */
function trafficIn(file: string): Traffic {
  const text = readText(file, LARGEST);
  if (text === undefined)
    throw unusable(file, "The traffic is not a regular file of at most 256 MiB that can be read.");
  const traffic = readTraffic(text);
  if (traffic === undefined) throw unusable(file, "The traffic is neither HAR nor lines of JSON.");
  return traffic;
}

function unusable(file: string, message: string): UnusableInput {
  const hint = "Save a HAR file in the browser's network panel, or record with `callwright/record`.";
  return new UnusableInput({ code: "drift/no-traffic", severity: "error", message, hint, place: { file } });
}
