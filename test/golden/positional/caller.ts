import { Orders } from "./src/index.js";

const client = new Orders();

export async function main(): Promise<number> {
  await client.orders.items.retrieve({ order_id: "o", item_id: 7 });
  await client.orders.items.retrieve("o", 7);
  await client.orders.items.retrieve("o", 7, { timeout: 5_000 });
  await client.orders.items.retrieve(7, { order_id: "o" });
  await client.orders.items.update("o", 7, { count: 2 });
  await client.orders.items.update(7, { order_id: "o", count: 2 }, { timeout: 5_000 });
  await client.orders.replaceNotes("o", { body: ["a"] });
  // @ts-expect-error the last id stands alone, so the other is missing
  await client.orders.items.retrieve(7);
  // @ts-expect-error ids stand in the order of the path
  await client.orders.items.retrieve(7, "o");
  // @ts-expect-error a body that is no object is held under its key
  await client.orders.replaceNotes("o", ["a"]);
  const { count } = await client.orders.items.retrieve("o", 7);
  return count;
}
