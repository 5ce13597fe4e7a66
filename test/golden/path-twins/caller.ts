import type { Twins } from "./src/index.js";

declare const twins: Twins;

export async function find(): Promise<number> {
  const { id } = await twins.users.retrieve({ id: 1 });
  const named = await twins.users.getUserByName({ name: "ada" });
  const other = await twins.users.retrieveById({ id: "1" });
  const all = await twins.users.list2();
  await twins.users.posts.retrieve({ id: 1, post: 2 });
  await twins.users.posts.retrieveById({ user: "ada", id: "2" });
  // Each has the arguments of its own path.
  // @ts-expect-error
  await twins.users.retrieve({ name: "ada" });
  // @ts-expect-error
  await twins.users.getUserByName({ id: 1 });
  // @ts-expect-error
  await twins.users.retrieveById({ id: 1 });
  // @ts-expect-error
  void (await twins.users.list()).length;
  // @ts-expect-error
  await twins.users.posts.retrieve({ user: "ada", id: "2" });
  return id + named.id + other.id + all.length;
}
