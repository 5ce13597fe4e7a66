/** What someone who named no command can do with the document in the working folder. */
import { detectDocuments } from "../../config/detect.js";
import { relative } from "../../report.js";
import { commandText, type Context } from "./context.js";

/** Names the document of the folder, and the command that begins with it; says nothing where there is none. */
export function suggestInit({ cwd, err }: Context): void {
  const [first, ...others] = detectDocuments(cwd).map((file) => relative(file, cwd));
  if (first === undefined) return;
  const words = others.length === 0 ? ["init"] : ["init", first];
  const verb = others.length === 0 ? "is" : "are";
  err("");
  err(`${[first, ...others].join(", ")} ${verb} here. Next: ${commandText("callwright", ...words)}`);
}
