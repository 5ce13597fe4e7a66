import { casesOf } from "./corpus.js";
import { runHostile } from "./harness.js";

runHostile("corpus-0", casesOf(0, 3));
