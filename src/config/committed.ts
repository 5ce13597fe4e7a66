/** The calls of the package that is there already: what `names: locked` keeps, and what a new one is compared with. */
import { readCalls } from "../emit/calls.js";
import { readPackage } from "../output/read.js";

/** Address to call, in the order of the files; empty where there is no package. Nothing of the package is executed. */
export function committedCalls(out: string): ReadonlyMap<string, string> {
  return readCalls(readPackage(out, isWithCalls));
}

function isWithCalls(file: string): boolean {
  return file === "src/client.ts" || /^src\/resources\/[^/]+\.ts$/.test(file);
}
