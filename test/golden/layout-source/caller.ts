import { Acme, type Key } from "./index.js";

const acme = new Acme();
const key: Key = await acme.keys.retrieve({ id: "k1" });
export const name: string | undefined = key.name;
// @ts-expect-error -- a key needs its id
await acme.keys.retrieve({});
