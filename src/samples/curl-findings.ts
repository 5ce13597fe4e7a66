/** Checks whether curl samples request their own operation. */
import type { Server } from "../api/api.js";
import { nearest } from "../document/text/nearest.js";
import type { Method } from "../naming/surface.js";
import { readCurl } from "../snippets/curl.js";
import type { SnippetRequest } from "../snippets/snippet.js";
import { pathRepair, type RequestedUrl } from "./curl-repairs.js";
import { fault, type SampleFinding } from "./sample-finding.js";

export interface CurlSubject {
  /** The method whose operation the sample illustrates. */
  readonly method: Method;
  readonly methods: readonly Method[];
  /** The servers of the document; an operation's own servers take precedence. */
  readonly servers: readonly Server[];
}

/** A subject with the source of its sample. */
interface Judged extends CurlSubject {
  readonly source: string;
}

/** Returns the findings about one curl sample: at most one about its syntax, and one about its request. */
export function curlFindings(source: string, subject: CurlSubject): readonly SampleFinding[] {
  const { requests, problem } = readCurl(source);
  const written: readonly SampleFinding[] = problem
    ? [
        {
          kind: "unreadable-curl",
          message: `The curl command ${problem.message}.`,
          hint: fault.sample(problem.remedy ?? "correct the command."),
          offset: problem.offset,
        },
      ]
    : [];
  if (requests.length === 0) return problem ? written : [withoutCommand()];
  // Other requests may prepare this one or use its response, so one correct request is enough.
  const judged = requests.map((request) => judge(request, { ...subject, source }, problem !== undefined));
  const requested = judged.includes(undefined) ? undefined : judged[0];
  return requested ? [...written, requested] : written;
}

/**
 * Returns the findings about a shell block that belongs to no operation; undefined if none of its commands contacts a
 * server of the document, since guides also install things.
 */
export function guideCurlFindings(
  source: string,
  { methods, servers }: Omit<CurlSubject, "method">,
): readonly SampleFinding[] | undefined {
  const { requests } = readCurl(source);
  const judged = requests.map((request) => judgeOfGuide(request, { methods, servers, source }));
  return judged.some((one) => one !== "elsewhere")
    ? judged.flatMap((one) => (one === "elsewhere" || one === undefined ? [] : [one]))
    : undefined;
}

