/** Type tests of pages: compiled, never run. A line under `@ts-expect-error` that compiles fails the type check. */
import type { Page, PageOf, PagePromise } from "../../src/runtime/index.js";

type Equal<One, Other> =
  (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

interface Item {
  id: string;
}

declare const page: PageOf<Item, { data: Item[]; total?: number; items: string; body: boolean }>;
holds<Equal<typeof page.data, Item[]>>();
holds<Equal<typeof page.total, number | undefined>>();
// A field by a name that pages have is in the body alone.
holds<Equal<typeof page.items, readonly Item[]>>();
holds<Equal<typeof page.body.items, string>>();
// @ts-expect-error a field that the body does not have
void page.other;

declare const open: PageOf<Item, { data: Item[]; [key: string]: unknown }>;
holds<Equal<typeof open.data, Item[]>>();
holds<Equal<typeof open.items, readonly Item[]>>();

declare const list: PageOf<Item, Item[]>;
holds<Equal<typeof list.body, Item[]>>();
// @ts-expect-error a body that is a list has no fields
void list[0];

declare const either: PageOf<Item, { data: Item[] } | undefined>;
holds<Equal<typeof either.body, { data: Item[] } | undefined>>();

declare const promise: PagePromise<Item, { data: Item[] }>;
export async function read(): Promise<void> {
  for await (const item of promise) holds<Equal<typeof item, Item>>();
  const next = await (await promise).nextPage();
  holds<Equal<typeof next.data, Item[]>>();
  const { data } = await promise.withResponse();
  const plain: Page<Item, { data: Item[] }> = data;
  void plain.hasNextPage();
}
