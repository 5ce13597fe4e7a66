// @ts-check
// `npm run servers [-- fastify]`: starts real servers that publish their own document, generates a client from that, and
// makes calls end to end: create, page through, filter, update, upload, download, delete, and every kind of error. The
// servers' frameworks come from the npm registry, on demand.
import { SERVERS, tryServer } from "./lib/servers/servers.mjs";

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(SERVERS)) {
  const checks = await tryServer(name);
  console.log(`${name}: ${String(checks.length)} checks passed: ${checks.join(", ")}`);
}
