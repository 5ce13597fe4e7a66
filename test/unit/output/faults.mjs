// Loaded into a process before everything else (`node --import`): makes the file system fail, or the process die, at the
// n-th call that changes something on disk. The code under test is the real one and knows nothing of it.
//
// FAULT=<kill|once|always>:<n>:<error code>:<folder>   only calls on paths in the folder are counted
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [, mode, count, code, folder] = /^(kill|once|always):(\d+):([A-Z]+):(.+)$/s.exec(process.env.FAULT ?? "");
const at = Number(count);
let calls = 0;

function strike(name) {
  if (mode === "kill") process.kill(process.pid, "SIGKILL");
  throw Object.assign(new Error(`${code}: as the test wants it, ${name}`), { code, syscall: name });
}

const changing = ["linkSync", "copyFileSync", "mkdirSync", "renameSync", "rmSync", "rmdirSync", "writeFileSync"];
for (const name of changing) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (!args.some((arg) => typeof arg === "string" && arg.startsWith(folder))) return original(...args);
    calls += 1;
    if (calls === at || (mode === "always" && calls > at)) strike(name);
    return original(...args);
  };
}
syncBuiltinESMExports();

process.once("exit", () => {
  if (calls < at) console.log("the fault was not met");
});
