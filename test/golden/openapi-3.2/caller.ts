import type { Tides } from "./src/index.js";

declare const tides: Tides;

export async function watch(): Promise<string> {
  let all = "";
  for await (const piece of tides.tides.list({ session: "s" })) all += piece.data;
  const tide = await tides.tides.create({ height: 1, kind: "high" });
  await tides.tides.create();
  // @ts-expect-error
  await tides.tides.create({ kind: "high" });
  // @ts-expect-error
  await tides.tides.create({ height: 1, kind: "ebb" });
  // What cannot be sent is left out, and said.
  // @ts-expect-error
  void tides.tides.searchTides;
  // @ts-expect-error
  await tides.tides.list({ when: { harbour: "a" } });
  return all + String(tide.height);
}
