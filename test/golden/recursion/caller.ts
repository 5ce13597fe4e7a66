import type { Outlines } from "./src/index.js";

declare const outlines: Outlines;

export async function outline(): Promise<string> {
  const leaf = { title: "leaf", children: [] };
  const node = await outlines.outlines.create({ title: "top", children: [leaf, { title: "inner", children: [leaf] }], index: { a: leaf } });
  // @ts-expect-error
  await outlines.outlines.create({ title: "top", children: [{ title: "inner" }] });
  const title: string | undefined = node.children[0]?.children[0]?.parent?.author?.friends?.[0]?.favourite?.index?.["a"]?.title;
  return title ?? node.title;
}

export async function filter(): Promise<void> {
  await outlines.filters.create({ both: [{ field: "a" }, { both: [{ field: "b", value: [1] }] }] });
  // @ts-expect-error
  await outlines.filters.create();
  // @ts-expect-error
  await outlines.filters.create({ both: [{ both: [{}] }] });
}

export async function keep(): Promise<number> {
  const grid = await outlines.values.updateAll({ body: [1, "a", null, { deep: [[true]] }] });
  // @ts-expect-error
  await outlines.values.updateAll({ body: [undefined] });
  const cell = grid[0]?.[0];
  return typeof cell === "string" ? cell.length : (cell?.length ?? 0);
}
