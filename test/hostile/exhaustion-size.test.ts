import { exhaustingSize } from "./exhausting-size.js";
import { runExhausting } from "./exhaustion.js";

runExhausting("size", exhaustingSize);
