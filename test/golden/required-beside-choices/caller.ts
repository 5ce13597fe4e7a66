import { Readings } from "./src/index.js";

const client = new Readings();

const reading = await client.readings.retrieve({ id: "r" });
if (reading.kind === "text") void (reading.value satisfies string);
else void (reading.value satisfies number);

const owner = await client.owners.retrieve({ id: "o" });
void (owner.id satisfies string);
