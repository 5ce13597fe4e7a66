/** Names of the lists of values that callers have at run time, where `values: true` asks for them. */
import type { Api } from "../../api/api.js";
import type { Enumeration } from "../../api/schema/enumerations.js";
import { pascalCase } from "../../casing.js";
import type { Decisions } from "../../config/decisions.js";
import { isTakenType } from "../identifiers.js";
import type { Model, ValueList } from "../surface.js";

/**
 * A list has the name of the model whose values it holds, with `Values` behind it where the model may be null besides; one
 * of a property has the name of the model and the property's behind it, then `Values`, then a number, where that is taken.
 *
 * @param taken every type that the package exports
 */
export function nameValueLists(
  { enumerations }: Api,
  models: readonly Model[],
  taken: ReadonlySet<string>,
  { values = false }: Decisions,
): readonly ValueList[] {
  if (!values) return [];
  const modelNames = new Map(models.map(({ component, name }) => [component, name]));
  const used = new Set(taken);
  const claim = (wanted: string): string => {
    const name = freeName(wanted, used);
    used.add(name);
    return name;
  };
  return enumerations.flatMap(({ schema, property, isNullable, values: list }: Enumeration): readonly ValueList[] => {
    const model = modelNames.get(`schemas/${schema}`);
    if (model === undefined) return [];
    if (property !== undefined)
      return [{ name: claim(`${model}${pascalCase(property)}`), values: list, of: { model, property } }];
    return isNullable
      ? [{ name: claim(`${model}Values`), values: list, of: { model } }]
      : [{ name: model, values: list }];
  });
}

function freeName(wanted: string, used: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}Values${count === 2 ? "" : String(count - 1)}`;
    if (!used.has(name) && !isTakenType(name)) return name;
  }
}
