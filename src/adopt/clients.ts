/** Finds the client class of a package, and every call below an instance of it, as callers write them. */
import { aliasedSymbol, exportsOf, ts } from "./program.js";

export interface ClientClass {
  /** The name under which callers import it: `Portkey`. */
  readonly name: string;
  /** Its symbol, which also has the members of the class itself: `Portkey.APIError`. */
  readonly symbol: ts.Symbol;
  readonly constructors: readonly ts.Signature[];
  /** By their dotted paths: `admin.users.list`. */
  readonly calls: ReadonlyMap<string, Call>;
}

/** A function below a client. */
export interface Call {
  readonly path: string;
  readonly signatures: readonly ts.Signature[];
  /** Its declaration: a method of a class, or a property with a function type. */
  readonly declaration: ts.Declaration | undefined;
  /** Whether it returns a promise. */
  readonly isAsync: boolean;
}

/**
 * Returns the class with the most calls among the exports of a package; undefined if no export can be constructed.
 *
 * @param wanted the name of the class, if known
 */
export function clientIn(checker: ts.TypeChecker, module: ts.Symbol, wanted?: string): ClientClass | undefined {
  let best: ClientClass | undefined;
  const names = new Map<ts.Symbol, ts.Symbol>();
  for (const found of exportsOf(checker, module)) {
    const symbol = aliasedSymbol(checker, found);
    // A class that is exported both by default and by name is listed under its name.
    if (!names.has(symbol) || found.name !== "default") names.set(symbol, found);
  }
  for (const [symbol, exported] of names) {
    if (!(symbol.flags & ts.SymbolFlags.Value) || (wanted !== undefined && exported.name !== wanted)) continue;
    const constructors = checker.getTypeOfSymbol(symbol).getConstructSignatures();
    const [first] = constructors;
    if (first === undefined) continue;
    const calls = callsOf(checker, first.getReturnType());
    const name = exported.name === "default" ? symbol.name : exported.name;
    // A resource has as many calls as a client with only that resource, but its calls have shorter paths.
    if (best === undefined || weight(calls) > weight(best.calls)) best = { name, symbol, constructors, calls };
  }
  return best;
}

function weight(calls: ReadonlyMap<string, Call>): number {
  return calls.size + [...calls.keys()].filter((path) => path.includes(".")).length;
}

/** The deepest nesting of resources. */
const deepest = 6;

function callsOf(checker: ts.TypeChecker, client: ts.Type): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  const visit = (type: ts.Type, prefix: string, above: readonly ts.Type[]): void => {
    for (const property of checker.getPropertiesOfType(type)) {
      if (!isForCallers(property)) continue;
      const found = checker.getNonNullableType(checker.getTypeOfSymbol(property));
      const path = `${prefix}${property.name}`;
      const signatures = found.getCallSignatures();
      if (signatures.length > 0) calls.set(path, callOf(checker, path, property, signatures));
      else if (isResource(checker, found) && !above.includes(found) && above.length < deepest)
        visit(found, `${path}.`, [...above, found]);
    }
  };
  visit(client, "", [client]);
  return calls;
}

function callOf(checker: ts.TypeChecker, path: string, property: ts.Symbol, signatures: readonly ts.Signature[]): Call {
  return {
    path,
    signatures,
    declaration: property.declarations?.[0],
    isAsync: signatures.some((signature) => {
      const given = signature.getReturnType();
      return checker.getPropertyOfType(given, "then") !== undefined;
    }),
  };
}

/** Callers do not use names with a leading underscore, symbols or private members. */
function isForCallers(property: ts.Symbol): boolean {
  if (/^[_#]/.test(property.name)) return false;
  const declaration = property.valueDeclaration;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declaration === undefined || (ts.getCombinedModifierFlags(declaration) & hidden) === 0;
}

/** Whether an object holds calls: not a list, not declared by the platform or Node.js, and not a class to construct. */
function isResource(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false;
  if (checker.isArrayLikeType(type) || type.getConstructSignatures().length > 0) return false;
  const file = type.symbol?.declarations?.[0]?.getSourceFile().fileName ?? "";
  return !/\/(typescript\/lib|@types\/node)\//.test(file);
}
