/** Identifies processes more reliably than by their ids, which the system reuses and which anyone can put into a file name. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import os from "node:os";

/**
 * Returns sixteen digits that no other process of this machine has, and that cannot be known without access to this
 * machine; undefined if no process has this id. If the system does not report when a process began, as on Windows, the
 * names of the machine and the user are used instead.
 */
export function identityOf(id: number): string | undefined {
  const begun = startTimeOf(id);
  if (begun === undefined) return undefined;
  return createHash("sha256")
    .update(JSON.stringify([id, begun]))
    .digest("hex")
    .slice(0, 16);
}

/** The time at which a process began, as reported by the system. */
function startTimeOf(id: number): string | undefined {
  try {
    if (process.platform === "linux") return startTimeInProc(id);
    if (process.platform !== "win32") return execFileSync("ps", ["-o", "lstart=", "-p", String(id)], QUIETLY).trim();
  } catch {
    // The process does not exist, or is hidden.
  }
  return isRunning(id) ? `${os.hostname()} ${os.userInfo().username}` : undefined;
}

const QUIETLY: ExecFileSyncOptionsWithStringEncoding = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };

/** The 22nd field, in ticks since boot (proc_pid_stat(5)); the process name before it may contain spaces and parentheses. */
function startTimeInProc(id: number): string | undefined {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
  const stat = readFileSync(`/proc/${String(id)}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : `${boot} ${fields[19] ?? ""}`;
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
