/**
 * The verbs of calls, in one table: every rule about a verb reads it here.
 *
 * A verb is judged by the first word of a method's name: `listEvents` is a `list`.
 */
import type { HttpMethod } from "../../api/api.js";
import { words } from "../identifiers.js";

export interface Verb {
  readonly word: string;
  /** The HTTP methods that it fits. Without this, nothing is known of it, and no method speaks for or against it. */
  readonly fits?: readonly HttpMethod[];
  /** The HTTP methods that no API uses for it. */
  readonly contradicts?: readonly HttpMethod[];
  /** The HTTP methods that it is the convention's verb of, on one thing. */
  readonly conventionFor?: readonly HttpMethod[];
  /** How the path of such an operation ends: `list` belongs to a collection, `retrieve` to an item. */
  readonly pathEnd?: "collection" | "item";
  /** The verb that most APIs write for the same thing. A document that has both is told so. */
  readonly synonymOf?: string;
  /** Whether it says only what HTTP method and path say; `generate` in `images.generate` says more. */
  readonly isPlain?: boolean;
  /** Whether a path segment that starts with it is an action (`/keys/{id}/rotate`) and names no resource. */
  readonly isAction?: boolean;
}

const ACTIONS =
  "abort accept acknowledge activate apply approve archive assign attach authorize authenticate ban block bulk calculate call " +
  "cancel capture change check claim clear clone close commit compare complete compute confirm connect convert copy count deactivate " +
  "decline decrypt deploy detach diff disable disconnect dismiss download duplicate enable encrypt estimate evaluate execute " +
  "expire export extend finalize fork generate grant hide ignore import increment index initiate invalidate invite invoke " +
  "join kill launch leave link load lock login logout lookup make mark merge migrate move mute notify open pause pay pin " +
  "ping poll predict preview promote provision publish purge query reactivate rebuild redeem refresh refund regenerate register " +
  "reindex reject release reload rename render renew reopen reorder reply reprocess rerun resend reset resolve restart " +
  "restore resume retry revert revoke rollback rotate run save scan search select send share sign signin signout signup " +
  "simulate skip snooze star start stop submit subscribe summarize suspend switch sync terminate test toggle track transfer trigger " +
  "unarchive unassign unban unblock unfollow unlink unlock unmute unpin unpublish unstar unsubscribe unsuspend upgrade " +
  "upload upsert validate verify view void vote watch whoami withdraw";

const READS: readonly HttpMethod[] = ["get", "head"];
const MAKES: readonly HttpMethod[] = ["post", "put"];
const CHANGES: readonly HttpMethod[] = ["put", "patch", "post"];
const REMOVES: readonly HttpMethod[] = ["delete"];

/** POST contradicts nothing: APIs use it for everything. */
const NOT_READS: readonly HttpMethod[] = ["delete", "patch"];
const NOT_WRITES: readonly HttpMethod[] = ["get", "delete"];

// prettier-ignore
export const VERBS: readonly Verb[] = [
  { word: "list", fits: READS, contradicts: NOT_READS, pathEnd: "collection", isPlain: true, isAction: true },
  { word: "retrieve", fits: READS, contradicts: NOT_READS, conventionFor: ["get"], pathEnd: "item", isPlain: true, isAction: true },
  // Too many APIs have `get` beside `retrieve` for that to be worth a finding: no synonym.
  { word: "get", fits: READS, contradicts: NOT_READS, isPlain: true, isAction: true },
  { word: "fetch", fits: READS, contradicts: NOT_READS, synonymOf: "retrieve", isAction: true },
  { word: "find", fits: READS },
  { word: "show", fits: READS, isAction: true },
  { word: "read", fits: READS, isAction: true },
  { word: "create", fits: MAKES, contradicts: NOT_WRITES, conventionFor: ["post"], isPlain: true },
  { word: "add", fits: MAKES, isAction: true },
  { word: "insert", fits: MAKES, isAction: true },
  { word: "new", fits: MAKES },
  { word: "post", fits: MAKES },
  { word: "update", fits: CHANGES, contradicts: NOT_WRITES, conventionFor: ["put", "patch"], pathEnd: "item", isPlain: true, isAction: true },
  { word: "replace", fits: CHANGES, isPlain: true, isAction: true },
  { word: "modify", fits: CHANGES },
  { word: "edit", fits: CHANGES },
  { word: "patch", fits: CHANGES },
  { word: "put", fits: CHANGES },
  { word: "set", fits: CHANGES, isAction: true },
  { word: "delete", fits: REMOVES, contradicts: ["get"], conventionFor: ["delete"], pathEnd: "item", isPlain: true },
  { word: "del", fits: REMOVES, contradicts: ["get"], synonymOf: "delete", pathEnd: "item", isPlain: true },
  { word: "destroy", fits: REMOVES, contradicts: ["get"], synonymOf: "delete" },
  { word: "remove", fits: REMOVES, isAction: true },
  ...ACTIONS.split(" ").map((word) => ({ word, isAction: true })),
];

const byWord: ReadonlyMap<string, Verb> = new Map(VERBS.map((verb) => [verb.word, verb]));

/** The table's entry for the verb that a method's name starts with: `listEvents`, but neither `listing` nor `Lists`. */
export function verbOf(name: string): Verb | undefined {
  return byWord.get(/^[a-z]+(?=[A-Z]|$)/.exec(name)?.[0] ?? "");
}

/** Whether a whole name is a verb that says only what HTTP method and path say. */
export function isPlainVerb(name: string): boolean {
  return byWord.get(name)?.isPlain === true;
}

/** Whether a verb says what no HTTP method says: `upsert`, `archive`. */
export function isActionVerb(word: string): boolean {
  const verb = byWord.get(word);
  return verb?.isAction === true && verb.fits === undefined && verb.conventionFor === undefined;
}

/** Whether a path segment, in whatever spelling, starts with a verb that makes it an action. */
export function isAction(segment: string): boolean {
  return byWord.get(words(segment)[0] ?? "")?.isAction === true;
}

const byMethod: ReadonlyMap<string, string> = new Map(
  VERBS.flatMap(({ word, conventionFor = [] }) => conventionFor.map((method) => [method, word] as const)),
);

/** The convention's verb of an HTTP method on one thing; a method without one, `head` or `options`, is its own verb. */
export function conventionalVerb(method: HttpMethod): string {
  return byMethod.get(method) ?? method;
}

/** Two verbs for one thing, the usual one first. */
export const SYNONYMS: readonly (readonly [usual: string, other: string])[] = VERBS.flatMap(({ word, synonymOf }) =>
  synonymOf === undefined ? [] : [[synonymOf, word] as const],
);
