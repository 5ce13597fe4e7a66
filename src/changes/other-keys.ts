/** What an object may hold beside its named keys, and what a change of that does. */
import type { SchemaChangeKind } from "./judge.js";
import type { Shape } from "./shape.js";

type Rest = Shape["rest"];

/** What became of other keys, where not both sides give them a type: two types are compared as any others. */
export function otherKeysChange(
  before: Rest,
  after: Rest,
): readonly [kind: SchemaChangeKind, text: string] | undefined {
  const isTyped = (rest: Rest): boolean => typeof rest === "object";
  if (isTyped(before) && isTyped(after)) return undefined;
  if (after === "closed" && before !== "closed")
    return [before === "unsaid" ? "other-keys-refused" : "other-keys-gone", "takes no other keys now"];
  if (isTyped(before)) return ["type-widened", "may hold anything under other keys now"];
  if (after === "open" && before !== "open") return ["other-keys-open", "may have any other keys now"];
  if (before === "open" && after === "unsaid")
    return ["other-keys-unnamed", "no longer says that it may have any other keys"];
  if (before === "closed" && after === "unsaid") return ["other-keys-allowed", "may have other keys now"];
  return isTyped(after) ? ["type-narrowed", "holds one type under other keys now"] : undefined;
}
