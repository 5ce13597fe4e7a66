import { Zoo } from "./src/index.js";

const zoo = new Zoo();

export async function livesOfAll(): Promise<number> {
  const animals = await zoo.animals.list();
  // @ts-expect-error only cats have lives
  void animals[0]?.lives;
  return animals.reduce((sum, animal) => sum + (animal.kind === "cat" ? animal.lives : 1), 0);
}

await zoo.cages.create({ size: 3 });
// @ts-expect-error a cage has a size
await zoo.cages.create({});
