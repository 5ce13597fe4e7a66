// The command `callwright check`, as `npm run build` made it, for this repository.
process.argv.splice(2, 0, "check");
await import("../dist/bin.js");
