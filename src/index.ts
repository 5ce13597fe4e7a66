/** Callwright as a library: the same line that the command line runs. */
export { compile, type CompileOptions, type Named } from "./compile.js";
export { findTargets, type Target, type TargetRequest } from "./config/config.js";
export { UnusableInput, type Diagnostic, type Place, type Position, type Severity } from "./diagnostic.js";
export type { FileSet } from "./fileset.js";
export { compare, type Drift } from "./output/compare.js";
export { write, type WriteReport } from "./output/write.js";
