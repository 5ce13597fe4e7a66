import type { Diagnostic } from "../diagnostic.js";
import type { Decisions } from "./decisions.js";

/** One specification to work on, with everything a run must know about it. All paths are absolute. */
export interface Target {
  /** The name under `apis`, or the name of the file without its ending. */
  readonly name: string;
  /** A file, or an address. */
  readonly spec: string;
  /** The text of a specification at an address. */
  readonly text?: string;
  /** The output folder; absent where neither configuration nor command names one. */
  readonly out?: string;
  /** The configuration file, where one names this specification. */
  readonly config?: string;
  /** The `stainless.yml` that decisions come from. */
  readonly stainless?: string;
  readonly decisions: Decisions;
  /** Whether calls and models of the package in `out` keep their names. */
  readonly isLocked?: boolean;
  /** Findings about the configuration itself. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** The files that decide about a target, the specification first; what the specification refers to is not among them. */
export function filesOf({ spec, config, stainless, decisions }: Target): readonly string[] {
  return [/^https?:/i.test(spec) ? undefined : spec, config, stainless, ...(decisions.overlays ?? [])].filter(
    (file) => file !== undefined,
  );
}
