import type { Converter } from "./src/index.js";

declare const converter: Converter;

export async function convert(): Promise<string> {
  const made = await converter.documents.create({ title: "a" });
  await converter.documents.create({ body: "<title>a</title>" });
  await converter.documents.create({ title: "a" }, { contentType: "application/x-www-form-urlencoded" });
  // @ts-expect-error
  await converter.documents.create({ body: { title: "a" } });
  // @ts-expect-error
  void made.title;
  if (typeof made === "string") return made;
  const name = "title" in made ? made.title : "name" in made ? made.name : (made.job ?? "");
  const found = await converter.documents.text({ id: "1" });
  // @ts-expect-error
  void found.length;
  const text: string = found instanceof Response ? await found.text() : found;
  await converter.documents.updateText({ id: "1" });
  await converter.documents.updateText({ id: "1", body: "text" });
  await converter.documents.updatePatch({ id: "1", body: [{ op: "add" }] });
  // @ts-expect-error
  await converter.documents.updatePatch({ id: "1", body: { title: "b" } });
  return name + text;
}
