import type { Diagnostic } from "../diagnostic.js";
import type { Decisions } from "./decisions.js";

/** One specification to work on, with everything that a run must know about it. All paths are absolute. */
export interface Target {
  /** The name under `apis`, or the file's name without its extension. */
  readonly name: string;
  /** A file path or a URL. */
  readonly spec: string;
  /** The text of a specification that was fetched from a URL. */
  readonly text?: string;
  /** The output folder; absent if neither configuration nor command names one. */
  readonly out?: string;
  /** The configuration file, if one lists this specification. */
  readonly config?: string;
  /** The `stainless.yml` that decisions come from. */
  readonly stainless?: string;
  readonly decisions: Decisions;
  /** Whether calls and models of the package in `out` keep their names. */
  readonly isLocked?: boolean;
  /** Findings about the configuration itself. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** The files that decide about a target, the specification first; excludes files that the specification refers to. */
export function filesOf({ spec, config, stainless, decisions }: Target): readonly string[] {
  return [/^https?:/i.test(spec) ? undefined : spec, config, stainless, ...(decisions.overlays ?? [])].filter(
    (file) => file !== undefined,
  );
}