function judgeOfGuide(
  request: SnippetRequest,
  { methods, servers, source }: Omit<Judged, "method">,
): SampleFinding | undefined | "elsewhere" {
  const { url, method: verb } = request;
  const [plain = ""] = url.text.split(/[?#]/);
  const paths = serversOfAll(methods, servers).flatMap((server) => behind(plain, server) ?? []);
  if (paths.length === 0) return "elsewhere";
  const there = methods.filter((method) => paths.some((path) => isPathOf(path, method)));
  const [first] = there;
  if (first === undefined) {
    return noOperation({ source, url }, paths[0] ?? plain, methods);
  }
  if (verb === undefined || there.some((method) => verbOf(method) === verb)) return undefined;
  return judgeMethod(request, { method: first, methods, servers });
}

function noOperation(requested: RequestedUrl, shown: string, methods: readonly Method[]): SampleFinding {
  const templates = methods.map(({ operation }) => operation.address.path);
  const isAsLong = (template: string): boolean => template.split("/").length === shown.split("/").length;
  const misspelt = firstRepair(requested, templates.filter(isAsLong));
  const near = misspelt?.template ?? nearest(shown, templates);
  return {
    kind: "wrong-path",
    message: `The curl command requests \`${shown}\`, which no operation has.`,
    hint: fault.sample(near === undefined ? "write the path of an operation." : `did you mean \`${near}\`?`),
    offset: requested.url.offset,
    ...repairWith(misspelt?.repair),
  };
}

/** The first path that the URL misspells, and the repair. */
function firstRepair(
  requested: RequestedUrl,
  templates: readonly string[],
): { readonly template: string; readonly repair: SampleFinding["repair"] } | undefined {
  for (const template of templates) {
    const repair = pathRepair(requested, template, fitsSegment);
    if (repair !== undefined) return { template, repair };
  }
  return undefined;
}

function repairWith(repair: SampleFinding["repair"]): Pick<SampleFinding, "repair"> {
  return repair === undefined ? {} : { repair };
}

function serversOfAll(methods: readonly Method[], servers: readonly Server[]): readonly string[] {
  const own = methods.flatMap(({ operation }) => operation.servers ?? []);
  return [...new Set([...servers, ...own].map(({ url }) => url.replace(lastSlashes, "")))];
}

function withoutCommand(): SampleFinding {
  return {
    kind: "unreadable-curl",
    message: "The sample has no curl command.",
    hint: fault.sample("begin the command with `curl`."),
    offset: 0,
  };
}

/** @param isBroken whether the command may lack options, so that its implied method proves nothing */
function judge(request: SnippetRequest, subject: Judged, isBroken: boolean): SampleFinding | undefined {
  const { method } = subject;
  const requested = requestedBy(request.url.text, serversOf(method, subject));
  if (!requested) return undefined;
  const { shown, paths } = requested;
  const isOwn = paths.some((candidate) => isPathOf(candidate, method));
  if (isOwn) return isBroken && !request.isMethodWritten ? undefined : judgeMethod(request, subject);
  const verb = request.method ?? method.operation.address.method.toUpperCase();
  const other = subject.methods.find(
    (candidate) => verbOf(candidate) === verb && paths.some((one) => isPathOf(one, candidate)),
  );
  if (other) return otherOperation(request, other, method);
  return {
    kind: "wrong-path",
    message: `The curl command requests \`${shown}\`, but the operation is \`${line(method)}\`.`,
    hint: fault.sample(`write \`${method.operation.address.path}\`${serverHint(subject)}.`),
    offset: request.url.offset,
    ...repairWith(pathRepair({ source: subject.source, url: request.url }, method.operation.address.path, fitsSegment)),
  };
}

function judgeMethod(request: SnippetRequest, { method }: CurlSubject): SampleFinding | undefined {
  const wanted = verbOf(method);
  if (request.method === undefined || request.method === wanted) return undefined;
  return {
    kind: "wrong-method",
    message: `The curl command sends ${request.method}${request.isMethodWritten ? "" : ", curl's default here"}, but the operation is \`${line(method)}\`.`,
    hint: fault.sample(`write \`-X ${wanted}\`.`),
    offset: request.methodOffset,
    ...(request.isMethodWritten ? { repair: { length: request.method.length, text: wanted } } : {}),
  };
}

function otherOperation({ url }: SnippetRequest, other: Method, method: Method): SampleFinding {
  return {
    kind: "other-operation",
    message: `The curl command requests \`${line(other)}\`, but belongs to \`${line(method)}\`.`,
    hint: fault.sample(`that request is \`${other.call}\`; write a sample of \`${method.call}\`.`),
    offset: url.offset,
  };
}

/** The lookbehind keeps the search linear in long runs of slashes. */
export const lastSlashes = /(?<!\/)\/+$/;

function verbOf({ operation }: Method): string {
  return operation.address.method.toUpperCase();
}

function line(method: Method): string {
  return `${verbOf(method)} ${method.operation.address.path}`;
}

function serversOf({ operation }: Method, { servers }: CurlSubject): readonly string[] {
  return (operation.servers ?? servers).map(({ url }) => url.replace(lastSlashes, ""));
}

function serverHint(subject: CurlSubject): string {
  const [server] = serversOf(subject.method, subject);
  return server === undefined || server === "" ? "" : ` behind \`${server}\``;
}

/** The most path segments that are compared with those of operations. */
const longestTail = 500;

interface Requested {
  /** The path as written, without the server. */
  readonly shown: string;
  /** The paths of the API that it can mean. */
  readonly paths: readonly string[];
}

/**
 * The path that a URL requests, without its query: the part after a server of the document or, for an unknown host, every
 * suffix of its path, because the API may have any base path there. Undefined if the shell computes the whole URL.
 */
function requestedBy(url: string, servers: readonly string[]): Requested | undefined {
  const [plain = ""] = url.split(/[?#]/);
  if (/^\$[({\w]*[)}]?$/.test(plain)) return undefined;
  for (const server of servers) {
    const rest = behind(plain, server);
    if (rest !== undefined) return { shown: rest, paths: [rest] };
  }
  const { origin, path } = split(plain);
  const isKnown = origin !== "" && servers.some((server) => split(server).origin === origin);
  if (isKnown) return { shown: path, paths: [] };
  const segments = path.split("/").slice(1).slice(-longestTail);
  return { shown: path, paths: segments.map((_, index) => `/${segments.slice(index).join("/")}`) };
}

/** The text after a server's URL, whose variables match anything; undefined if the URL does not begin with it. */
function behind(url: string, server: string): string | undefined {
  const [wanted, given] = [server.split("/"), url.split("/")];
  const begins = server !== "" && wanted.every((segment, index) => fitsSegment(segment, given[index]));
  return begins ? `/${given.slice(wanted.length).join("/")}` : undefined;
}

/** Whether a text matches a template in which each `{name}` stands for at least one character. Runs in linear time. */
function fitsSegment(template: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const [first = "", ...rest] = template.split(/\{[^{}]*\}/);
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length > at && text.endsWith(last);
}

/** A URL's scheme and host, or a placeholder for them, and its path. */
function split(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = "", path = ""] = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*)(.*)$/is.exec(url) ?? [];
  return { origin, path: path === "" ? "/" : path };
}

/** Scheme and host of the first request, or a placeholder for them, unless they are those of a server of the document. */
export function foreignOrigin(source: string, method: Method, servers: readonly Server[]): string | undefined {
  const [first] = readCurl(source).requests;
  if (!first) return undefined;
  const { origin } = split(first.url.text);
  const known = (method.operation.servers ?? servers).some(({ url }) => split(url).origin === origin);
  return origin === "" || known || /[\s"\\`]|\$(?!\{?\w)/.test(origin) ? undefined : origin;
}

/** Whether a path matches an operation's: parameters match any non-empty text, and everything else must be equal. */
export function isPathOf(path: string, { operation }: Method): boolean {
  const [template = ""] = operation.address.path.split("?");
  const wanted = template.replace(lastSlashes, "").split("/");
  const given = decoded(path).replace(lastSlashes, "").split("/");
  return wanted.length === given.length && wanted.every((segment, index) => fitsSegment(segment, given[index]));
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
