/** The first call: from the import to the answer. */
import type { Method } from "../../naming/surface.js";
import { callExample } from "../examples.js";
import { importLine, type Readme } from "./section.js";

export function firstCall(method: Method, { surface, package: name }: Readme): string {
  const { className, variable, credentials } = surface.client;
  const [first] = credentials;
  const comment = first ? ` // reads ${first.env}` : "";
  return [
    importLine(name, className),
    "",
    `const ${variable} = new ${className}();${comment}`,
    "",
    callExample(method, surface),
  ].join("\n");
}
