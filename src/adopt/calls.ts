/** Judges the calls of an SDK one by one: whether the client has them, and what their callers would notice. */
import { withArgumentNames } from "./arguments.js";
import { bodyByPosition, type BodyByPosition } from "./bodies.js";
import { addressText, blankAddress } from "../document/address.js";
import { methodsOf } from "../naming/changes.js";
import type { Method, Surface } from "../naming/surface.js";
import type { Call, ClientClass } from "./clients.js";
import type { Difference } from "./difference.js";
import type { Found } from "./evidence/addresses.js";
import type { SdkPages } from "./evidence/pages.js";
import type { Gap, GapFinder } from "./gaps.js";
import type { Fix } from "./fixes.js";
import { withPages } from "./pages.js";
import type { ts } from "./program.js";
import { sameByName } from "./similar.js";

/** What is known about the calls of both sides. */
export interface Known {
  /** The known addresses of the SDK's calls. */
  readonly addresses: ReadonlyMap<string, Found>;
  readonly surface: Surface;
  readonly finder: GapFinder;
  readonly pages: SdkPages;
  readonly checker: ts.TypeChecker;
}

export class CallJudge {
  readonly #now: ClientClass;
  readonly #addresses: ReadonlyMap<string, Found>;
  readonly #finder: GapFinder;
  readonly #pages: SdkPages;
  readonly #checker: ts.TypeChecker;
  /** Methods of the client, by their calls and by the addresses of their operations. */
  readonly #methods: ReadonlyMap<string, Method>;
  readonly #byAddress: ReadonlyMap<string, Method>;
  /** Addresses of the SDK's calls, each with its call. */
  readonly #taken = new Map<string, string>();
  readonly #similar: ReadonlyMap<string, Method>;

