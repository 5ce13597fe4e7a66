import { isErrorOf, type Split, type components } from "./src/index.js";

declare const split: Split;

export async function order(): Promise<number> {
  const made = await split.orders.create({ lines: [{ price: { amount: 1, currency: "EUR" }, currency: "USD" }] });
  // @ts-expect-error
  await split.orders.create({ lines: [{ price: { amount: 1, currency: "GBP" } }] });
  // Two files call a schema `Order`, and neither takes the place of the other.
  // @ts-expect-error
  await split.orders.create({ here: true });
  const found: components["schemas"]["Order2"] = await split.orders.retrieve({ id: "1" });
  const here: boolean | undefined = found.parent?.first?.here;
  return (found.lines[0]?.price.amount ?? 0) + Number(here) + Number(made.here);
}

export function why(error: unknown): string | undefined {
  return isErrorOf(error, "orders.retrieve") ? `${error.body.message} ${String(error.body.total?.amount)}` : undefined;
}
