/** Whether the request of a curl sample is the one of its operation. */
import type { Server } from "../api/api.js";
import type { Method } from "../naming/surface.js";
import { readCurl } from "../snippets/curl.js";
import type { SnippetRequest } from "../snippets/snippet.js";
import { fault, type SampleFinding } from "./sample-finding.js";

export interface CurlSubject {
  /** The method whose operation the sample illustrates. */
  readonly method: Method;
  readonly methods: readonly Method[];
  /** The servers of the document; an operation's own come before them. */
  readonly servers: readonly Server[];
}

/** The findings about one curl sample: at most one about how it is written, and one about what it requests. */
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
  // What prepares a request or uses its answer stands around it: one that is right is enough.
  const judged = requests.map((request) => judge(request, subject, problem !== undefined));
  const requested = judged.includes(undefined) ? undefined : judged[0];
  return requested ? [...written, requested] : written;
}

function withoutCommand(): SampleFinding {
  return {
    kind: "unreadable-curl",
    message: "The sample holds no curl command.",
    hint: fault.sample("begin the command with `curl`."),
    offset: 0,
  };
}

/** @param isBroken whether options of the command may be missing, so that the method it implies says nothing */
function judge(request: SnippetRequest, subject: CurlSubject, isBroken: boolean): SampleFinding | undefined {
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
    message: `The curl command requests \`${shown}\`, and the operation is \`${line(method)}\`.`,
    hint: fault.sample(`write \`${method.operation.address.path}\`${serverHint(subject)}.`),
    offset: request.url.offset,
  };
}

function judgeMethod(request: SnippetRequest, { method }: CurlSubject): SampleFinding | undefined {
  const wanted = verbOf(method);
  if (request.method === undefined || request.method === wanted) return undefined;
  return {
    kind: "wrong-method",
    message: `The curl command sends ${request.method}${request.isMethodWritten ? "" : ", which is what curl does by itself"}, and the operation is \`${line(method)}\`.`,
    hint: fault.sample(`write \`-X ${wanted}\`.`),
    offset: request.methodOffset,
  };
}

function otherOperation({ url }: SnippetRequest, other: Method, method: Method): SampleFinding {
  return {
    kind: "other-operation",
    message: `The curl command requests \`${line(other)}\`, and stands at \`${line(method)}\`.`,
    hint: fault.sample(`it belongs to \`${other.call}\`; write one for \`${method.call}\`.`),
    offset: url.offset,
  };
}

/** Looks back first: a long run of slashes elsewhere is not read again from each of them. */
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

/** How many segments the path of an operation has at most: more are not compared with any. */
const longestTail = 500;

interface Requested {
  /** The path as it is written, without what stands for the server. */
  readonly shown: string;
  /** The paths that it can mean. */
  readonly paths: readonly string[];
}

/**
 * What a URL requests, without query: what stands behind a server of the document, or, for a host that the document
 * does not know, every tail of its path, since nobody knows where such a host keeps the API.
 * Undefined where the shell makes the whole of it.
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

/** What follows a server's address, whose variables may stand for anything; undefined where a URL does not begin so. */
function behind(url: string, server: string): string | undefined {
  const [wanted, given] = [server.split("/"), url.split("/")];
  const begins = server !== "" && wanted.every((segment, index) => fitsSegment(segment, given[index]));
  return begins ? `/${given.slice(wanted.length).join("/")}` : undefined;
}

/** Whether a text is what a template says, each `{name}` in it standing for one character or more. Never looks back. */
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

/** A URL's scheme and host, or the placeholder that stands for them, and its path. */
function split(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = "", path = ""] = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*)(.*)$/is.exec(url) ?? [];
  return { origin, path: path === "" ? "/" : path };
}

/** Scheme and host of the first request, or what stands for them, where they are not of a server of the document. */
export function foreignOrigin(source: string, method: Method, servers: readonly Server[]): string | undefined {
  const [first] = readCurl(source).requests;
  if (!first) return undefined;
  const { origin } = split(first.url.text);
  const known = (method.operation.servers ?? servers).some(({ url }) => split(url).origin === origin);
  return origin === "" || known || /[\s"\\`]|\$(?!\{?\w)/.test(origin) ? undefined : origin;
}

/** Whether a path is one of an operation's: parameters may be anything but empty, all else must be as it is written. */
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
