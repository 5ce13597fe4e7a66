import type { Registry } from "./src/index.js";

declare const registry: Registry;

export async function change(): Promise<string> {
  const person = await registry.people.update({ id: "1", name: "Ada", title: null, mood: null, children: [null, "Ben"], home: null, work: null });
  await registry.people.update({ id: "1", name: "Ada", title: "Dr", mood: "good", children: null, home: { street: "High" } });
  // What may be null may not be left out for that, and the other way round.
  // @ts-expect-error
  await registry.people.update({ id: "1", name: "Ada" });
  // @ts-expect-error
  await registry.people.update({ id: "1", name: null, title: null });
  // @ts-expect-error
  await registry.people.update({ id: "1", name: "Ada", title: null, mood: undefined });
  // @ts-expect-error
  await registry.people.update({ id: "1", name: "Ada", title: null, mood: "fair" });
  // @ts-expect-error
  void person.title.length;
  // @ts-expect-error
  void person.children[0];
  return `${person.title ?? ""}${person.home?.street ?? ""}${person.work?.["phone"] ?? ""}${person.children?.[0] ?? ""}`;
}

export async function note(): Promise<void> {
  await registry.people.updateNote({ id: "1", body: null });
  await registry.people.updateNote({ id: "1", body: { text: "late" } });
  // @ts-expect-error
  await registry.people.updateNote({ id: "1" });
}
