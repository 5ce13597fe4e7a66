/**
 * The line: from a specification to the text of its client package. The only file that knows every room.
 *
 * ```
 * spec ─ load ─▶ Document ─ build ─▶ Api ─ name ─▶ Surface ─ emit ─▶ FileSet
 *            └─ lint, in a process of its own ─▶ Diagnostic[]
 * ```
 */
import { statSync } from "node:fs";
import path from "node:path";
import type { Api } from "./api/api.js";
import type { Layout } from "./config/decisions.js";
import { filesOf, type Target } from "./config/target.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Document } from "./document/document.js";
import { ignoreFile, withoutIgnored } from "./lint/ignored.js";
import { prepareLint, type LintRun } from "./lint/lint.js";
import { withoutExamples, type LintRules } from "./lint/rules.js";
import { load, type LoadOptions } from "./document/load.js";
import type { Kept } from "./emit/kept.js";
import { prepareTypes } from "./emit/schema/start.js";
import type { FileSet } from "./fileset.js";
import type { Surface } from "./naming/surface.js";
import { callwrightVersion } from "./release.js";

export type { Kept } from "./emit/kept.js";

/** The line up to the names: enough to explain, not yet to write. */
export interface Named {
  readonly document: Document;
  readonly api: Api;
  readonly surface: Surface;
  readonly diagnostics: readonly Diagnostic[];
  readonly lint?: LintRun;
  /** The text of the package, in the layout that was decided on; `package` for code that compiles as a package does. */
  emit(layout?: Layout): Promise<FileSet>;
  /** Files that a package is begun with, and that are its owner's from then on. */
  seeds(): Promise<FileSet>;
  /** Ends what still runs beside it: the lint, and types that nothing waits for. */
  stop(): void;
}

export interface CompileOptions {
  /**
   * Starts Redocly's lint beside the rest, with or without its verdict on examples. Its process ends by itself, or with
   * `stop()`.
   */
  readonly lint?: "everything" | "without examples";
  /** What the last run left for this one, which leaves its own: the files are the same without it. */
  readonly kept?: Kept;
  /** Whether `emit()` is sure to follow, so that the types of a large document can be begun beside everything else. */
  readonly emits?: boolean;
  /** Told what the line is doing, before it does it. */
  readonly onStage?: (text: string) => void;
}

/** The limits, overlays and allowed hosts with which the specification of a target is loaded. */
export function loadOptions({ decisions, text }: Target): LoadOptions {
  const { limits = {}, overlays = [], allowRemote = [] } = decisions;
  return { limits, overlays, allowRemote, ...(text === undefined ? {} : { text }) };
}

/** Every file that decides about a package and its findings, whether it is there or was looked for in vain. */
export function filesRead(target: Target, document: Document): readonly string[] {
  const ignored = path.join(path.dirname(target.config ?? document.file), ignoreFile);
  return [...filesOf(target), ignored, ...document.files, ...document.sought];
}

/**
 * Loads, reads and names a specification.
 *
 * @throws UnusableInput where the document cannot be used at all; every other fault comes back as a diagnostic
 */
export async function compile(target: Target, options: CompileOptions = {}): Promise<Named> {
  const { decisions } = target;
  options.onStage?.("reading");
  const types = prepareTypes(options.emits === true ? sizeOf(target) : undefined, options.kept);
  const prepared = options.lint && prepareLint(rulesOf(decisions.lint, options.lint));
  const stop = (): void => {
    prepared?.stop();
    types.stop();
  };
  try {
    const { document, diagnostics } = await load(target.spec, loadOptions(target));
    const started = types.start(document);
    const lint = prepared && heedingIgnored(prepared.start(document), document, target);
    // Everything that the lint does not need, such as the compilers, is loaded while it runs.
    const [{ build }, { name }] = await Promise.all([import("./api/build.js"), import("./naming/name.js")]);
    const built = build(document, decisions);
    options.onStage?.(`naming ${String(built.api.operations.length)} operations`);
    const named = name(built.api, decisions);
    return {
      document,
      api: built.api,
      surface: named.surface,
      diagnostics: [...(target.diagnostics ?? []), ...diagnostics, ...built.diagnostics, ...named.diagnostics],
      ...(lint ? { lint } : {}),
      emit: async (layout = decisions.layout ?? "package") => {
        options.onStage?.(`writing types and code of ${String(built.api.operations.length)} operations`);
        const schema = started.text(named.surface.models);
        const { emit } = await import("./emit/emit.js");
        const isAddress = target.text !== undefined;
        const spec = path.basename(isAddress ? new URL(target.spec).pathname : target.spec);
        return emit({
          ...(isAddress ? { pinned: { address: target.spec, text: target.text } } : {}),
          document,
          api: built.api,
          surface: named.surface,
          package: decisions.package ?? {},
          layout,
          spec,
          schema,
          callwright: callwrightVersion(),
          ...(options.kept ? { kept: options.kept } : {}),
          ...(decisions.custom ? { custom: decisions.custom } : {}),
        });
      },
      seeds: async () => {
        if (decisions.layout === "source") return new Map();
        const { emitSeeds } = await import("./emit/seeds.js");
        return emitSeeds(built.api, named.surface.client.spoken, decisions.package ?? {});
      },
      stop,
    };
  } catch (cause) {
    stop();
    throw cause;
  }
}

/** The size of a specification in bytes; of one that was fetched, in characters. */
function sizeOf({ spec, text }: Target): number {
  return text?.length ?? statSync(spec, { throwIfNoEntry: false })?.size ?? 0;
}

function rulesOf(rules: LintRules = {}, lint: NonNullable<CompileOptions["lint"]>): LintRules {
  return lint === "everything" ? rules : withoutExamples(rules);
}

/** The lint without what the owner of the document ignores. */
function heedingIgnored(run: LintRun, document: Document, { config, spec }: Target): LintRun {
  const heeding = async (): Promise<readonly Diagnostic[]> => {
    const { kept, unreadable } = withoutIgnored(await run.result, document, path.dirname(config ?? spec));
    return unreadable ? [...kept, unreadable] : kept;
  };
  return { result: heeding(), stop: () => run.stop() };
}
