/** README section with the first call, from the import to the result. */
import type { Method } from "../../naming/surface.js";
import { callExample } from "../examples.js";
import { importLine, type Readme } from "./section.js";

/** If the document declares no usable server, the example sets one. */
export function firstCall(method: Method, { api, surface, package: name }: Readme): string {
  const { className, variable, credentials } = surface.client;
  const [first] = credentials;
  const comment = first ? ` // reads ${first.env}` : "";
  const isPlaced = method.operation.servers !== undefined || api.servers.length > 0;
  const options = isPlaced ? "" : '{ baseUrl: "https://…" }';
  return [
    importLine(name, className),
    "",
    `const ${variable} = new ${className}(${options});${comment}`,
    "",
    callExample(method, surface),
  ].join("\n");
}
