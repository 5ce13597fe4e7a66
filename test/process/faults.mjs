// Loaded into a process before everything else (`node --import`): makes the file system fail, or the process die, at the
// n-th call that changes something on disk. The code under test is the real one and knows nothing of it.
//
// FAULT=<kill|once|always>:<n>:<error code>:<folder>   only calls on paths in the folder are counted
// FAULT_CALL=<name>                                    only calls of this function, which may be one that reads
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [, mode, count, code, folder] = /^(kill|once|always):(\d+):([A-Z]+):(.+)$/s.exec(process.env.FAULT ?? "");
const at = Number(count);
let calls = 0;
const census = {};

function strike(name) {
  if (mode === "kill") process.kill(process.pid, "SIGKILL");
  throw Object.assign(new Error(`${code}: as the test wants it, ${name}`), { code, syscall: name });
}

const changing = ["linkSync", "copyFileSync", "mkdirSync", "renameSync", "rmSync", "rmdirSync", "writeFileSync"];
const wanted = process.env.FAULT_CALL ? [process.env.FAULT_CALL] : changing;
for (const name of wanted) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (!args.some((arg) => typeof arg === "string" && arg.startsWith(folder))) return original(...args);
    calls += 1;
    census[name] = (census[name] ?? 0) + 1;
    if (calls === at || (mode === "always" && calls > at)) strike(name);
    return original(...args);
  };
}
syncBuiltinESMExports();

process.once("exit", () => {
  if (calls < at) console.log(`${JSON.stringify(census)}\nthe fault was not met`);
});
