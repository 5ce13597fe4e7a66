/**
 * Reads the calls of a Python sample. Splits the source into tokens, which is enough to skip strings and comments, and
 * looks for dotted names before a parenthesis; indentation and expressions do not matter.
 */
import type { ArgumentKind, Snippet, SnippetCall, SnippetClient } from "./snippet.js";

/** An unclosed string ends at its line end, so that its end is not searched for repeatedly. */
const token = /("""|''')[\s\S]*?(?:\1|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#[^\n]*|[A-Za-z_]\w*|[^\S\n]+|\n|./g;
const otherModules =
  /^(?:os|sys|json|io|pathlib|asyncio|typing|datetime|time|base64|requests|httpx|re|uuid|dotenv|websockets?|pydantic|logging)(?:\.|$)/;
const otherNames = new Set(
  "os sys json io Path asyncio time base64 requests httpx re uuid datetime websocket websockets logging response".split(
    " ",
  ),
);

interface Known {
  readonly imports: Imports;
  readonly clients: Set<string>;
  /** Names that are assigned something other than a client. */
  readonly others: ReadonlySet<string>;
}

interface Imports {
  readonly packages: Map<string, string>;
  readonly modules: Set<string>;
}

/** Reads one sample. Never throws: text that is not Python has no calls. */
export function readPython(source: string): Snippet {
  const tokens = tokensOf(source);
  const imports = readImports(tokens);
  const clients: SnippetClient[] = [];
  const known: Known = { imports, clients: new Set(), others: assignedNames(tokens) };
  const calls: SnippetCall[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const chain = chainAt(tokens, at);
    if (!chain) continue;
    const client = madeClient(tokens, chain, imports);
    if (client) {
      clients.push(client);
      if (client.variable !== undefined) known.clients.add(client.variable);
    } else {
      calls.push(...callOn(tokens, chain, known));
    }
    at = chain.end - 1;
  }
  const declared = calls.filter((call) => call.undeclared === undefined);
  return { calls: declared.length > 0 ? declared : calls, clients, requests: [] };
}

function tokensOf(source: string): readonly string[] {
  return (source.match(token) ?? []).filter((text) => !text.startsWith("#") && !/^[^\S\n]+$/.test(text));
}

interface Chain {
  readonly start: number;
  readonly names: readonly string[];
  /** The index after the last name. */
  readonly end: number;
}

/** A dotted name that is called. */
function chainAt(tokens: readonly string[], start: number): Chain | undefined {
  if (!isName(tokens[start]) || tokens[start - 1] === ".") return undefined;
  const names = [tokens[start] ?? ""];
  let end = start + 1;
  while (tokens[end] === "." && isName(tokens[end + 1])) {
    names.push(tokens[end + 1] ?? "");
    end += 2;
  }
  return tokens[end] === "(" ? { start, names, end } : undefined;
}

function isName(text: string | undefined): boolean {
  return text !== undefined && /^[A-Za-z_]/.test(text);
}

function readImports(tokens: readonly string[]): Imports {
  const imports: Imports = { packages: new Map(), modules: new Set() };
  const lines = tokens
    .join(" ")
    .split("\n")
    .map((line) => line.trim().replace(/ \. /g, "."));
  for (const line of lines) {
    const from = /^from ([\w.]+) import (.+)$/.exec(line);
    for (const name of from?.[2]?.split(",") ?? []) imports.packages.set(lastWord(name), from?.[1] ?? "");
    const whole = /^import ([\w.]+)(?: as (\w+))?$/.exec(line);
    if (whole) imports.modules.add(whole[2] ?? whole[1] ?? "");
  }
  return imports;
}

function lastWord(text: string): string {
  return text.replace(/[()]/g, "").trim().split(/\s+/).at(-1) ?? "";
}

/** `client = Portkey(…)` or `client = portkey_ai.Portkey(…)`: class names begin with a capital letter. */
function madeClient(tokens: readonly string[], chain: Chain, imports: Imports): SnippetClient | undefined {
  const className = chain.names.at(-1) ?? "";
  const isClass =
    /^[A-Z]/.test(className) &&
    chain.names.length <= 2 &&
    (chain.names.length === 1 || imports.modules.has(chain.names[0] ?? ""));
  const from = imports.packages.get(className) ?? (chain.names.length > 1 ? chain.names[0] : undefined);
  if (!isClass || from === undefined || otherModules.test(from)) return undefined;
  const variable =
    tokens[chain.start - 1] === "=" && isName(tokens[chain.start - 2]) ? tokens[chain.start - 2] : undefined;
  const isContext = variable === undefined ? asVariable(tokens, chain.end) : variable;
  return {
    className,
    ...(isContext === undefined ? {} : { variable: isContext }),
    options: keywords(tokens, chain.end),
    package: from,
  };
}

/** `with Portkey(…) as client:`. */
function asVariable(tokens: readonly string[], open: number): string | undefined {
  const close = closing(tokens, open);
  return tokens[close + 1] === "as" && isName(tokens[close + 2]) ? tokens[close + 2] : undefined;
}

function callOn(tokens: readonly string[], chain: Chain, known: Known): SnippetCall[] {
  const [root = "", ...path] = chain.names;
  const { imports, clients, others } = known;
  const isKnown = clients.has(root) || imports.modules.has(root);
  if (path.length === 0 || otherModules.test(root) || otherNames.has(root) || imports.packages.has(root)) return [];
  if (!isKnown && others.has(root)) return [];
  return [{ path, arguments: argumentKinds(tokens, chain.end), ...(isKnown ? {} : { undeclared: root }) }];
}

/** Every name that is assigned, or bound by a loop, a `with` or a function. */
function assignedNames(tokens: readonly string[]): ReadonlySet<string> {
  const names = tokens.filter(
    (text, at) => isName(text) && (tokens[at + 1] === "=" || /^(?:for|as|def|in)$/.test(tokens[at - 1] ?? "")),
  );
  return new Set(names);
}

function argumentKinds(tokens: readonly string[], open: number): readonly ArgumentKind[] {
  return topLevel(tokens, open).map((argument) =>
    argument[1] === "=" ? "keyword" : argument[0] === "{" ? "object" : "value",
  );
}

function keywords(tokens: readonly string[], open: number): readonly string[] {
  return topLevel(tokens, open).flatMap((argument) =>
    argument[1] === "=" && isName(argument[0]) ? [argument[0] ?? ""] : [],
  );
}

/** The tokens of each argument between matching parentheses. */
function topLevel(tokens: readonly string[], open: number): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  let depth = 0;
  for (const text of tokens.slice(open + 1, closing(tokens, open))) {
    if (text === "\n") continue;
    if (/^[([{]$/.test(text)) depth += 1;
    if (/^[)\]}]$/.test(text)) depth -= 1;
    if (text === "," && depth === 0) found.push([]);
    else found.at(-1)?.push(text);
  }
  return found.filter((argument) => argument.length > 0);
}

function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (/^[([{]$/.test(tokens[at] ?? "")) depth += 1;
    if (/^[)\]}]$/.test(tokens[at] ?? "")) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}
