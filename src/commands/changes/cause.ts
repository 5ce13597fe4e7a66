/** Why a package on disk differs from its document: listed by call if the earlier document can be found. */
import path from "node:path";
import { compile, type Named } from "../../compile.js";
import type { Target } from "../../config/target.js";
import { documentDigest, manifestFile, parseManifest, type Manifest } from "../../manifest.js";
import { manifestText } from "../../output/committed.js";
import type { Drift } from "../../output/compare.js";
import { callwrightVersion } from "../../release.js";
import { lastCommitOf, openBaseline } from "./baseline.js";
import { linesSince } from "./changes.js";
import type { CommonOptions, Context } from "../running/context.js";
import { compared, tell, type Told } from "./told.js";

export interface Cause {
  readonly kind: "document" | "version" | "hand" | "settings" | "new";
  /** Completes `3 files drifted in sdk`. */
  readonly text: string;
  /** The effects of the document's change; absent if the earlier document is not found. */
  readonly told?: Told;
  /** Calls and models that vanished, appeared or were renamed, ready to print; none where `told` says so. */
  readonly calls: readonly string[];
}

/** @param drift at least one file */
export async function causeOf(
  target: Target,
  out: string,
  drift: readonly Drift[],
  now: Named,
  options: CommonOptions,
  context: Context,
): Promise<Cause> {
  const text = manifestText(path.resolve(out));
  const manifest = text === undefined ? undefined : parseManifest(text);
  const calls = linesSince(out, now);
  if (manifest === undefined) return { kind: "new", text: "there is no record of what was generated there", calls };
  const isSameDocument = manifest.document.digest === documentDigest(now.document.root);
  if (!isSameDocument) return documentCause(manifest, target, out, now, { options, context, calls });
  return { ...otherCause(manifest, drift), calls };
}

function otherCause({ callwright }: Manifest, drift: readonly Drift[]): Pick<Cause, "kind" | "text"> {
  if (drift.every(({ kind }) => kind === "edited"))
    return { kind: "hand", text: "they were edited by hand, and nothing else changed" };
  const version = callwrightVersion();
  if (callwright !== version)
    return { kind: "version", text: `only Callwright's version changed, from ${callwright} to ${version}` };
  return { kind: "settings", text: "the document did not change, but the configuration or the folder did" };
}

async function documentCause(
  { document }: Manifest,
  target: Target,
  out: string,
  now: Named,
  { options, context, calls }: { options: CommonOptions; context: Context; calls: readonly string[] },
): Promise<Cause> {
  const commit = lastCommitOf(path.join(path.resolve(out), manifestFile));
  const before = commit === undefined ? undefined : await earlier(commit, target, document.digest, options, context);
  const text = "the document changed since they were generated";
  if (before === undefined) return { kind: "document", text, calls };
  const told = tell(target.name, compared(before, now, target.decisions.diff ?? {}), {}, { all: true }, context.cwd);
  return { kind: "document", text, told, calls: told.findings.length > 0 ? [] : calls };
}

/** The document that the package was made of, if that stood beside it in Git. A cause is a help: what fails costs only that. */
async function earlier(
  commit: string,
  target: Target,
  digest: string,
  options: CommonOptions,
  context: Context,
): Promise<Named | undefined> {
  try {
    const baseline = openBaseline(commit, options, context);
    try {
      const named = await compile(baseline.targetFor(target));
      return documentDigest(named.document.root) === digest ? named : undefined;
    } finally {
      baseline.dispose();
    }
  } catch {
    return undefined;
  }
}
