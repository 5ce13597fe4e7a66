import { Orders } from "./src/index.js";

const client = new Orders();

export async function main(): Promise<void> {
  await client.orders.items.retrieve(7, { order_id: "o" });
  await client.orders.items.retrieve({ order_id: "o", item_id: 7 });
  // @ts-expect-error only the last id may be given by position
  await client.orders.items.retrieve("o", 7);
}
