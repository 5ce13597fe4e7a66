/** Reads curl commands: the HTTP method and the URL of each request (options as in the manual of curl 8). */
import { readScript, type Word } from "./shell.js";
import type { Snippet, SnippetProblem, SnippetRequest } from "./snippet.js";

/** Single-letter options that take a value. */
const shortWithValue = new Set("AbcCdDeEFhHKmoPQrtTuUwxXyYz");
/** Long options without a value; listed because they are fewer than those with one. */
const longWithoutValue = new Set(
  (
    "anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest disable disable-eprt disable-epsv " +
    "disallow-username-in-url fail fail-early fail-with-body false-start form-escape ftp-create-dirs get globoff haproxy-protocol head " +
    "http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6 " +
    "junk-session-cookies list-only location location-trusted negotiate netrc netrc-optional next no-alpn no-buffer no-clobber " +
    "no-keepalive no-npn no-progress-meter no-sessionid ntlm ntlm-wb parallel parallel-immediate path-as-is post301 post302 post303 " +
    "progress-bar proxy-anyauth proxy-basic proxy-digest proxy-insecure proxytunnel raw remote-header-name remote-name " +
    "remote-name-all remote-time remove-on-error retry-all-errors retry-connrefused sasl-ir show-error show-headers silent ssl ssl-reqd " +
    "sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding " +
    "trace-ids trace-time use-ascii verbose version xattr no-location no-compressed no-fail no-silent"
  ).split(" "),
);
/** Options that give curl a body, and thus make it send POST. */
const data = /^(?:d|data|data-raw|data-binary|data-urlencode|data-ascii|F|form|form-string|json)$/;

/** Reads the curl commands of a shell script; skips all other commands. */
export function readCurl(source: string): Snippet {
  const script = readScript(source);
  const requests: SnippetRequest[] = [];
  let problem: SnippetProblem | undefined = script.unclosed && {
    message: `has a quote (${script.unclosed.quote}) that is never closed`,
    remedy: "close the quote.",
    offset: script.unclosed.offset,
  };
  let previous: readonly Word[] | undefined;
  for (const command of script.commands) {
    const words = curlWords(command);
    if (words) requests.push(...readCommand(words));
    else if (previous && /^-/.test(command[0]?.text.trimStart() ?? "")) problem ??= brokenOff(command);
    previous = words ?? previous;
    if (words && !problem && !hasUrl(words)) problem = withoutUrl(command);
  }
  return { calls: [], clients: [], requests, ...(problem ? { problem } : {}) };
}

function brokenOff([first]: readonly Word[]): SnippetProblem {
  return {
    message: `ends before \`${first?.text.trim() ?? ""}\`: the line above does not end in \`\\\``,
    remedy: "end the line above with a backslash, and nothing after it.",
    offset: first?.offset ?? 0,
  };
}

function withoutUrl([first]: readonly Word[]): SnippetProblem {
  return { message: "names no URL", remedy: "add the URL.", offset: first?.offset ?? 0 };
}

function hasUrl(words: readonly Word[]): boolean {
  return readCommand(words).length > 0 || words.some(({ text }) => text === "--config" || text === "-K");
}

/** The words after `curl`, ignoring prompts, assignments and `sudo` before it; undefined for other commands. */
function curlWords(command: readonly Word[]): readonly Word[] | undefined {
  const start = command.findIndex(({ text }) => !/^(?:[$%>#]|\w+=.*|sudo|time|exec)$/s.test(text));
  const [name, ...words] = command.slice(Math.max(start, 0));
  return name && /^(?:.*[/\\])?curl(?:\.exe)?$/.test(name.text) ? words : undefined;
}

interface Option {
  readonly name: string;
  readonly value: Word | undefined;
}

function readCommand(words: readonly Word[]): readonly SnippetRequest[] {
  const options: Option[] = [];
  const urls: Word[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) continue;
    const read = optionsOf(word, words[index + 1]);
    if (!read) {
      if (word.text.trim() !== "") urls.push(word);
      continue;
    }
    options.push(...read.options);
    if (read.takesNext) index += 1;
  }
  for (const { name, value } of options) if (name === "url" && value) urls.push(value);
  const written = options.findLast(({ name }) => name === "X" || name === "request");
  const method = written ? written.value?.text.toUpperCase() : impliedMethod(options);
  return urls.map((url) => ({
    method: method?.includes("$") === true ? undefined : method,
    isMethodWritten: written !== undefined,
    methodOffset: written?.value?.offset ?? url.offset,
    url,
  }));
}

function impliedMethod(options: readonly Option[]): string {
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  if (has("I", "head")) return "HEAD";
  if (has("T", "upload-file")) return "PUT";
  const sends = options.some(({ name }) => data.test(name));
  return sends && !has("G", "get") ? "POST" : "GET";
}

/** The options in one word, such as `-sSXPOST`; undefined for a word without options. */
function optionsOf(
  { text, offset }: Word,
  next: Word | undefined,
): { readonly options: readonly Option[]; readonly takesNext: boolean } | undefined {
  if (!/^-./.test(text) || text === "--") return undefined;
  if (text.startsWith("--")) {
    const name = text.slice(2);
    const takesNext = !longWithoutValue.has(name) && next !== undefined;
    return { options: [{ name, value: takesNext ? next : undefined }], takesNext };
  }
  const options: Option[] = [];
  for (let index = 1; index < text.length; index += 1) {
    const name = text.charAt(index);
    if (!shortWithValue.has(name)) {
      options.push({ name, value: undefined });
      continue;
    }
    const rest = text.slice(index + 1);
    const value = rest === "" ? next : { text: rest, offset: offset + index + 1 };
    return { options: [...options, { name, value }], takesNext: rest === "" };
  }
  return { options, takesNext: false };
}
