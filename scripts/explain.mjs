// The command `callwright explain`, as `npm run build` made it, for this repository.
process.argv.splice(2, 0, "explain");
await import("../dist/bin.js");
