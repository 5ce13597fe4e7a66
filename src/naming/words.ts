/** The little English that naming needs: which words are verbs, and which nouns stand for many. */
import { words } from "./identifiers.js";

/** Verbs that stand at the end of real paths; a tail segment that starts with one is an action. */
const actions = new Set(
  (
    "abort accept acknowledge activate add apply approve archive assign attach authorize authenticate ban block bulk calculate call " +
    "cancel capture check claim clear clone close commit compare complete compute confirm connect convert copy count deactivate " +
    "decline decrypt deploy detach diff disable disconnect dismiss download duplicate enable encrypt estimate evaluate execute " +
    "expire export extend finalize fork generate get grant hide ignore import increment index initiate invalidate invite invoke " +
    "join kill launch leave link list load lock login logout lookup make mark merge migrate move mute notify open pause pay pin " +
    "ping poll preview promote provision publish purge query reactivate read rebuild redeem refresh refund regenerate register " +
    "reindex reject release reload remove rename render renew reopen reorder reply replace reprocess rerun resend reset resolve " +
    "restart restore resume retrieve retry revert revoke rollback rotate run save scan search select send set share show sign " +
    "signin signout signup simulate skip snooze star start stop submit subscribe suspend switch sync terminate test toggle track " +
    "transfer trigger unarchive unassign unban unblock unfollow unlink unlock unmute unpin unpublish unstar unsubscribe " +
    "unsuspend update upgrade upload upsert validate verify view void vote watch whoami withdraw"
  ).split(" "),
);

/** Final segments of a GET that name one thing relative to the caller or the collection. */
const relatives = new Set(["me", "self", "current", "latest", "whoami", "stats", "summary"]);

const plurals = new Set(["people", "children", "criteria", "indices", "matrices", "vertices"]);

export function isAction(segment: string): boolean {
  return actions.has(words(segment)[0] ?? "");
}

export function isRelative(segment: string): boolean {
  return relatives.has(words(segment).join(""));
}

/** Whether a segment names many things: judged by its last word, `status`, `access` and `analysis` being one. */
export function isPlural(segment: string): boolean {
  const last = words(segment).at(-1) ?? "";
  return plurals.has(last) || (last.endsWith("s") && last.length > 2 && !/(?:ss|us|is|news)$/.test(last));
}

/** The singular of one lower-case word, for comparing only: `policies` and `policy` agree, nonsense is harmless. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length <= 3) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:xes|ches|shes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** A text for comparison across spellings: `VectorStores`, `vector_store` and `vector-stores` are one. */
export function comparable(text: string): string {
  return words(text).map(singular).join("");
}
