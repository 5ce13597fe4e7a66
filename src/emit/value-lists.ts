/** Emits `values.ts`: the values of enumerations, for callers that list or check them at run time. */
import type { ValueList } from "../naming/surface.js";
import { StructureKind, VariableDeclarationKind, type Printer, type Statement } from "./print.js";
import { bracket, commentText, doc, identifier, jsonLiteral } from "./text.js";

export function emitValueLists(lists: readonly ValueList[], print: Printer): string {
  return print(
    "values.ts",
    lists.flatMap((list, index) => statementsOf(list, index > 0)),
  );
}

function statementsOf(list: ValueList, isApart: boolean): readonly Statement[] {
  const name = identifier(list.name);
  const values = list.values.map((value) => jsonLiteral(value));
  return [
    {
      kind: StructureKind.VariableStatement,
      declarationKind: VariableDeclarationKind.Const,
      isExported: true,
      declarations: [{ name, initializer: `${bracket(values, "[]", 0)} as const` }],
      docs: [doc([], [`Every value of ${described(list)}.`])],
      ...(isApart ? { leadingTrivia: "\n" } : {}),
    },
    { kind: StructureKind.TypeAlias, name, isExported: true, type: `(typeof ${name})[number]` },
  ];
}

function described({ name, of: { model, property } = { model: name } }: ValueList): string {
  return property === undefined ? `\`${model}\`` : `\`${commentText(property).replaceAll("`", "'")}\` of \`${model}\``;
}
