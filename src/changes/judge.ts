/** What each kind of change does to callers: the table of verdicts, as data. Nothing else decides a level. */

export type Level = "safe" | "risk" | "breaks";
export type Step = "none" | "patch" | "minor" | "major";
/** Who sends the value: the caller, the server in an answer, or the server in a failure. */
export type Use = "request" | "answer" | "failure";

export interface Verdict {
  /** What requests and answers in flight meet. */
  readonly wire: Level;
  /** What code meets that was written against the package. */
  readonly source: Level;
  /** The least step of the version that tells callers. */
  readonly next: Step;
}

const row = (wire: Level, source: Level, next?: Step): Verdict => ({
  wire,
  source,
  next: next ?? stepOf(wire, source),
});

function stepOf(wire: Level, source: Level): Step {
  if (wire === "breaks" || source === "breaks") return "major";
  return "minor";
}

/** Changes of calls, of what carries them, and of the package around them. */
const CALLS = {
  "call-added": row("safe", "safe"),
  "call-removed": row("breaks", "breaks"),
  "call-renamed": row("safe", "breaks"),
  "address-changed": row("breaks", "safe"),
  "argument-renamed": row("safe", "breaks"),
  "argument-added": row("safe", "safe"),
  "argument-added-required": row("breaks", "breaks"),
  "argument-removed": row("risk", "breaks"),
  "argument-required": row("breaks", "breaks"),
  "argument-optional": row("safe", "safe"),
  "style-changed": row("breaks", "safe"),
  // Most servers read a reserved character and its percent-encoding alike (RFC 3986, section 2.2, lets them not).
  "reserved-changed": row("risk", "safe"),
  "body-added": row("safe", "safe"),
  "body-added-required": row("breaks", "breaks"),
  "body-removed": row("risk", "breaks"),
  "body-required": row("breaks", "safe"),
  "body-required-with-keys": row("breaks", "breaks"),
  "body-optional": row("safe", "safe"),
  "body-form-changed": row("safe", "breaks"),
  "media-removed": row("breaks", "safe"),
  "media-added": row("safe", "safe"),
  "media-changed": row("breaks", "breaks"),
  "credential-demanded": row("breaks", "safe"),
  "scopes-demanded": row("breaks", "safe"),
  "server-changed": row("risk", "safe"),
  // A client refuses the name of a server that it does not know.
  "server-removed": row("risk", "breaks"),
  "server-added": row("safe", "safe"),
  "status-changed": row("risk", "safe"),
  "answer-added": row("breaks", "breaks"),
  "answer-widened": row("safe", "breaks"),
  "answer-removed": row("safe", "risk"),
  "answer-replaced": row("breaks", "breaks"),
  "failure-removed": row("safe", "risk"),
  "failure-added": row("safe", "safe"),
  "header-removed": row("risk", "safe"),
  "header-added": row("safe", "safe"),
  "pages-lost": row("safe", "breaks"),
  "pages-changed": row("safe", "risk"),
  "positional-lost": row("safe", "breaks"),
  "option-removed": row("safe", "breaks"),
  "client-renamed": row("safe", "breaks"),
  "model-removed": row("safe", "risk"),
  "webhook-removed": row("risk", "breaks"),
  "webhook-added": row("safe", "safe"),
  "too-large": row("risk", "risk"),
} as const satisfies Readonly<Record<string, Verdict>>;

const SAFE = row("safe", "safe");
const BREAKS = row("breaks", "breaks");

