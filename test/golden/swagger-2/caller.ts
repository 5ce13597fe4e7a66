import { Pets } from "./src/index.js";

const client = new Pets({ apiKey: "key" });

const pets = await client.pets.list({ kind: ["cat", "dog"], ids: [1, 2] });
const names: string[] = pets.map(({ name }) => name);
const made = await client.pets.create({ name: "Ada" });
const owner: string | null | undefined = made.owner;
await client.pets.updatePhoto({ id: 1, photo: new Blob(["bytes"]), note: "new" });

// @ts-expect-error The definition requires a name.
await client.pets.create({});

export { names, owner };
