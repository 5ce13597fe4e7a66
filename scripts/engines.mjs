// @ts-check
// `npm run engines`: fetches the engines that the packed client is tested on.
import { fetchEngines } from "./lib/engines.mjs";

process.exitCode = fetchEngines((line) => console.log(line)) ? 0 : 1;
