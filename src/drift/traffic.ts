/** Recorded traffic, as HAR 1.2 or as lines of JSON. Headers are never read beyond the media type. */

/** One request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  /** Media type of the answer without its parameters; undefined where it had none. */
  readonly type: string | undefined;
  /** The answer as JSON; undefined where it is none, or was not recorded. */
  readonly body: unknown;
  /** What was sent; absent where nothing was, or was not recorded. */
  readonly sent?: Content;
}

/** Content with its media type. */
interface Content {
  /** Without its parameters; undefined where nothing says it. */
  readonly type: string | undefined;
  /** As JSON; undefined where it is none. */
  readonly body: unknown;
}

export interface Traffic {
  readonly exchanges: readonly Exchange[];
  /** Entries that could not be read. */
  readonly unread: number;
}

/** Reads a HAR file or lines of JSON, as `callwright/record` writes them; undefined where a text is neither. */
export function readTraffic(text: string): Traffic | undefined {
  const whole = parsed(text);
  const entries = member(member(whole, "log"), "entries");
  if (Array.isArray(entries)) return trafficOf(entries.map(fromHar));
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const traffic = trafficOf(lines.map((line) => fromLine(parsed(line))));
  return traffic.exchanges.length > 0 || lines.length === 0 ? traffic : undefined;
}

function trafficOf(found: readonly (Exchange | undefined)[]): Traffic {
  const exchanges = found.filter((one) => one !== undefined);
  return { exchanges, unread: found.length - exchanges.length };
}

function fromLine(line: unknown): Exchange | undefined {
  const sent = member(line, "request");
  return exchange(
    [member(line, "method"), member(line, "url"), member(line, "status")],
    contentOf(member(line, "type"), member(line, "body")),
    sent === undefined ? undefined : contentOf(member(sent, "type"), member(sent, "body")),
  );
}

/** @see http://www.softwareishard.com/blog/har-12-spec/#entries */
function fromHar(entry: unknown): Exchange | undefined {
  const [request, response] = [member(entry, "request"), member(entry, "response")];
  const sent = member(request, "postData");
  return exchange(
    [member(request, "method"), member(request, "url"), member(response, "status")],
    harContent(member(response, "content")),
    sent === undefined ? undefined : harContent(sent),
  );
}

function harContent(content: unknown): Content {
  const [text, encoding, type] = [member(content, "text"), member(content, "encoding"), member(content, "mimeType")];
  const plain = encoding === "base64" ? Buffer.from(String(text), "base64").toString("utf8") : text;
  return contentOf(type, typeof plain === "string" && isJson(type) ? parsed(plain) : undefined);
}

function contentOf(type: unknown, body: unknown): Content {
  const plain = typeof type === "string" ? (type.split(";")[0] ?? "").trim().toLowerCase() : "";
  return { type: plain === "" || plain === "x-unknown" ? undefined : plain, body };
}

function exchange(
  [method, url, status]: readonly unknown[],
  answered: Content,
  sent: Content | undefined,
): Exchange | undefined {
  if (typeof method !== "string" || typeof url !== "string" || typeof status !== "number") return undefined;
  if (!URL.canParse(url) || status < 100) return undefined;
  const shared = { method: method.toUpperCase(), url: new URL(url), status, ...answered };
  return sent === undefined ? shared : { ...shared, sent };
}

function isJson(type: unknown): boolean {
  return typeof type === "string" && /[/+]json\s*(;|$)/i.test(type);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