/** Changes of schemas, which mean one thing in what callers send and another in what they receive. */
const SCHEMAS = {
  "type-changed": { request: BREAKS, answer: BREAKS },
  "type-narrowed": { request: BREAKS, answer: SAFE },
  "type-widened": { request: SAFE, answer: BREAKS },
  "integer-from-number": { request: row("breaks", "safe"), answer: SAFE },
  "number-from-integer": { request: SAFE, answer: row("breaks", "safe") },
  "null-added": { request: SAFE, answer: BREAKS },
  "null-removed": { request: BREAKS, answer: SAFE },
  "enum-grown": { request: SAFE, answer: row("risk", "risk") },
  "enum-shrunk": { request: BREAKS, answer: row("safe", "risk") },
  "property-added": { request: SAFE, answer: SAFE },
  "property-added-required": { request: BREAKS, answer: SAFE },
  "property-removed": { request: row("risk", "breaks"), answer: row("risk", "breaks") },
  "property-removed-required": { request: row("risk", "breaks"), answer: BREAKS },
  "property-removed-closed": { request: BREAKS, answer: row("risk", "breaks") },
  "property-required": { request: BREAKS, answer: SAFE },
  "property-optional": { request: SAFE, answer: BREAKS },
  "alternative-added": { request: SAFE, answer: BREAKS },
  "alternative-added-tagged": { request: SAFE, answer: row("risk", "risk") },
  "alternative-removed": { request: BREAKS, answer: row("safe", "risk") },
  "other-keys-refused": { request: row("breaks", "safe"), answer: SAFE },
  "other-keys-gone": { request: BREAKS, answer: row("risk", "breaks") },
  "other-keys-allowed": { request: SAFE, answer: SAFE },
  // An interface of a caller's own fits no type that may have any other key.
  "other-keys-open": { request: row("safe", "risk"), answer: SAFE },
  "other-keys-unnamed": { request: row("safe", "breaks"), answer: row("safe", "breaks") },
  "tag-gone": { request: SAFE, answer: row("safe", "breaks") },
  "tag-added": { request: row("risk", "breaks"), answer: SAFE },
  "tag-changed": { request: BREAKS, answer: BREAKS },
  "free-form-named": { request: row("safe", "breaks"), answer: row("safe", "breaks") },
  "limit-tightened": { request: row("breaks", "safe"), answer: SAFE },
  "limit-loosened": { request: SAFE, answer: row("risk", "safe") },
  "limit-changed": { request: row("breaks", "safe"), answer: row("risk", "safe") },
  "format-changed": { request: row("risk", "safe"), answer: row("risk", "safe") },
  "default-changed": { request: row("risk", "safe", "patch"), answer: row("safe", "safe", "none") },
} as const satisfies Readonly<Record<string, Readonly<Record<"request" | "answer", Verdict>>>>;

export type CallChangeKind = keyof typeof CALLS;
export type SchemaChangeKind = keyof typeof SCHEMAS;
export type ChangeKind = CallChangeKind | SchemaChangeKind;

export const LEVELS: readonly Level[] = ["safe", "risk", "breaks"];
export const STEPS: readonly Step[] = ["none", "patch", "minor", "major"];

export function worse<T>(order: readonly T[], one: T, other: T): T {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

/** The worse of both verdicts, lens by lens. */
export function worst(one: Verdict, other: Verdict): Verdict {
  return {
    wire: worse(LEVELS, one.wire, other.wire),
    source: worse(LEVELS, one.source, other.source),
    next: worse(STEPS, one.next, other.next),
  };
}

export function judgeCall(kind: CallChangeKind): Verdict {
  return CALLS[kind];
}

/** What the owner of an API says of all of it. */
export interface Promises {
  /** Callers expect values that an answer's enumeration does not list yet. */
  readonly openEnums?: boolean;
}

/** Failures are seldom handled by their content, so that no change of one is more than a risk. */
export function judgeSchema(kind: SchemaChangeKind, use: Use, { openEnums = false }: Promises = {}): Verdict {
  if (openEnums && kind === "enum-grown") return SAFE;
  if (use !== "failure") return SCHEMAS[kind][use];
  const { wire, source, next } = SCHEMAS[kind].answer;
  const atMost = (level: Level): Level => (level === "breaks" ? "risk" : level);
  return { wire: atMost(wire), source: atMost(source), next: next === "major" ? "minor" : next };
}
