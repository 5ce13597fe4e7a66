import type { Labels } from "./src/index.js";

declare const labels: Labels;

export async function keep(): Promise<string> {
  const open = await labels.open.update({ id: "1", name: "a", colour: "red", sizes: [1, 2] });
  const typed = await labels.typed.update({ id: "1", body: { name: "a", colour: "red" } });
  await labels.closed.update({ id: "1", name: "a" });
  // @ts-expect-error
  await labels.open.update({ id: "1", colour: "red" });
  // @ts-expect-error
  await labels.typed.update({ id: "1", body: { name: "a", size: 1 } });
  // @ts-expect-error
  await labels.closed.update({ id: "1", name: "a", colour: "red" });
  const colour: unknown = open["colour"];
  const other: string | undefined = typed["colour"];
  const mixed = await labels.mixed.retrieve({ id: "1" });
  const count: number = mixed.count;
  mixed["colour"] satisfies string | number | undefined;
  return [open.name, colour, other, count].join();
}
