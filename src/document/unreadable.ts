/** Why a specification cannot be read, for the commands that notice it before the document is loaded, too. */
import path from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { Unreadable } from "./text/regular-file.js";

/** Returns the finding about a file that is missing or is not a readable file. */
export function unreadable(file: string, reason: Unreadable): Diagnostic {
  const common = { severity: "error", place: { file } } as const;
  const name = path.basename(file);
  switch (reason) {
    case "missing":
      return {
        code: "document/no-file",
        ...common,
        message: `The file \`${name}\` does not exist.`,
        hint: "Correct the path of the specification.",
      };
    case "folder":
      return {
        code: "document/folder",
        ...common,
        message: `\`${name}\` is a folder.`,
        hint: "Name the specification file inside it.",
      };
    case "denied":
      return {
        code: "document/denied",
        ...common,
        message: `\`${name}\` cannot be read: permission denied.`,
        hint: "Give yourself permission to read it.",
      };
    case "special":
      return {
        code: "document/not-a-file",
        ...common,
        message: `\`${name}\` is not a regular file.`,
        hint: "Save the specification as a file.",
      };
  }
}
