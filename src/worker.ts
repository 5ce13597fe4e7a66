/** What threads of Callwright run. Each loads only what its own work needs. */
import { worker } from "workerpool";
import type { Done, Task } from "./commands/running/one-api.js";
import type { Declarations } from "./emit/schema/input.js";
import type { Types } from "./emit/schema/types.js";
import type { Model } from "./naming/surface.js";

worker({
  /** For `commands/running/several.ts`: a command over one API; the lines that it prints are part of the result. */
  runOne: async (task: Task): Promise<Done> => (await import("./commands/running/one-api.js")).runOne(task),
  /** For `emit/schema/schema.ts`. */
  typesOf: async (declarations: Declarations, models: readonly Model[]): Promise<Types> =>
    (await import("./emit/schema/types.js")).typesOf(declarations, models),
});
