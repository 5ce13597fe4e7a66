/** The name of a client where nobody gave it one: from the document's title, or from the host of its server. */
import type { Api, Server } from "../../api/api.js";
import { words } from "../identifiers.js";

/** Words of a title that say what kind of thing it is, and not whose. */
const noise =
  /^(?:the|a|an|api|apis|webapi|rest|restful|http|https|json|graphql|openapi|open|swagger|ui|spec|specs|specification|reference|docs|documentation|definition|public|official|sdk|client|service|services|server|web|v\d[\w.]*|\d[\d.]*|version|beta|for|and|of|inc|llc|ltd|gmbh)$/i;

/** Words that tools and tutorials write where nobody wrote a title. A title of nothing else is none. */
const placeholder =
  /^(?:my|your|our|new|awesome|untitled|title|sample|example|test|demo|default|string|fastapi|backend|app|webapplication\d*)$/i;

/** Labels in front of a host's name that do not name its owner. */
const mount = /^(?:api|apis|www|app|rest|gateway|dev|staging|sandbox|test|prod)$/i;
const domain = /^(?:[\w-]+\.)+(?:com|net|org|io|ai|dev|app|co|so|sh|me|js)$/i;

/** `GitHub v3 REST API` → `["GitHub"]`: at most four words; none where title and servers name nobody. */
export function ownWords(title: string, servers: readonly Server[]): readonly string[] {
  const found = titleWords(title);
  if (!found.every((word) => placeholder.test(word))) return found;
  return (
    hostsOf(servers)
      .map(hostWords)
      .find(({ length }) => length > 0) ?? []
  );
}

/**
 * What the client is one of, behind "the": the title as it stands, unless a tool wrote it or it names nobody:
 * `OData Service for namespace acme.orders` → `Acme Orders API`.
 */
export function apiName({ title, servers }: Pick<Api, "title" | "servers">): string {
  const isOwn = !toolsTitle.test(title) && !titleWords(title).every((word) => placeholder.test(word));
  return isOwn ? title.trim().replace(/^the\s+/i, "") : [...ownWords(title, servers).map(capitalised), "API"].join(" ");
}

/** The class of a client that nobody named: `AcmeOrders`. */
export function titleClass({ title, servers }: Pick<Api, "title" | "servers">): string {
  return ownWords(title, servers).map(capitalised).join("") || "Api";
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const toolsTitle = /^(?:OData Service for namespace\s|Swagger Petstore\b)/i;

/** The part of a title before the first separator, without generic words such as `API`. */
function titleWords(title: string): readonly string[] {
  // Titles that tools write: the owner's name stands at their end, or nobody's.
  const own = title
    .replace(/^(?:OData Service for namespace|Welcome to)\s+/i, "")
    .replace(/^Swagger Petstore\b.*$/i, "Petstore")
    .replace(/^https?:\/\//i, "");
  const [head = ""] = own.split(/(?<!\s)\s+[-–—+|/]\s+|[:(|–—]/u);
  const possessor = /^(.+?)['’]s\s/u.exec(head)?.[1] ?? head;
  return possessor
    .split(/[^\p{L}\p{N}.-]+/u)
    .flatMap(dottedWords)
    .filter((word) => word !== "" && !noise.test(word))
    .slice(0, 4);
}

/** `Contoso.Orders.Api` is a namespace, `Cal.com` a name, `api.acme.com` a host, and `2.0` a number. */
function dottedWords(word: string): readonly string[] {
  const text = word.replace(/^[.-]+|[.-]+$/g, "");
  if (domain.test(text)) return mount.test(text.split(".")[0] ?? "") ? hostWords(text) : [text.replace(/[.-]/g, "")];
  return /\p{L}{2}/u.test(text) ? text.split(/[.-]/) : [text];
}

/** `api.acme-corp.com` → `["acme", "corp"]`; nothing of a host that anybody may have. */
function hostWords(host: string): readonly string[] {
  const labels = host.split(".").filter((label, index) => index > 0 || !mount.test(label));
  const isNobodys = /^(?:localhost|example)$|^\d+$/.test(labels.at(-2) ?? labels[0] ?? "");
  return labels.length < 2 || isNobodys ? [] : words(labels.at(-2) ?? "");
}

/** The hosts of servers whose URL has one. */
export function hostsOf(servers: readonly Server[]): readonly string[] {
  return servers.flatMap(({ url }) => /^https?:\/\/([\w.-]+)(?=[:/]|$)/i.exec(url)?.slice(1) ?? []);
}
