/** Progress of a long run, on a terminal alone: a log keeps the lines of the result and nothing else. */
import yoctoSpinner from "yocto-spinner";
import type { Context } from "../running/context.js";

export interface Progress {
  /** `reading`, `naming 231 operations`. Drawn at once, since the work that follows may not yield. */
  readonly stage: (text: string) => void;
  /** Prints other lines, which the line of the progress stays below. */
  readonly aside: (print: () => void) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** @param name of the API, which the line begins with */
export function startProgress(name: string, { terminal }: Context): Progress {
  if (!terminal) return { stage: () => undefined, aside: (print) => print(), end: () => undefined };
  const spinner = yoctoSpinner({ text: name, stream: process.stderr }).start();
  return {
    stage: (text) => {
      spinner.text = `${name}: ${text}`;
    },
    aside: (print) => {
      spinner.clear();
      print();
    },
    end: () => {
      spinner.stop();
    },
  };
}
