/** Two surfaces in, judged changes out. */
import { createHash } from "node:crypto";
import type { Pointer } from "../diagnostic.js";
import { addressText } from "../document/address.js";
import { pointerOf } from "../document/pointer.js";
import { methodsOf } from "../naming/changes.js";
import type { Method } from "../naming/surface.js";
import { blanked, compareCalls } from "./calls.js";
import {
  judgeCall,
  judgeSchema,
  LEVELS,
  STEPS,
  worse,
  worst,
  type CallChangeKind,
  type ChangeKind,
  type Level,
  type Promises,
  type Step,
  type Verdict,
} from "./judge.js";
import { createComparer, type SchemaChange } from "./schemas.js";
import { compareChoices } from "./servers.js";
import type { Side } from "./side.js";
import { mediaWhole } from "./wholes.js";

/** One change, with every call that it reaches. */
export interface Change extends Verdict {
  readonly kind: ChangeKind;
  /** Names of calls, by their earlier name where they have two; none where it is about the package. */
  readonly calls: readonly string[];
  readonly subject: string;
  /** Completes the subject to a sentence. */
  readonly text: string;
  /** Twelve hexadecimal digits over its content, never its lines: what an accepted change is known by. */
  readonly fingerprint: string;
  /** In the later document. */
  readonly pointer: Pointer;
}

export interface Changes {
  readonly wire: Level;
  readonly source: Level;
  /** The least step of the version that tells callers. */
  readonly next: Step;
  /** The worst first, then in the order of the document. */
  readonly changes: readonly Change[];
}

/** @param promises what the owner of the API says of all of it */
export function compareSurfaces(before: Side, after: Side, promises: Promises = {}): Changes {
  const found = collection(promises);
  const comparer = createComparer();
  const pairs = pairCalls(methodsOf(before.surface), methodsOf(after.surface));
  for (const { before: old, after: now } of pairs.both) {
    const calls = old.call === now.call ? [now.call] : [old.call, now.call];
    compareCalls({
      before: old,
      after: now,
      sides: { before, after },
      comparer,
      sink: found.sinkFor(calls, now.operation.pointer),
    });
  }
  for (const { call, operation } of pairs.gone)
    found.sinkFor([call]).say("call-removed", call, `is gone (${addressText(operation.address)})`);
  for (const { call, operation } of pairs.come)
    found.sinkFor([call]).say("call-added", call, "is new", operation.pointer);
  compareWebhooks(before, after, found, comparer);
  comparePackage(before, after, found);
  if (comparer.isExhausted)
    found.sinkFor([]).say("too-large", "the document", "has too many schemas to compare them all");
  return summary(found.changes());
}

/** The names of every call that both sides have. */
export function callPairs(before: Side, after: Side): readonly { readonly before: string; readonly after: string }[] {
  const { both } = pairCalls(methodsOf(before.surface), methodsOf(after.surface));
  return both.map((pair) => ({ before: pair.before.call, after: pair.after.call }));
}

/** Changes as they are found; the same change of a shared schema is one, judged by its worst use. */
function collection(promises: Promises) {
  const found = new Map<string, Omit<Change, "fingerprint" | "calls"> & { readonly calls: Set<string> }>();

  function add(
    calls: readonly string[],
    kind: ChangeKind,
    verdict: Verdict,
    subject: string,
    text: string,
    pointer: Pointer,
  ) {
    const key = [kind, subject, text].join("\n");
    const known = found.get(key);
    const all = new Set([...(known?.calls ?? []), ...calls]);
    found.set(key, {
      kind,
      subject,
      text,
      pointer: known?.pointer ?? pointer,
      ...(known ? worst(known, verdict) : verdict),
      calls: all,
    });
  }

  return {
    /** @param home where a change stands whose schema was first read without its place */
    sinkFor: (calls: readonly string[], home: Pointer = "#") => ({
      say: (kind: CallChangeKind, subject: string, text: string, pointer: Pointer = "#") => {
        add(calls, kind, judgeCall(kind), subject, text, pointer);
      },
      schema: (changes: readonly SchemaChange[]) => {
        for (const { kind, use, subject, text, after } of changes)
          add(
            calls,
            kind,
            judgeSchema(kind, use, promises),
            subject === "argument " ? "the body" : subject.replace("argument .", "argument "),
            text,
            isPlaced(after) ? after : home,
          );
      },
    }),
    changes: (): readonly Change[] =>
      [...found.entries()].map(([key, change]) => ({
        ...change,
        calls: [...change.calls],
        fingerprint: fingerprint(key, change.calls),
      })),
  };
}

