/** Lines of `generate` about what changed for callers of the package: its calls, and the variables that its client reads. */
import { pc } from "../../colours.js";
import { addressText } from "../../document/address.js";
import type { Document } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import type { Named } from "../../compile.js";
import { callChanges, modelChanges, type CallChanges, type ModelChanges } from "../../naming/changes.js";
import { committedCalls, committedModels } from "../../output/committed.js";
import { reasonText } from "../../naming/findings/reason-text.js";
import type { Method } from "../../naming/surface.js";

/** Lines about calls and models that are not what the package on disk has; none where it has no calls. Read it before it is replaced. */
export function linesSince(out: string, { surface, document }: Pick<Named, "surface" | "document">): readonly string[] {
  const before = committedCalls(out);
  if (before.size === 0) return [];
  return [
    ...changeLines(callChanges(before, surface), document),
    ...modelLines(modelChanges(committedModels(out), surface)),
  ];
}

/** Further lines are counted, not printed. */
const mostLines = 12;

/** Lines to print below the result, breaking changes first; none where nothing changed. */
export function changeLines(changes: CallChanges, document: Document): readonly string[] {
  const { renamed, moved, vanished, appeared } = changes;
  const lines = [
    ...renamed.map((one) => `${pc.yellow("~")} ${one.before} is now ${described(one.method)}${keepLine(one)}`),
    ...moved.map(({ before, method }) => `${pc.yellow("~")} ${described(method)}; it was ${before}`),
    ...vanished.map(({ call, address }) => `${pc.red("-")} ${call}  ${address}  ${pc.dim(whyGone(address, document))}`),
    ...appeared.map((method) => `${pc.green("+")} ${described(method)}`),
  ];
  if (lines.length === 0) return [];
  return [`  calls: ${counted(changes)}`, ...shown(lines)];
}

/** Calls that were renamed without the owner's decision: `--strict` refuses them. */
export function undecidedRenames({ renamed }: CallChanges): CallChanges["renamed"] {
  return renamed.filter(isUndecided);
}

function isUndecided({ method }: CallChanges["renamed"][number]): boolean {
  return method.reason.authority !== "override";
}

/** The line of the configuration that keeps the name a call had; empty where the user's own words renamed it. */
function keepLine(one: CallChanges["renamed"][number]): string {
  if (!isUndecided(one)) return "";
  return `; ${pc.dim(`keep it with calls: { "${addressText(one.method.operation.address)}": ${one.before} }`)}`;
}

/** Lines about models that callers can no longer import by their earlier name; empty if there are none. */
export function modelLines({ renamed, vanished }: ModelChanges): readonly string[] {
  const lines = [
    ...renamed.map(
      ({ before, name, component }) =>
        `${pc.yellow("~")} ${before} is now ${pc.bold(name)}  ${pc.dim(`(keep it with models: { "${component}": ${before} })`)}`,
    ),
    ...vanished.map(
      ({ before, component }) => `${pc.red("-")} ${before}  ${pc.dim(`(no type comes from ${component} any more)`)}`,
    ),
  ];
  if (lines.length === 0) return [];
  const counts = countsOf([
    [renamed.length, "renamed"],
    [vanished.length, "vanished"],
  ]);
  return [`  models: ${counts}`, ...shown(lines)];
}

/** The first lines; a single line more is printed instead of counted. */
function shown(lines: readonly string[]): readonly string[] {
  const left = lines.length - mostLines;
  const first = left <= 1 ? lines : [...lines.slice(0, mostLines), pc.dim(`… and ${String(left)} more`)];
  return first.map((line) => `    ${line}`);
}

/**
 * A line for each environment variable that the client did not read before: its value is sent to the server that the
 * document names.
 *
 * @param before undefined where that is not known
 */
export function environmentLines(before: readonly string[] | undefined, now: readonly string[]): readonly string[] {
  if (before === undefined) return [];
  const added = now.filter((name) => !before.includes(name));
  return added.map(
    (name) => `  ${pc.yellow("!")} reads ${pc.bold(name)} from the environment, which it did not before`,
  );
}

function counted({ renamed, moved, vanished, appeared }: CallChanges): string {
  return countsOf([
    [renamed.length, "renamed"],
    [moved.length, "with another request"],
    [vanished.length, "vanished"],
    [appeared.length, "appeared"],
  ]);
}

function countsOf(counts: readonly (readonly [count: number, word: string])[]): string {
  return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${String(count)} ${word}`])).join(", ");
}

function described({ call, operation, reason }: Method): string {
  return `${pc.bold(call)}  ${addressText(operation.address)}  ${pc.dim(`(${reasonText(reason)})`)}`;
}

function whyGone(address: string, document: Document): string {
  const [method = "", ...rest] = address.split(" ");
  const isThere = document.at(pointerOf("paths", rest.join(" "), method.toLowerCase())) !== undefined;
  return isThere ? "(left out by the configuration)" : "(the document no longer has this operation)";
}
