import { exhaustingSamples } from "./exhausting-samples.js";
import { runExhausting } from "./exhaustion.js";

runExhausting("samples", exhaustingSamples, ["samples"]);
