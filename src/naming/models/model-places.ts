/** Finds a schema's type among those that openapi-typescript makes, whose paths omit `schema` and the like. */
import type { Pointer } from "../../diagnostic.js";
import { tokensOf } from "../../document/pointer.js";

/** One step into a type: to a member, or from a list to its items. */
export type TypeStep = MemberStep | "items";

export interface MemberStep {
  readonly member: string;
}

/** From a declaration at the top of the generated types to a type inside it. */
export type TypeSteps = readonly [MemberStep, ...TypeStep[]];

/**
 * The steps from the top of the generated types to the type of a schema.
 *
 * @returns undefined where the types have no such place, as for a part of `allOf`
 */
export function stepsOf(schema: Pointer): TypeSteps | undefined {
  const tokens = tokensOf(schema);
  const owner = ownerLength(tokens);
  if (owner === undefined) return undefined;
  const inside = stepsInside(tokens.slice(owner.schema));
  const [top, ...rest] = tokens.slice(0, owner.type).map((member) => ({ member }));
  return inside && top && [top, ...rest, ...inside];
}

/** How many tokens lead to a schema, and how many of them to its type. */
function ownerLength(tokens: readonly string[]): { readonly schema: number; readonly type: number } | undefined {
  const [first, section] = tokens;
  if (first === "components" && section === "schemas") return { schema: 3, type: 3 };
  if (first === "components" && section === "parameters") {
    return { schema: tokens[3] === "content" ? 6 : 4, type: 3 };
  }
  // The name of a media type stands behind `content`, and its schema behind that.
  const content = tokens.indexOf("content", first === "components" ? 3 : 4);
  const isSchema = /^(?:schema|itemSchema)$/.test(tokens[content + 2] ?? "");
  return content < 0 || !isSchema ? undefined : { schema: content + 3, type: content + 2 };
}

function stepsInside([first, second, ...rest]: readonly string[]): readonly TypeStep[] | undefined {
  if (first === undefined) return [];
  const isProperty = first === "properties" && second !== undefined;
  if (!isProperty && first !== "items") return undefined;
  const inner = stepsInside(isProperty ? rest : [second, ...rest].filter((token) => token !== undefined));
  return inner && [isProperty ? { member: second } : "items", ...inner];
}
