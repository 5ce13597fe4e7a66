import { Faults } from "./src/index.js";

const client = new Faults();

const pet = await client.pets.retrieve({ id: "p" });
if (pet.kind === "cat") {
  void (pet.owner satisfies unknown);
  // @ts-expect-error Nothing is known of it.
  void (pet.owner satisfies object);
  // @ts-expect-error Nor of this.
  void (pet.sound satisfies string);
} else {
  void (pet.kind satisfies "dog");
  void (pet.chip satisfies number);
}

const { children, leaf } = await client.trees.list();
void (children[0]?.children satisfies unknown[] | undefined);
// @ts-expect-error It may be of several schemas.
void (leaf satisfies string);
