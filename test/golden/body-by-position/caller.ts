import { Rooms } from "./src/index.js";

const rooms = new Rooms();

export async function calls(): Promise<void> {
  await rooms.guests.add("house", "room", ["Ann"]);
  await rooms.guests.add("house", "room", ["Ann"], { timeout: 1_000 });
  await rooms.guests.add({ house_id: "house", room_id: "room", body: ["Ann"] }, { timeout: 1_000 });
  await rooms.guests.set("house", "room");
  await rooms.guests.set("house", "room", { Ann: 2 });
  await rooms.guests.set("house", "room", { Ann: 2 }, { notify: true }, { timeout: 1_000 });
  await rooms.notes.add("house", { key: "value" }, { timeout: 1_000 });

  // @ts-expect-error the list is required
  await rooms.guests.add("house", "room");
  // @ts-expect-error ids are texts, and the body is a list of texts
  await rooms.guests.add("house", "room", [1]);
  // @ts-expect-error by position the body is not wrapped
  await rooms.guests.add("house", "room", { body: ["Ann"] });
}
