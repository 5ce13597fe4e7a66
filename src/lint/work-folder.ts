/** Provides a folder for each Redocly process. It holds the document, which may be confidential, so it is always removed. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onAbruptEnd } from "./abrupt-end.js";

export interface WorkFolder {
  readonly folder: string;
  /** Removes the folder. */
  readonly close: () => void;
}

const prefix = "callwright-lint-";

/**
 * Creates a folder in the temporary folder, and removes those of killed runs.
 *
 * @param stop ends the process that uses the folder, if this process ends first
 */
export function openWorkFolder(stop: () => void): WorkFolder {
  sweep();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}${String(process.pid)}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const forget = onAbruptEnd(() => {
    stop();
    remove();
  });
  const close = (): void => {
    forget();
    remove();
  };
  return { folder, close };
}

function sweep(): void {
  try {
    for (const name of readdirSync(os.tmpdir())) {
      const id = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
      if (id !== undefined && !isRunning(Number(id)))
        rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
    }
  } catch {
    // It belongs to someone else, or is already being removed.
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
