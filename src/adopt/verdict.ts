/**
 * Compares a published SDK with the client that is to replace it: for each call, what its callers would notice, and the
 * line of configuration that fixes it.
 */
import type { UnusableInput } from "../diagnostic.js";
import type { FileSet } from "../fileset.js";
import type { Surface } from "../naming/surface.js";
import { CallJudge } from "./calls.js";
import { clientIn, type ClientClass } from "./clients.js";
import type { Difference } from "./difference.js";
import { addressesOf, type Evidence } from "./evidence/addresses.js";
import { SdkPages } from "./evidence/pages.js";
import { goneExports } from "./exports.js";
import { GapFinder, type Gap } from "./gaps.js";
import { openBoth, type ts } from "./program.js";
import { unusable, type Sdk } from "./sdk.js";

export interface CallCounts {
  readonly all: number;
  /** The number of calls whose callers notice nothing, except what is the same in most calls, such as the form of options. */
  readonly fit: number;
  readonly differ: number;
  readonly gone: number;
}

export interface Verdict {
  /** The class that callers construct. */
  readonly className: string;
  readonly calls: CallCounts;
  readonly exports: { readonly all: number; readonly gone: number };
  /** The number of calls with a known address, by evidence. */
  readonly addresses: Readonly<Partial<Record<Evidence, number>>>;
  /** Modules that the SDK's types import and that are not installed: types from them were not compared. */
  readonly missing: readonly string[];
  readonly differences: readonly Difference[];
}

/** A generated client in layout `package`. */
export interface JudgedClient {
  readonly surface: Surface;
  readonly files: FileSet;
  /** The addresses of all operations of its document. */
  readonly documented: readonly string[];
}

/** @throws UnusableInput if the SDK exports no class with calls */
export function judge(sdk: Sdk, { surface, files, documented }: JudgedClient): Verdict {
  const { checker, before, after, missing } = openBoth(sdk.entry, files);
  const old = clientIn(checker, before);
  if (old === undefined || old.calls.size === 0) throw noClient(sdk);
  const now = clientIn(checker, after, surface.client.className);
  if (now === undefined) throw new Error("the generated package exports no client");
  const pairs = new TypePairs();
  const finder = new GapFinder(checker, (was, is) => {
    pairs.add(was, is);
  });
  const addresses = addressesOf(old.calls.values(), sdk.listed, documented);
  const calls = new CallJudge(old, now, { addresses, surface, finder, pages: new SdkPages(checker), checker });
  const each = [...old.calls.values()].map((call) => ({ isCall: calls.isCall(call), found: calls.judge(call) }));
  const options = finder.gaps(old.constructors, now.constructors, "argument").map((gap) => optionGap(gap, old.name));
  const exported = goneExports(checker, { before, after, old, now }, pairs.names, surface);
  return {
    className: old.name,
    calls: counts(each.filter(({ isCall }) => isCall).map(({ found }) => found)),
    exports: exported.counts,
    addresses: counted([...addresses.values()].map(({ evidence }) => evidence)),
    missing,
    differences: [
      ...each.flatMap(({ found }) => found),
      ...withCredential(options, surface, optionsOf(checker, old)),
      ...exported.differences,
    ],
  };
}

function counts(calls: readonly (readonly Difference[])[]): CallCounts {
  const left = calls.filter((found) => !found.some(isGone));
  const formOf = ({ subject: _, ...form }: Difference): string => JSON.stringify(form);
  const numbers = counted(left.flatMap((found) => [...new Set(found.map(formOf))]));
  const isCommon = (one: Difference): boolean => (numbers[formOf(one)] ?? 0) > left.length / 2;
  const fit = left.filter((found) => found.every(isCommon)).length;
  return { all: calls.length, fit, differ: left.length - fit, gone: calls.length - left.length };
}

function isGone({ kind }: Difference): boolean {
  return kind === "call-gone" || kind === "call-second-name";
}

function optionGap({ kind, part: _, position: __, ...rest }: Gap, className: string): Difference {
  return { kind: `option-${kind}`, subject: `new ${className}`, ...rest };
}

/** Whether the name of an option marks it as a credential for calls. */
const CREDENTIAL = /api_?key|token|secret|^auth|bearer/i;

/** If exactly one credential of the SDK is missing, and the client has exactly one under another name, they are the same. */
function withCredential(
  options: readonly Difference[],
  { client }: Surface,
  known: ReadonlySet<string>,
): readonly Difference[] {
  const [first, ...others] = options.filter(
    ({ kind, path = "" }) => kind === "option-gone" && CREDENTIAL.test(path) && !/webhook/i.test(path),
  );
  const [credential, ...more] = client.credentials.filter(({ option }) => !known.has(option));
  if (first?.path === undefined || credential === undefined || others.length + more.length > 0) return options;
  const fix = { key: "credentials", entry: credential.scheme.name, value: first.path } as const;
  return options.map((one) => (one === first ? { ...one, mend: fix } : one));
}

function optionsOf(checker: ts.TypeChecker, { constructors }: ClientClass): ReadonlySet<string> {
  const types = constructors.flatMap(({ parameters }) =>
    parameters.slice(0, 1).map((one) => checker.getTypeOfSymbol(one)),
  );
  const properties = types.flatMap((type) => checker.getPropertiesOfType(checker.getNonNullableType(type)));
  return new Set(properties.map(({ name }) => name));
}

/** Counts how often two names of types correspond to each other. */
class TypePairs {
  readonly #votes = new Map<string, Map<string, number>>();

  add(was: string, is: string): void {
    if (was === "" || is === "") return;
    const votes = this.#votes.get(was) ?? new Map<string, number>();
    this.#votes.set(was, votes.set(is, (votes.get(is) ?? 0) + 1));
  }

  /** For each earlier name, the later name that corresponds to it most often. */
  get names(): ReadonlyMap<string, string> {
    const best = [...this.#votes].map(([was, votes]) => {
      const [first] = [...votes].sort(([, one], [, other]) => other - one);
      return [was, first?.[0] ?? ""] as const;
    });
    return new Map(best);
  }
}

function counted<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const found: Partial<Record<Key, number>> = {};
  for (const key of keys) found[key] = (found[key] ?? 0) + 1;
  return found;
}

function noClient({ folder }: Sdk): UnusableInput {
  return unusable(
    folder,
    "adopt/no-client",
    "The package exports no client class with methods.",
    "Callwright cannot compare an SDK made of functions; docs/migrate shows how to move its calls.",
  );
}
