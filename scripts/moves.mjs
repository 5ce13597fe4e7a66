// @ts-check
// `npm run moves [-- tambo]`: type-checks calls of published SDKs, unchanged, against the clients that replace them, and writes
// docs/moving/calls.md. With names, it prints the calls that do not fit instead. SDKs come from the npm registry, on demand.
import { causeOf } from "./lib/moves/causes.mjs";
import { move } from "./lib/moves/move.mjs";
import { writePage } from "./lib/moves/page.mjs";
import { movingSdks } from "./lib/moves/sdks.mjs";

const asked = process.argv.slice(2);
const sdks = movingSdks().filter(({ name }) => asked.length === 0 || asked.includes(name));
if (sdks.length === 0) console.warn("skipped: the documents of the SDKs are not beside the repository");
const results = [];
for (const sdk of sdks) {
  const moved = await move(sdk);
  console.log(
    `${sdk.name}: ${String(moved.documented - moved.failures.length)} of ${String(moved.documented)} calls fit`,
  );
  for (const { written, error } of asked.length > 0 ? moved.failures : [])
    console.log(`\n${causeOf(error)} (${written.kind})\n${written.code}\n${error}`);
  results.push({ sdk, moved });
}
if (asked.length === 0 && results.length > 0) writePage(results);
