import type { PrintShop } from "./src/index.js";

declare const printShop: PrintShop;

export async function print(): Promise<void> {
  await printShop.posters.create({ file: new File(["a"], "a.png"), copies: 2 });
  await printShop.posters.create({ file: new Blob(["a"]) });
  // @ts-expect-error
  await printShop.posters.create({ file: "a.png" });
  await printShop.plates.update({ plate: "p", body: new Uint8Array([1]) });
  // @ts-expect-error
  await printShop.plates.update({ plate: "p", body: { a: 1 } });
  await printShop.notes.create({ body: "text" });
  // @ts-expect-error
  await printShop.notes.create({ body: 1 });
  await printShop.login({ user: "ada" });
  // @ts-expect-error
  await printShop.login({});
  await printShop.orders.create({ kind: "card", fold: true });
  await printShop.orders.create({ kind: "flyer", pages: 2 });
  // @ts-expect-error
  await printShop.orders.create({ kind: "card", pages: 2 });
  // @ts-expect-error
  await printShop.orders.create();
}
