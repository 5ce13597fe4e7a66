import { exhaustingStructure } from "./exhausting-structure.js";
import { runExhausting } from "./exhaustion.js";

runExhausting("structure", exhaustingStructure);
