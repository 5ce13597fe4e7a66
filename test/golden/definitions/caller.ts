import { Nests } from "./src/index.js";

void new Nests().nests.create({ egg: { weight: 57 } });

// @ts-expect-error The definition holds.
void new Nests().nests.create({ egg: { weight: "57" } });
