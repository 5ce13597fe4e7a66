import { casesOf } from "./corpus.js";
import { runHostile } from "./harness.js";

runHostile("corpus-2", casesOf(2, 3));
