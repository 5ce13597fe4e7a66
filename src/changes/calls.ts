/** Compares two calls: what carries their arguments, what they take and what they give. */
import type { Input } from "../api/api.js";
import { addressText } from "../document/address.js";
import type { Argument, Method } from "../naming/surface.js";
import { compareBodies } from "./bodies.js";
import { compareAnswers, compareFailures } from "./contents.js";
import type { Calls, CallSink } from "./call-pair.js";
import { bodyKeys, leavesBody } from "./moves.js";
import { compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";
import { reservedText } from "./texts.js";
import { inputWhole } from "./wholes.js";

export function compareCalls(calls: Calls): void {
  const { before, after, sink } = calls;
  const { pointer } = after.operation;
  const [old, now] = [addressText(before.operation.address), addressText(after.operation.address)];
  if (before.call !== after.call) sink.say("call-renamed", before.call, `is ${after.call} now`, pointer);
  if (blanked(old) !== blanked(now)) sink.say("address-changed", after.call, `asks ${now}, not ${old}`, pointer);
  compareArguments(calls);
  compareBodies(calls);
  compareAnswers(calls);
  compareFailures(calls);
  compareSecurity(calls);
  compareServers(calls);
  comparePages(calls);
}

/** An address without the names of its placeholders. */
export function blanked(address: string): string {
  return address.replace(/\{[^}]*\}/g, "{}");
}

function compareArguments({ before, after, sides, comparer, sink }: Calls): void {
  const left = new Set(after.arguments.filter(({ name }) => !leavesBody(before, after, name)));
  for (const old of before.arguments) {
    const now = sameArgument(old, before, after);
    if (now === undefined) {
      const body = bodyKeys(after).has(old.name);
      const text = body ? "is sent in the body now" : "is gone";
      sink.say(body ? "style-changed" : "argument-removed", `argument ${old.name}`, text, after.operation.pointer);
      continue;
    }
    left.delete(now);
    compareInputs(old, now, sink);
    const wholes = [inputWhole(sides.before.document, old.input), inputWhole(sides.after.document, now.input)] as const;
    sink.schema(comparer.changes(...wholes, "request", `argument ${now.name}`));
  }
  for (const { name, input } of left) {
    const kind = input.required ? "argument-added-required" : "argument-added";
    sink.say(kind, `argument ${name}`, input.required ? "is new and must be given" : "is new", input.pointer);
  }
}

/** By its place in the path, else by what carries it, else by its name alone where something else carries it now. */
function sameArgument(old: Argument, before: Method, after: Method): Argument | undefined {
  const places = { before: pathInputs(before), after: pathInputs(after) };
  const index = places.before.indexOf(old);
  if (index >= 0 && places.before.length === places.after.length) return places.after[index];
  const carried = after.arguments.find(({ input }) => isSameInput(old.input, input));
  if (carried !== undefined) return carried;
  const isFree = ({ input }: Argument) => !before.arguments.some((one) => isSameInput(one.input, input));
  return after.arguments.find((one) => one.name === old.name && isFree(one));
}

function isSameInput(one: Input, other: Input): boolean {
  const nameOf = ({ location, name }: Input) => (location === "header" ? name.toLowerCase() : name);
  return one.location === other.location && nameOf(one) === nameOf(other);
}

function pathInputs({ arguments: all }: Method): readonly Argument[] {
  return all.filter(({ input }) => input.location === "path");
}

function compareInputs(old: Argument, now: Argument, sink: CallSink): void {
  const subject = `argument ${now.name}`;
  const { input } = now;
  if (old.name !== now.name) sink.say("argument-renamed", `argument ${old.name}`, `is ${now.name} now`, input.pointer);
  if (!old.input.required && input.required) sink.say("argument-required", subject, "must be given now", input.pointer);
  if (old.input.required && !input.required)
    sink.say("argument-optional", subject, "may be left out now", input.pointer);
  if (old.input.location !== input.location) {
    const text = `is sent in the ${input.location}, not in the ${old.input.location}`;
    sink.say("style-changed", subject, text, input.pointer);
    return;
  }
  if (old.input.allowReserved !== input.allowReserved)
    sink.say("reserved-changed", subject, reservedText(input.allowReserved), input.pointer);
  const isPlain = isScalar(old.input) || isScalar(input);
  const [before, after] = [writtenAs(old.input, isPlain), writtenAs(input, isPlain)];
  if (before !== after) sink.say("style-changed", subject, `is written as ${after}, not ${before}`, input.pointer);
}

function isScalar({ mayBeList, mayBeObject }: Input): boolean {
  return mayBeList !== true && mayBeObject !== true;
}

/** @param isPlain whether one side knows single values alone, which most styles write as they are */
function writtenAs({ style, explode, media }: Input, isPlain: boolean): string {
  if (media !== undefined) return media;
  if (isPlain && style !== "label" && style !== "matrix") return "plain text";
  return `${style}${explode ? ", exploded" : ""}`;
}

function comparePages({ before, after, sink }: Calls): void {
  const { pointer } = after.operation;
  if (before.pages && !after.pages) sink.say("pages-lost", "pages", "can no longer be iterated", pointer);
  if (before.pages && after.pages && before.pages.plan.items.join(".") !== after.pages.plan.items.join("."))
    sink.say("pages-changed", "pages", "are read in another way now", pointer);
  const now = positionalCounts(after);
  const lost = positionalCounts(before).some((count) => !now.includes(count));
  if (lost) sink.say("positional-lost", "ids", "can no longer be given by position", pointer);
}

/** How many ids each form of a call takes by position. */
function positionalCounts({ positional, lastPositional }: Method): readonly number[] {
  return [positional, lastPositional].flatMap((form) => form?.names.length ?? []);
}
