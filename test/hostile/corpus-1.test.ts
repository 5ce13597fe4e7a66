import { casesOf } from "./corpus.js";
import { runHostile } from "./harness.js";

runHostile("corpus-1", casesOf(1, 3));
