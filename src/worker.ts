/** What a worker of `commands/running/several.ts` runs: a command over one API, with what it prints sent back line by line. */
import { worker } from "workerpool";
import { runOne } from "./commands/running/one-api.js";

worker({ runOne });
