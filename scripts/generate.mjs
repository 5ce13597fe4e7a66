// The command `callwright generate`, as `npm run build` made it, for this repository.
process.argv.splice(2, 0, "generate");
await import("../dist/bin.js");
