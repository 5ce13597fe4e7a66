/** Callwright as a library: the same steps that the command line runs. */
export { compile, type CompileOptions, type Named } from "./compile.js";
export { UnusableInput, type Diagnostic, type Place, type Position, type Severity } from "./diagnostic.js";
export type { FileSet } from "./fileset.js";
export { compare, type Drift } from "./output/compare.js";
export { write, type WriteReport } from "./output/write.js";
export { findTargets, type Target, type TargetRequest } from "./targets.js";
