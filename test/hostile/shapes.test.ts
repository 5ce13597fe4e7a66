import { everywhere } from "./corpus.js";
import { runHostile } from "./harness.js";
import { noNumbers, strangeDocuments, wrongTypes } from "./shapes.js";

runHostile("shapes", [...wrongTypes(), ...noNumbers(), ...strangeDocuments(), ...everywhere()]);
