/** Writes into the configuration, and keeps what a person has written there: comments, order, other APIs. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Document, isMap, isSeq, parseDocument } from "yaml";
import type { Fix } from "../../adopt/fixes.js";
import { configFile } from "../../config/config.js";
import { schemaFile } from "../../config/json-schema.js";
import { relative } from "../../report.js";

/** The configuration that commands read in a folder, or the one that would be written there. */
export function configurationIn(cwd: string, config?: string): string {
  return configFile({ cwd, ...(config === undefined ? {} : { config }) }) ?? path.join(cwd, "redocly.yaml");
}

/** Changes the configuration, and creates it if it does not exist. */
export function editConfiguration(file: string, edit: (yaml: Document) => void): void {
  const yaml: Document = parseDocument(existsSync(file) ? readFileSync(file, "utf8") : newConfiguration);
  edit(yaml);
  writeFileSync(file, yaml.toString({ lineWidth: 0 }));
}

/** What an edit writes into an empty configuration. */
export function configurationText(edit: (yaml: Document) => void): string {
  const yaml: Document = new Document({});
  edit(yaml);
  return yaml.toString({ lineWidth: 0 }).trimEnd();
}

/** Editors that know the YAML language server complete and check the file by it. */
const newConfiguration = `# yaml-language-server: $schema=./node_modules/callwright/${schemaFile}
# Read by Redocly (lint) and by Callwright (everything under x-callwright). Paths are relative to this file.
extends: [recommended]
`;

/** Turns a path that the user typed into one relative to the configuration; URLs stay unchanged. */
export function fromFile(file: string, place: string, cwd: string): string {
  if (/^https?:\/\//i.test(place)) return place;
  return relative(path.resolve(cwd, place), path.dirname(file));
}

/** The key under `apis` for the client in a package: its name without scope and ending, or the scope of one that says nothing. */
export function apiName(packageName: string): string {
  const [, scope = "", name = ""] = /^(?:@([^/]*)\/)?(.*)$/.exec(packageName) ?? [];
  const short = name.replace(/-client$/, "");
  return (scope !== "" && GENERIC.has(short) ? scope : short) || "api";
}

const GENERIC: ReadonlySet<string> = new Set([
  "client",
  "core",
  "javascript",
  "js",
  "node",
  "rest",
  "sdk",
  "typescript",
]);

/** A key under `apis` that the configuration does not have yet: the wanted one, or that with a number. */
export function freeApi(file: string, wanted: string): string {
  const yaml = parseDocument(existsSync(file) ? readFileSync(file, "utf8") : "");
  const names = [wanted, ...Array.from({ length: 9 }, (_, index) => `${wanted}-${String(index + 2)}`)];
  return names.find((name) => !yaml.hasIn(["apis", name])) ?? wanted;
}

export interface NewApi {
  readonly root: string;
  readonly output: string;
  /** The name of the package. */
  readonly name?: string;
}

export function addApi(yaml: Document, api: string, { root, output, name }: NewApi): void {
  const block = { output, ...(name === undefined ? {} : { package: { name } }) };
  yaml.setIn(["apis", api], yaml.createNode({ root, "x-callwright": block }));
}

/** Adds lines below the `x-callwright` of an API. */
export function addFixes(yaml: Document, api: string, fixes: readonly Fix[]): void {
  addBelow(yaml, ["apis", api, "x-callwright"], fixes);
}

/** The lines as they stand below `x-callwright`, each key once. */
export function fixesText(fixes: readonly Fix[]): string {
  return configurationText((yaml) => {
    addBelow(yaml, [], fixes);
  });
}

function addBelow(yaml: Document, owner: readonly string[], fixes: readonly Fix[]): void {
  for (const fix of fixes) {
    if ("item" in fix) {
      addItem(yaml, [...owner, fix.key], fix.item);
      continue;
    }
    if (!("entry" in fix)) {
      setIn(yaml, [...owner, fix.key], fix.value);
      continue;
    }
    const place = [...owner, fix.key, fix.entry];
    if (typeof fix.value !== "string") {
      setIn(yaml, place, yaml.createNode(fix.value, { flow: true }));
      continue;
    }
    // A credential may be a map already, whose other keys stay.
    const isMapped = fix.key === "credentials" && isMap(yaml.getIn(place));
    setIn(yaml, isMapped ? [...place, "option"] : place, fix.value);
  }
}

/** Adds an item to a list, and creates the list if there is none. */
function addItem(yaml: Document, place: readonly string[], item: string): void {
  if (isSeq(yaml.getIn(place))) yaml.addIn(place, item);
  else setIn(yaml, place, yaml.createNode([item]));
}

/** As `setIn`, but an empty key, which YAML reads as null, becomes a map. */
function setIn(yaml: Document, place: readonly string[], value: unknown): void {
  for (let depth = 1; depth < place.length; depth += 1) {
    const owner = place.slice(0, depth);
    if (!isMap(yaml.getIn(owner))) yaml.setIn(owner, yaml.createNode({}));
  }
  yaml.setIn(place, value);
}
