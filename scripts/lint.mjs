// The command `callwright lint`, as `npm run build` made it, for this repository.
process.argv.splice(2, 0, "lint");
await import("../dist/bin.js");
