/**
 * Writes the reference as plain HTML, below Redocly's page. That page contains the operations of a tag only when the tag
 * is open, and shows them by script; a search engine, an agent and a reader without scripts find everything here.
 */
import { methods } from "../document/bundle/grammar.js";
import type { Json, JsonObject } from "../document/document.js";
import { isList, isObject, member } from "../document/refs.js";

/** An operation of the document, with its address. */
interface Entry {
  readonly address: string;
  readonly tag: string;
  readonly operation: JsonObject;
}

/**
 * Returns a section with the tags of a document, their operations, and the code samples of these, in document order.
 *
 * @param root the resolved document as the page shows it
 */
export function referenceText(root: JsonObject): string {
  const byTag = new Map<string, Entry[]>();
  for (const entry of operationsOf(root)) {
    const own = byTag.get(entry.tag) ?? [];
    own.push(entry);
    byTag.set(entry.tag, own);
  }
  const described = new Map(
    listOf(member(root, "tags")).map((tag) => [textOf(tag, "name"), textOf(tag, "description")]),
  );
  const sections = [...new Set([...described.keys(), ...byTag.keys()])].flatMap((tag) => {
    const own = byTag.get(tag);
    return own ? [tagText(tag, described.get(tag) ?? "", own)] : [];
  });
  return `<details id="reference-as-text">\n<summary>All operations as text</summary>\n${sections.join("\n")}\n</details>\n${style}`;
}

function operationsOf(root: JsonObject): readonly Entry[] {
  return Object.entries(membersOf(member(root, "paths"))).flatMap(([path, item]) =>
    methods.flatMap((method): readonly Entry[] => {
      const operation = member(item, method);
      if (!isObject(operation)) return [];
      const [tag] = textsOf(member(operation, "tags"));
      return [{ address: `${method.toUpperCase()} ${path}`, tag: tag ?? "", operation }];
    }),
  );
}

function tagText(tag: string, description: string, entries: readonly Entry[]): string {
  const heading = tag === "" ? "" : `<h2>${escaped(tag)}</h2>\n${paragraph(description)}`;
  return `<section>\n${heading}${entries.map(entryText).join("")}</section>`;
}

function entryText({ address, operation }: Entry): string {
  const summary = textOf(operation, "summary");
  return [
    `<h3>${escaped(summary === "" ? address : summary)}</h3>\n`,
    `<p><code>${escaped(address)}</code></p>\n`,
    paragraph(textOf(operation, "description")),
    ...listOf(member(operation, "x-codeSamples")).map(sampleText),
  ].join("");
}

function sampleText(sample: JsonObject): string {
  const label = textOf(sample, "label") || textOf(sample, "lang");
  return `<p>${escaped(label)}</p>\n<pre><code>${escaped(textOf(sample, "source"))}</code></pre>\n`;
}

/** Descriptions are Markdown, which reads well as it is; rendering it would admit its HTML. */
function paragraph(text: string): string {
  return text.trim() === "" ? "" : `<p>${escaped(text.trim())}</p>\n`;
}

/** Escapes text for the content of an element (HTML Standard, section 13.3). */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const style = `<style>
#reference-as-text { max-width: 60rem; margin: 0 auto; padding: 1rem; font-family: sans-serif; line-height: 1.5; }
#reference-as-text p { white-space: pre-line; overflow-wrap: anywhere; }
#reference-as-text pre { overflow-x: auto; padding: 0.75rem; border: 1px solid; border-radius: 4px; }
.dark #reference-as-text { color: #eee; }
</style>`;

function membersOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return value !== undefined && isList(value) ? value.filter((item) => isObject(item)) : [];
}

function textsOf(value: Json | undefined): readonly string[] {
  return value !== undefined && isList(value) ? value.filter((item) => typeof item === "string") : [];
}

function textOf(value: JsonObject, key: string): string {
  const text = member(value, key);
  return typeof text === "string" ? text : "";
}
