import { Scans } from "./src/index.js";

const client = new Scans();
const front = new File(["abc"], "a.bin");

void client.scans.create({ body: { front, back: null, pages: [front], label: "passport" } });

// @ts-expect-error Content is no text.
void client.scans.create({ body: { front: "abc" } });
