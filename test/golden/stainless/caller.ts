import { AcmeAI, type VectorStore } from "./src/index.js";

const acme = new AcmeAI({ environment: "staging" });
// @ts-expect-error no such server
new AcmeAI({ environment: "elsewhere" });

const store: VectorStore = { key: "a" };
await acme.vectorStores.create({ store });
await acme.vectorStores.remove("id");
await acme.vectorStores.delete("id");
// @ts-expect-error the body stands under its argument
await acme.vectorStores.create(store);
