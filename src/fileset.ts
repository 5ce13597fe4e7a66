/**
 * The text of a package, before anyone has written or compared it: path to content, in the order of emission.
 *
 * Paths are relative to the output folder, with forward slashes; contents end in one line feed.
 */
export type FileSet = ReadonlyMap<string, string>;
