/** Colours, on a terminal alone: what goes to a file, a pipe or the log of a CI run is plain text. */
import { createColors } from "picocolors";
import { sealed } from "./printable.js";

const { FORCE_COLOR, NO_COLOR } = process.env;

/** Whether text is coloured: `FORCE_COLOR` wants it everywhere; `NO_COLOR` (no-color.org) nowhere. */
export const isColoured = !NO_COLOR && (Boolean(FORCE_COLOR) || process.stdout.isTTY);

const colours = createColors(isColoured);

type Painter = (text: string) => string;

/** Sealed, because the gate of printed text takes every other escape sequence for a stranger's. */
function painter(colour: Painter): Painter {
  const [open = "", close = ""] = colour("\0").split("\0");
  return (text) => `${sealed(open)}${text}${sealed(close)}`;
}

export const pc = {
  bold: painter(colours.bold),
  dim: painter(colours.dim),
  red: painter(colours.red),
  yellow: painter(colours.yellow),
  green: painter(colours.green),
  blue: painter(colours.blue),
};
