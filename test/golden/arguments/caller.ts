import type { Parcel } from "./src/index.js";

declare const parcel: Parcel;

export async function send(): Promise<void> {
  await parcel.parcels.retrieve({ id: "1", id_query: 2, body: "b", "X-Depot": "d", session: "s" });
  await parcel.parcels.replace({ id: "1", body: { id: "2", weight: 1 } });
  // A body that may be left out is given whole or not at all.
  await parcel.parcels.update({ id: "1" });
  await parcel.parcels.update({ id: "1", reason: "lost", note: "n" });
  // @ts-expect-error
  await parcel.parcels.update({ id: "1", note: "n" });
  await parcel.parcels.create({ body: ["a"] });
  await parcel.parcels.list();
  await parcel.parcels.list({ plain: ["a"], filter: { depot: "d" }, raw: "r" });
  await parcel.maps.updateAll({ body: { north: 1 } });
  await parcel.labels.retrieve({ size: "s", points: "p" });
  // @ts-expect-error
  await parcel.parcels.retrieve({ id: "1", id_query: "2" });
  // @ts-expect-error
  await parcel.parcels.retrieve({ id: "1", Authorization: "a" });
  // @ts-expect-error
  await parcel.parcels.replace({ id: "1", weight: 1 });
  // @ts-expect-error
  await parcel.maps.updateAll({ body: { north: "up" } });
}