function isPlaced(pointer: Pointer | undefined): pointer is Pointer {
  return pointer !== undefined && /^#\/(?:paths|components|webhooks)\//.test(pointer);
}

type Collection = ReturnType<typeof collection>;

function fingerprint(content: string, calls: ReadonlySet<string>): string {
  const named = [...calls].sort().join(",");
  return createHash("sha256").update(`${content}\n${named}`).digest("hex").slice(0, 12);
}

interface Pairs {
  readonly both: readonly { readonly before: Method; readonly after: Method }[];
  readonly gone: readonly Method[];
  readonly come: readonly Method[];
}

/** Pairs calls by their address without the names of placeholders, and those left over by their call. */
function pairCalls(before: readonly Method[], after: readonly Method[]): Pairs {
  const addressOf = ({ operation }: Method) => blanked(addressText(operation.address));
  // An operation may have several calls, which must not be taken for each other.
  const same = pairBy(before, after, (method) => `${addressOf(method)} ${method.call}`);
  const byAddress = pairBy(same.gone, same.come, addressOf);
  const byCall = pairBy(byAddress.gone, byAddress.come, ({ call }) => call);
  const both = new Map([...same.both, ...byAddress.both, ...byCall.both].map((pair) => [pair.before, pair]));
  return { ...byCall, both: before.flatMap((method) => both.get(method) ?? []) };
}

function pairBy(before: readonly Method[], after: readonly Method[], keyOf: (method: Method) => string): Pairs {
  const left = new Map(after.map((method) => [keyOf(method), method]));
  const both = before.flatMap((method) => {
    const other = left.get(keyOf(method));
    left.delete(keyOf(method));
    return other === undefined ? [] : [{ before: method, after: other }];
  });
  const [olds, nows] = [new Set(both.map((pair) => pair.before)), new Set(both.map((pair) => pair.after))];
  return {
    both,
    gone: before.filter((method) => !olds.has(method)),
    come: after.filter((method) => !nows.has(method)),
  };
}

function compareWebhooks(
  before: Side,
  after: Side,
  found: Collection,
  comparer: ReturnType<typeof createComparer>,
): void {
  const others = new Map(after.api.webhooks.map((hook) => [`${hook.name} ${hook.method}`, hook]));
  for (const hook of before.api.webhooks) {
    const now = others.get(`${hook.name} ${hook.method}`);
    others.delete(`${hook.name} ${hook.method}`);
    const sink = found.sinkFor([]);
    if (now === undefined) {
      sink.say("webhook-removed", `webhook ${hook.name}`, "is gone");
      continue;
    }
    const owner = pointerOf("webhooks", hook.name, hook.method, "requestBody");
    for (const type of hook.media) {
      const wholes = [mediaWhole(before.document, owner, type), mediaWhole(after.document, owner, type)] as const;
      sink.schema(comparer.changes(...wholes, "answer", `webhook ${hook.name}`));
    }
  }
  for (const hook of others.values())
    found.sinkFor([]).say("webhook-added", `webhook ${hook.name}`, "is new", pointerOf("webhooks", hook.name));
}

function comparePackage(before: Side, after: Side, found: Collection): void {
  const sink = found.sinkFor([]);
  const [old, now] = [before.surface.client, after.surface.client];
  if (old.className !== now.className)
    sink.say("client-renamed", old.className, `is ${now.className} now`, "#/info/title");
  const options = new Set(now.credentials.flatMap(({ option, passwordOption }) => [option, passwordOption]));
  for (const option of old.credentials.flatMap((credential) => [credential.option, credential.passwordOption]))
    if (option !== undefined && !options.has(option))
      sink.say("option-removed", `client option ${option}`, "is gone", "#/components/securitySchemes");
  compareChoices(before, after, sink);
  const models = new Set(after.surface.models.map(({ name }) => name));
  for (const { name, component } of before.surface.models)
    if (component !== undefined && !models.has(name))
      sink.say("model-removed", `model ${name}`, "is gone", "#/components/schemas");
}

function summary(changes: readonly Change[]): Changes {
  const weight = ({ wire, source }: Change) => Math.max(LEVELS.indexOf(wire), LEVELS.indexOf(source));
  return {
    wire: changes.reduce<Level>((level, change) => worse(LEVELS, level, change.wire), "safe"),
    source: changes.reduce<Level>((level, change) => worse(LEVELS, level, change.source), "safe"),
    next: changes.reduce<Step>((step, change) => worse(STEPS, step, change.next), "none"),
    changes: [...changes].sort((one, other) => weight(other) - weight(one)),
  };
}
