/** Targets whose document is at an address: fetched, or as the package on disk has pinned it. */
import type { Target } from "../../config/target.js";
import { isRemote } from "../../document/is-remote.js";
import { pinnedDocument } from "../../output/committed.js";

/**
 * The target with the text of its document, where that is at an address; every other target as it is.
 *
 * @param isPinned whether the copy in the package is taken where there is one of this address
 * @throws UnusableInput where the document cannot be fetched
 */
export async function withText(target: Target, isPinned: boolean): Promise<Target> {
  const { spec, out, decisions } = target;
  if (!isRemote(spec)) return target;
  const pinned = isPinned && out !== undefined ? pinnedDocument(out) : undefined;
  if (pinned?.address === spec && pinned.text !== undefined) return { ...target, text: pinned.text };
  const { limits = {}, allowRemote = [] } = decisions;
  const { fetchDocument } = await import("../../document/fetch.js");
  return { ...target, text: await fetchDocument(spec, { limits, allowRemote }) };
}
