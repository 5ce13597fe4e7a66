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
  const keys = ["method", "url", "status", "type", "body"].map((key) => member(line, key));
  const [method, url, status, type, body] = keys;
  return exchange(method, url, status, type, body);
}

/** @see http://www.softwareishard.com/blog/har-12-spec/#entries */
function fromHar(entry: unknown): Exchange | undefined {
  const [request, response] = [member(entry, "request"), member(entry, "response")];
  const content = member(response, "content");
  const [text, encoding, type] = [member(content, "text"), member(content, "encoding"), member(content, "mimeType")];
  const plain = encoding === "base64" ? Buffer.from(String(text), "base64").toString("utf8") : text;
  const body = typeof plain === "string" && isJson(type) ? parsed(plain) : undefined;
  return exchange(member(request, "method"), member(request, "url"), member(response, "status"), type, body);
}

function exchange(method: unknown, url: unknown, status: unknown, type: unknown, body: unknown): Exchange | undefined {
  if (typeof method !== "string" || typeof url !== "string" || typeof status !== "number") return undefined;
  if (!URL.canParse(url) || status < 100) return undefined;
  const plain = typeof type === "string" ? (type.split(";")[0] ?? "").trim().toLowerCase() : "";
  const media = plain === "" || plain === "x-unknown" ? undefined : plain;
  return { method: method.toUpperCase(), url: new URL(url), status, type: media, body };
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
