import type { Payments } from "./src/index.js";

declare const payments: Payments;

export async function pay(): Promise<void> {
  await payments.payments.create({ number: "1", cvc: "2" });
  await payments.payments.create({ iban: "DE1" });
  // Each of the two requires something, so nothing is not enough.
  // @ts-expect-error
  await payments.payments.create();
  // @ts-expect-error
  await payments.payments.create(null);
  // @ts-expect-error
  await payments.payments.create({});
  // @ts-expect-error
  await payments.payments.create({ cvc: "2" });
  // @ts-expect-error
  await payments.payments.create({ number: "1", colour: "red" });
}

export async function payOut(): Promise<void> {
  await payments.payouts.create({ body: { iban: "DE1" } });
  await payments.payouts.create({ body: [{ iban: "DE1" }, { iban: "DE2", reference: "rent" }] });
  // @ts-expect-error
  await payments.payouts.create({ iban: "DE1" });
}

export async function payBack(): Promise<void> {
  await payments.refunds.create({ amount: 1, number: "1" });
  await payments.refunds.create({ amount: 1, iban: "DE1", number: "1" });
  // @ts-expect-error
  await payments.refunds.create({ number: "1" });
  // @ts-expect-error
  await payments.refunds.create({ amount: 1 });
}

export async function rename(): Promise<void> {
  await payments.payers.update({ iban: "DE1", body: { iban: "DE2" } });
  await payments.payers.update({ iban: "DE1", body: { name: "Ada" } });
  // @ts-expect-error
  await payments.payers.update({ iban: "DE1", name: "Ada" });
}