  constructor(old: ClientClass, now: ClientClass, { addresses, surface, finder, pages, checker }: Known) {
    this.#now = now;
    this.#addresses = addresses;
    this.#finder = finder;
    this.#pages = pages;
    this.#checker = checker;
    const methods = methodsOf(surface);
    this.#methods = new Map(methods.map((method) => [method.call, method]));
    this.#byAddress = new Map(methods.map((method) => [keyOf(method), method]));
    for (const call of old.calls.keys()) {
      const method = this.#methods.get(call);
      if (method && this.#requests(call, method)) this.#taken.set(keyOf(method), call);
    }
    const left = methods.filter((method) => !old.calls.has(method.call) && !this.#taken.has(keyOf(method)));
    const isKnown = ({ path }: Call): boolean => now.calls.has(path) || addresses.get(path)?.isDocumented === true;
    const unknown = [...old.calls.values()].filter((call) => !isKnown(call));
    this.#similar = sameByName(
      unknown.filter((call) => this.isCall(call)).map(({ path }) => path),
      left,
    );
  }

  /** Whether it makes a request; a client's own helpers are not calls. */
  isCall(call: Call): boolean {
    return this.#addresses.has(call.path) || this.#methods.has(call.path) || isRequest(call);
  }

  judge(call: Call): readonly Difference[] {
    const { path } = call;
    const other = this.#now.calls.get(path);
    const found = this.#addresses.get(path);
    if (other === undefined) return [this.#gone(call, found)];
    const method = this.#methods.get(path);
    if (method === undefined) return [];
    if (found !== undefined && !this.#requests(path, method) && this.#byAddress.has(blankAddress(found.address))) {
      const fix = { key: "calls", entry: found.address, value: path } as const;
      const after = addressText(method.operation.address);
      return [{ kind: "call-moved", subject: path, before: found.address, after, mend: fix }];
    }
    const gaps = this.#finder.gaps(call.signatures, other.signatures);
    const body = bodyByPosition(this.#checker, call, method, gaps);
    const differences = callDifferences(gaps, call, method, body);
    const named = withArgumentNames(this.#checker, differences, { call, method, found });
    return withPages(named, method, this.#pages.of(call));
  }

  /** Whether a call of the SDK makes the same request as the client's method of that name, as far as known. */
  #requests(call: string, method: Method): boolean {
    const found = this.#addresses.get(call);
    return found?.isDocumented !== true || blankAddress(found.address) === keyOf(method);
  }

  /** Whether the client has calls below the first name of a call. */
  #hasResource(call: string): boolean {
    const [first = ""] = call.split(".");
    return [...this.#now.calls.keys()].some((path) => path.startsWith(`${first}.`));
  }

  #gone(call: Call, found: Found | undefined): Difference {
    const subject = call.path;
    const method =
      found?.isDocumented === true ? this.#byAddress.get(blankAddress(found.address)) : this.#similar.get(subject);
    if (method === undefined) {
      if (!this.isCall(call)) return { kind: "helper-gone", subject };
      if (found === undefined) return { kind: "call-gone", subject, after: "its request could not be determined" };
      const after = found.isDocumented ? "its operation has no method" : "the document has no such operation";
      return { kind: "call-gone", subject, after };
    }
    const owner = this.#taken.get(keyOf(method));
    const address = addressText(method.operation.address);
    if (owner !== undefined) {
      const second = { kind: "call-second-name", subject, after: owner } as const;
      // A namespace of second names, such as Octokit's `rest`, is one getter; aliases would repeat the whole client.
      if (!this.#hasResource(subject)) return second;
      return { ...second, mend: { key: "aliases", entry: subject, value: address } };
    }
    this.#taken.set(keyOf(method), subject);
    const fix = { key: "calls", entry: address, value: subject } as const;
    return { kind: "call-gone", subject, after: `it is ${method.call} now`, mend: fix };
  }
}

/** Whether a function returns a promise and is not on the client itself, where helpers are. */
function isRequest({ path, isAsync }: Call): boolean {
  return isAsync && path.includes(".");
}

function keyOf({ operation }: Method): string {
  return blankAddress(addressText(operation.address));
}

/** If the SDK takes ids before the object, all missing arguments follow from that. */
function callDifferences(
  gaps: readonly Gap[],
  call: Call,
  method: Method,
  body: BodyByPosition | undefined,
): readonly Difference[] {
  const subject = call.path;
  const fix = gaps.some(isOfArgument) ? positionalFix(call, method) : undefined;
  const kept = gaps.filter((gap) => !(fix && gap.part === "argument") && body?.explains(gap) !== true);
  const differences = kept.map(({ part, kind, position: _, ...rest }): Difference => ({
    kind: `${part}-${kind}`,
    subject,
    ...rest,
  }));
  return [
    ...(fix ? [{ kind: "argument-position", subject, mend: fix } as const] : []),
    ...(body ? [{ kind: "argument-body", subject, after: `\`${body.key}\``, mend: body.mend } as const] : []),
    ...differences,
  ];
}

function isOfArgument({ part, position }: Gap): boolean {
  return part === "argument" && position === 0;
}

/** The configuration for ids that precede the object in the SDK but are part of it in the client. */
function positionalFix({ signatures }: Call, method: Method): Fix | undefined {
  const ids = (method.operation.address.path.match(/\{/g) ?? []).length;
  const given = Math.min(ids, Math.max(...signatures.map(idsInFront)));
  const forms = [method.positional, method.lastPositional].map(
    (form) => form?.names.filter((name) => name !== method.body?.key).length,
  );
  if (given === 0 || forms.includes(given)) return undefined;
  return { key: "positional", value: given === 1 && ids > 1 ? "last" : "all" };
}

function idsInFront({ parameters }: Call["signatures"][number]): number {
  const index = parameters.findIndex((parameter) => !isPlainParameter(parameter));
  return index === -1 ? parameters.length : index;
}

/** Whether a parameter is declared as a string or a number. */
function isPlainParameter({ valueDeclaration }: Call["signatures"][number]["parameters"][number]): boolean {
  const text = valueDeclaration?.getText() ?? "";
  return /:\s*(string|number)(\s*\|\s*(string|number|null|undefined))*$/.test(text);
}
