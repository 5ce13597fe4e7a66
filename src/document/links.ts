/**
 * Makes relative links in descriptions absolute. Descriptions are Markdown (OpenAPI Specification 3.1, section 4.8)
 * written for a web site; in an editor or a README their relative links lead nowhere. The document's top-level
 * `externalDocs` gives the site; without it, links stay as they are.
 */
import type { Json, JsonObject } from "./document.js";
import { put } from "./bundle/bundling.js";
import { isObject, member } from "./refs.js";

/** Keys whose value is data, even if it looks like a description. */
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** An inline link, or a link definition, whose target is a path on the site: `](/docs/a)`, `[a]: ../b`. */
const RELATIVE = /(\]\(|^ {0,3}\[[^\]\n]{1,200}\]: )(\.{0,2}\/(?!\/)[^\s)]*)/gm;

/** Makes the relative links in a document's descriptions absolute; changes `root`. */
export function resolveLinks(root: JsonObject): void {
  const site = siteOf(root);
  if (site !== undefined) resolveIn(root, site, new Set());
}

function siteOf(root: JsonObject): URL | undefined {
  const address = member(member(root, "externalDocs"), "url");
  const site = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
  return site !== undefined && /^https?:$/.test(site.protocol) ? site : undefined;
}

function resolveIn(node: Json, site: URL, seen: Set<Json>): void {
  if (typeof node !== "object" || node === null || seen.has(node)) return;
  seen.add(node);
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "object" && !DATA.has(key) && !key.startsWith("x-")) resolveIn(value, site, seen);
    else if (key === "description" && typeof value === "string" && isObject(node)) {
      const resolved = value.replace(
        RELATIVE,
        (_, before: string, target: string) => before + new URL(target, site).href,
      );
      if (resolved !== value) put(node, key, resolved);
    }
  }
}
