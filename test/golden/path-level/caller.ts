import type { Library } from "./src/index.js";

declare const library: Library;

export async function borrow(): Promise<void> {
  await library.shelves.books.retrieve({ shelf: "B", book: "one", lang: "en" });
  await library.shelves.books.update({ shelf: "B", book: 1 });
  await library.shelves.books.update({ shelf: "B", book: 1, lang: "de", lang_header: "any" });
  await library.shelves.books.delete({ shelf: 1, book: "one", lang: "en" });
  await library.shelves.retrieve({ shelf: "B", row: "top" });
  // What an operation says of a parameter holds there, and nowhere else.
  // @ts-expect-error
  await library.shelves.books.retrieve({ shelf: "B", book: 1, lang: "en" });
  // @ts-expect-error
  await library.shelves.books.retrieve({ shelf: "B", book: "one" });
  // @ts-expect-error
  await library.shelves.books.update({ shelf: "B", book: "one" });
  // @ts-expect-error
  await library.shelves.books.update({ shelf: "B", book: 1, lang: "fr" });
  // @ts-expect-error
  await library.shelves.books.delete({ shelf: "B", book: "one", lang: "en" });
  // @ts-expect-error
  await library.shelves.retrieve({ shelf: "B" });
}
