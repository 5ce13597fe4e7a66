import type { Bookings } from "./src/index.js";

declare const bookings: Bookings;

export async function book(): Promise<string> {
  const booking = await bookings.bookings.create({ name: "Ada", mail: "ada@example.com", room: "12", nights: 2 });
  // Required beside allOf, of a part by another part, and by a part of itself.
  // @ts-expect-error
  await bookings.bookings.create({ mail: "ada@example.com", room: "12", nights: 2 });
  // @ts-expect-error
  await bookings.bookings.create({ name: "Ada", room: "12", nights: 2 });
  // @ts-expect-error
  await bookings.bookings.create({ name: "Ada", mail: "ada@example.com", nights: 2 });
  // @ts-expect-error
  await bookings.bookings.create({ name: "Ada", mail: "ada@example.com", room: "12" });
  // @ts-expect-error
  await bookings.bookings.create({ name: "Ada", mail: "ada@example.com", room: "12", nights: "2" });
  // @ts-expect-error
  await bookings.bookings.create({ name: undefined, mail: "ada@example.com", room: "12", nights: 2 });
  const paid: boolean | undefined = booking.paid;
  const all: [string, string, string, string, number] = [booking.id, booking.name, booking.mail, booking.room, booking.nights];
  return [...all, paid].join();
}
