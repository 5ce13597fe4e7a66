/** Names of arguments in place of their parameters': from the configuration, for one call or for all, else the document. */
import type { Input, Operation } from "../../api/api.js";
import { GIVEN_NAME } from "../../casing.js";
import type { Decisions } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, blankAddress } from "../../document/address.js";
import { unmatchedEntry } from "../findings/entries.js";
import type { Method } from "../surface.js";

/** `anthropic-beta`, or `messages.create anthropic-beta`, as the scope and the name of the parameter. */
function entryKey(entry: string): string {
  const [name = "", ...scope] = entry.trim().split(/\s+/).reverse();
  return keyOf(scope.reverse().join(" "), name);
}

function keyOf(scope: string, name: string): string {
  return `${scope.includes("/") ? blankAddress(scope) : scope} ${name}`;
}

/** The entries that may name an input, the closest first. */
function keysOf(call: string, { address }: Operation, { name }: Input): readonly string[] {
  return [keyOf(call, name), keyOf(addressText(address), name), keyOf("", name)];
}

export type ArgumentNames = (call: string, operation: Operation) => (input: Input) => string | undefined;

/** Gives the name that the configuration has for an input, else what the document has for another generator. */
export function argumentNames({ arguments: given = {} }: Decisions): ArgumentNames {
  const names = new Map(Object.entries(given).map(([entry, name]) => [entryKey(entry), name]));
  const configured = (call: string, operation: Operation, input: Input) =>
    keysOf(call, operation, input)
      .map((key) => names.get(key))
      .find((name) => name !== undefined);
  return (call, operation) => (input) =>
    (names.size === 0 ? undefined : configured(call, operation, input)) ?? declared(input);
}

/** Other generators respell names that callers could not write without quotes. */
function declared({ argument }: Input): string | undefined {
  return argument !== undefined && GIVEN_NAME.test(argument) ? argument : undefined;
}

/** One finding for each entry that names no parameter of the document. */
export function misnamedArguments(methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  const entries = Object.keys(config.arguments ?? {});
  if (entries.length === 0) return [];
  const known = new Set(
    methods.flatMap(({ call, operation }) => operation.inputs.flatMap((input) => keysOf(call, operation, input))),
  );
  return entries
    .filter((entry) => !known.has(entryKey(entry)))
    .map((entry) => unmatchedEntry("arguments", entry, config.placeOf?.("arguments", entry)));
}
