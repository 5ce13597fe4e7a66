// The command `callwright watch`, as `npm run build` made it, for this repository.
process.argv.splice(2, 0, "watch");
await import("../dist/bin.js");
