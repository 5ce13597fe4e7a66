/** Finds arguments that an SDK calls otherwise than the document, so that the configuration can give them the SDK's names. */
import { GIVEN_NAME } from "../casing.js";
import { words } from "../naming/identifiers.js";
import type { Argument, Method } from "../naming/surface.js";
import type { Call } from "./clients.js";
import type { Difference } from "./difference.js";
import type { Found } from "./evidence/addresses.js";
import type { Fix } from "./fixes.js";
import type { ts } from "./program.js";

/**
 * Adds what fixes an argument that is gone because the SDK has another name for it. The SDK's code shows which input of
 * the request the argument fills; without that, only names of the same words are the same. Types prove nothing here.
 */
export function withArgumentNames(
  checker: ts.TypeChecker,
  differences: readonly Difference[],
  { call, method, found }: { readonly call: Call; readonly method: Method; readonly found: Found | undefined },
): readonly Difference[] {
  const gone = new Set(
    differences.flatMap(({ kind, path = "" }) => (kind === "argument-gone" && GIVEN_NAME.test(path) ? [path] : [])),
  );
  if (gone.size === 0) return differences;
  const known = namesTaken(checker, call);
  const renamed = new Map<string, Fix>();
  for (const argument of method.arguments) {
    if (known.has(argument.name) || (argument.alias !== undefined && known.has(argument.alias))) continue;
    const name = sentBy(argument, method, found) ?? sameWords(argument, gone);
    if (name === undefined || !gone.has(name) || renamed.has(name)) continue;
    const fix: Fix = { key: "arguments", entry: `${method.call} ${argument.input.name}`, value: name };
    renamed.set(name, fix).set(argument.name, fix);
  }
  return differences.map((one): Difference => {
    const fix =
      one.kind === "argument-gone" || one.kind === "argument-required" ? renamed.get(one.path ?? "") : undefined;
    return fix === undefined ? one : { ...one, mend: fix };
  });
}

/** The names in the objects that a call of the SDK takes. */
function namesTaken(checker: ts.TypeChecker, { signatures }: Call): ReadonlySet<string> {
  const types = signatures.flatMap(({ parameters }) => parameters.map((one) => checker.getTypeOfSymbol(one)));
  const properties = types.flatMap((type) => checker.getPropertiesOfType(checker.getNonNullableType(type)));
  return new Set(properties.map(({ name }) => name));
}

/** The argument of the SDK that fills an input, by its code. */
function sentBy({ input }: Argument, { operation }: Method, found: Found | undefined): string | undefined {
  if (found?.sent === undefined) return undefined;
  if (input.location !== "path") return found.sent.inputs.get(`${input.location} ${input.name.toLowerCase()}`);
  // The SDK's path may begin with the path of a server, so that both are aligned at their ends.
  const [names, wanted] = [found.sent.address, operation.address.path].map(namesInPath);
  const place = wanted?.toReversed().indexOf(input.name) ?? -1;
  const name = place === -1 ? undefined : names?.toReversed()[place];
  return name === "" ? undefined : name;
}

function namesInPath(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

function sameWords({ name }: Argument, gone: ReadonlySet<string>): string | undefined {
  const key = keyOf(name);
  const same = [...gone].filter((one) => keyOf(one) === key);
  return same.length === 1 ? same[0] : undefined;
}

function keyOf(name: string): string {
  return words(name).join(" ");
}
