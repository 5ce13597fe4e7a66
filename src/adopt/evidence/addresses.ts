/** Finds the address of each call of an SDK: in its `api.md`, in its code, in a doc comment, or by its name. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { blankAddress } from "../../document/address.js";
import type { Call } from "../clients.js";
import { ts } from "../program.js";
import { codeOf, readCode } from "./code.js";
import { requestsIn, type Requests, type SentRequest } from "./requests.js";

/** Where an address was found. */
export type Evidence = "api.md" | "code" | "comment" | "name";

export interface Found {
  /** The address as the document writes it, otherwise as the SDK does. */
  readonly address: string;
  readonly isDocumented: boolean;
  readonly evidence: Evidence;
  /** The request as the SDK's code makes it, if that was found. */
  readonly sent?: SentRequest;
}

/** Returns the addresses of the calls for which one was found, by dotted path. */
export function addressesOf(
  calls: Iterable<Call>,
  listed: ReadonlyMap<string, string>,
  documented: readonly string[],
): ReadonlyMap<string, Found> {
  const files = new RequestFiles();
  const index = new AddressIndex(documented);
  const found = new Map<string, Found>();
  for (const call of calls) {
    const sent = files.sentBy(call);
    const candidates: readonly (readonly [Evidence, string | undefined])[] = [
      ["api.md", listed.get(call.path)],
      ["code", sent?.address ?? files.tabledFor(call)],
      ["comment", commentOf(call)],
    ];
    const [first] = candidates.flatMap(([evidence, text]) => (text === undefined ? [] : [{ evidence, text }]));
    if (first === undefined) continue;
    const known = index.find(first.text);
    found.set(call.path, {
      address: known ?? first.text,
      isDocumented: known !== undefined,
      evidence: first.evidence,
      ...(sent === undefined ? {} : { sent }),
    });
  }
  return found;
}

/** Finds the document's addresses regardless of the names of path parameters and of a server's path prefix. */
class AddressIndex {
  readonly #exact = new Map<string, string>();
  readonly #ends = new Map<string, string | undefined>();

  constructor(addresses: readonly string[]) {
    for (const address of addresses) this.#exact.set(blankAddress(address), address);
    for (const [blank, address] of this.#exact) {
      for (const shorter of withoutFirst(blank)) this.#ends.set(shorter, this.#ends.has(shorter) ? undefined : address);
    }
  }

  /** Finds the whole address, otherwise one that differs only in a server's path prefix. */
  find(text: string): string | undefined {
    const blank = blankAddress(text);
    const [shorter] = withoutFirst(blank).flatMap((one) => this.#exact.get(one) ?? []);
    return this.#exact.get(blank) ?? shorter ?? this.#ends.get(blank);
  }
}

/** `GET /v1/keys` to `GET /keys`: servers have versions in their paths. */
function withoutFirst(blank: string): readonly string[] {
  const shorter = blank.replace(/ \/(?:api\/)?(?:v\d[^/]*|api)(?=\/)/, " ");
  return shorter === blank ? [] : [shorter];
}

/** `GET /keys/{id}` as code in a doc comment, as Callwright writes it. */
function commentOf({ declaration }: Call): string | undefined {
  if (declaration === undefined) return undefined;
  const text = ts
    .getJSDocCommentsAndTags(declaration)
    .map((node) => node.getText())
    .join("\n");
  return /`((?:GET|POST|PUT|PATCH|DELETE|HEAD) \/[^`\s]*)`/.exec(text)?.[1];
}

/** An SDK has fewer files than this. */
const mostFiles = 2_000;

/** Reads the code next to declarations; parses each file once. */
class RequestFiles {
  readonly #files = new Map<string, Requests | undefined>();
  readonly #tables = new Map<string, ReadonlyMap<string, string>>();

  /** The request in the code of a call's method. */
  sentBy({ declaration, path: call }: Call): SentRequest | undefined {
    if (declaration === undefined) return undefined;
    const file = declaration.getSourceFile().fileName;
    const method = `${ownerOf(declaration)}.${call.split(".").at(-1) ?? ""}`;
    for (const code of codeOf(file)) {
      const sent = this.#requestsOf(code)?.ofMethods.get(method);
      if (sent !== undefined) return sent;
    }
    return undefined;
  }

  /** The address of a call in a table of calls. */
  tabledFor({ declaration, path: call }: Call): string | undefined {
    if (declaration === undefined) return undefined;
    return this.#tableOf(declaration.getSourceFile().fileName).get(call.split(".").slice(-2).join("."));
  }

  #requestsOf(file: string): Requests | undefined {
    if (!this.#files.has(file)) {
      const text = readCode(file);
      this.#files.set(file, text === undefined ? undefined : requestsIn(file, text));
    }
    return this.#files.get(file);
  }

  /** Tables of calls, anywhere in the package that declares a call. */
  #tableOf(file: string): ReadonlyMap<string, string> {
    const root = packageOf(file);
    const known = this.#tables.get(root);
    if (known !== undefined) return known;
    const table = new Map<string, string>();
    this.#tables.set(root, table);
    for (const code of codeBelow(root))
      for (const [name, address] of this.#requestsOf(code)?.ofTables ?? []) table.set(name, address);
    return table;
  }
}

function ownerOf({ parent }: ts.Declaration): string {
  return ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent) ? (parent.name?.text ?? "") : "";
}

/** The folder of the package that contains a file. */
function packageOf(file: string): string {
  for (let at = path.dirname(file); path.dirname(at) !== at; at = path.dirname(at))
    if (existsSync(path.join(at, "package.json"))) return at;
  return path.dirname(file);
}

function codeBelow(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.[cm]?js$/.test(name) && !/(^|[\\/])(node_modules|test|tests|examples)[\\/]/.test(name),
  );
  return found
    .sort()
    .slice(0, mostFiles)
    .map((name) => path.join(folder, name));
}
