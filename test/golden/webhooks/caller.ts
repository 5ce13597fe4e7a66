import type { AnyWebhook, AnyWebhook2, Deliveries, DeliveryArrivedPutWebhook, DeliveryArrivedWebhook, LostWebhook } from "./src/index.js";

declare const deliveries: Deliveries;

export function heard(arrived: DeliveryArrivedWebhook, again: DeliveryArrivedPutWebhook, lost: LostWebhook): string {
  // @ts-expect-error
  void lost.arrived;
  return arrived.id + (again.arrived ?? "") + lost.id;
}

export function any(one: AnyWebhook, unknown: AnyWebhook2): unknown {
  // One of them is described by nothing.
  // @ts-expect-error
  void one.id;
  // @ts-expect-error
  void unknown.id;
  return one;
}

export async function subscribe(): Promise<void> {
  await deliveries.subscriptions.create({ url: "https://example.com" });
  // An event is nothing to call.
  // @ts-expect-error
  void deliveries.delivery;
  // @ts-expect-error
  void deliveries.subscriptions.delivered;
}
