/** Tells processes apart for longer than their ids do, which are used again, and which anybody can write into a name. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import os from "node:os";

/**
 * Sixteen digits that no other process of this machine has, and that nobody can know who cannot look at this machine;
 * undefined where no process has this id. Where the system does not tell when a process began, as Windows does not, the
 * names of the machine and its user stand for that.
 */
export function identityOf(id: number): string | undefined {
  const begun = beginningOf(id);
  if (begun === undefined) return undefined;
  return createHash("sha256")
    .update(JSON.stringify([id, begun]))
    .digest("hex")
    .slice(0, 16);
}

/** When a process began, as far as the system says. */
function beginningOf(id: number): string | undefined {
  try {
    if (process.platform === "linux") return beginningInProc(id);
    if (process.platform !== "win32") return execFileSync("ps", ["-o", "lstart=", "-p", String(id)], QUIETLY).trim();
  } catch {
    // There is no such process, or it is hidden.
  }
  return isRunning(id) ? `${os.hostname()} ${os.userInfo().username}` : undefined;
}

const QUIETLY: ExecFileSyncOptionsWithStringEncoding = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };

/** The 22nd field, in ticks since this boot (proc_pid_stat(5)); the name before it may hold blanks and parentheses. */
function beginningInProc(id: number): string | undefined {
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
