/** Finds exports of an SDK that the client's package does not have. */
import type { Surface } from "../naming/surface.js";
import type { ClientClass } from "./clients.js";
import type { Difference } from "./difference.js";
import { exportsOf, type ts } from "./program.js";

interface Sides {
  readonly before: ts.Symbol;
  readonly after: ts.Symbol;
  readonly old: ClientClass;
  readonly now: ClientClass;
}

/** @param pairs for each earlier type, the later type that is used at the same places */
export function goneExports(
  checker: ts.TypeChecker,
  { before, after, old, now }: Sides,
  pairs: ReadonlyMap<string, string>,
  surface: Surface,
): { readonly differences: readonly Difference[]; readonly counts: { readonly all: number; readonly gone: number } } {
  const namesIn = (module: ts.Symbol): readonly string[] => exportsOf(checker, module).map(({ name }) => name);
  const [olds, nows] = [namesIn(before), new Set(namesIn(after))];
  const hanging = namesOn(checker, old);
  const statics = new Set(namesOn(checker, now));
  const components = componentNames(surface, new Set(olds));
  const exported = olds
    .filter((name) => !nows.has(name))
    .map((subject): Difference => {
      const base = { kind: "export-gone", subject } as const;
      if (subject === old.name)
        return { ...base, after: `it is ${now.name} now`, mend: { key: "client", value: subject } };
      const later = pairs.get(subject) ?? "";
      const component = components.get(later);
      if (component === undefined) return base;
      // A component has only one name.
      components.delete(later);
      return { ...base, after: `it is ${later} now`, mend: { key: "models", entry: component, value: subject } };
    });
  const onClass = hanging
    .filter((name) => !statics.has(name))
    .map((name): Difference => {
      const base = { kind: "export-gone", subject: `${old.name}.${name}` } as const;
      return nows.has(name) ? { ...base, after: "it is now imported by its own name" } : base;
    });
  const differences = [...exported, ...onClass];
  return { differences, counts: { all: olds.length + hanging.length, gone: differences.length } };
}

/** The members that callers reach through the class: `Portkey.APIError`, and types of a namespace with its name. */
function namesOn(checker: ts.TypeChecker, { symbol }: ClientClass): readonly string[] {
  const inherited = checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol)).map(({ name }) => name);
  const names = new Set([...inherited, ...[...(symbol.exports?.keys() ?? [])].map(String)]);
  return [...names].filter((name) => /^[A-Za-z]/.test(name) && name !== "prototype");
}

/** Maps models to the keys of their components, for models whose names no caller of the SDK knows. */
function componentNames({ models }: Surface, known: ReadonlySet<string>): Map<string, string> {
  return new Map(
    models.flatMap(({ name, component }) => {
      const [section, key] = component?.split("/") ?? [];
      return section === "schemas" && key !== undefined && !known.has(name) ? [[name, key] as const] : [];
    }),
  );
}
