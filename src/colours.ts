/** Colours, on a terminal alone: what goes to a file, a pipe or the log of a CI run is plain text. */
import { createColors } from "picocolors";

const { FORCE_COLOR, NO_COLOR } = process.env;

/** `FORCE_COLOR` wants them everywhere; `NO_COLOR` (no-color.org) nowhere. */
export const pc = createColors(!NO_COLOR && (Boolean(FORCE_COLOR) || process.stdout.isTTY));
