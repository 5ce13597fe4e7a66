/**
 * The values that tell alternatives apart (OpenAPI Specification 3.1, section 4.8.25). Where an alternative does not declare
 * its own, the discriminator gives it one, in types as on the wire: that one is compared here.
 */
import type { SchemaView } from "../api/schema/schema.js";
import type { SchemaChangeKind } from "./judge.js";
import { shapeOf, type Whole } from "./shape.js";
import { componentOf, listed } from "./texts.js";

export type Discriminator = SchemaView["discriminator"];

export interface TagChange {
  readonly kind: SchemaChangeKind;
  readonly text: string;
}

/** The one value that an alternative declares for a property, as JSON; undefined where it declares none, or several. */
export function declaredTag(whole: Whole, property: string | undefined): string | undefined {
  const declared = property === undefined ? undefined : shapeOf(whole, "answer").properties.get(property);
  const values = declared && shapeOf(declared.whole, "answer").values;
  return values?.size === 1 ? [...values][0] : undefined;
}

/** What became of the values that tell one alternative from the others; undefined where nothing did. */
export function tagChange(
  [before, old]: readonly [whole: Whole, discriminator: Discriminator],
  [after, now]: readonly [whole: Whole, discriminator: Discriminator],
): TagChange | undefined {
  if (old !== undefined && now !== undefined && old.property !== now.property)
    return { kind: "tag-changed", text: `no longer tells which alternative it is, but ${now.property} does` };
  const property = old?.property ?? now?.property;
  const [gone, come] = [tagsOf(before, old, property), tagsOf(after, now, property)];
  // What both declare themselves is compared with their other properties.
  const isDeclared = (whole: Whole, tags: readonly string[]) =>
    declaredTag(whole, property) === (tags.length === 1 ? tags[0] : false);
  if (isDeclared(before, gone) && isDeclared(after, come)) return undefined;
  if (gone.length === 0 && come.length === 0) return undefined;
  if (come.length === 0) return { kind: "tag-gone", text: "no longer tells which alternative it is" };
  if (gone.length === 0) return { kind: "tag-added", text: `is always ${listed(come)} now` };
  const [lost, added] = [gone.filter((one) => !come.includes(one)), come.filter((one) => !gone.includes(one))];
  if (lost.length === gone.length) return { kind: "tag-changed", text: `is ${listed(come)}, not ${listed(gone)}` };
  if (lost.length > 0) return { kind: "enum-shrunk", text: `no longer has ${listed(lost)}` };
  return added.length > 0 ? { kind: "enum-grown", text: `may be ${listed(added)} now` } : undefined;
}

/** Values as JSON: those that the mapping gives the component, in types too, else the declared one, else its name. */
function tagsOf(whole: Whole, discriminator: Discriminator, property: string | undefined): readonly string[] {
  const declared = declaredTag(whole, property);
  const component = componentOf(whole);
  const mapped = [...(discriminator?.mapping ?? [])].filter(([, target]) => target.split("/").at(-1) === component);
  if (component !== undefined && mapped.length > 0) return mapped.map(([value]) => JSON.stringify(value));
  if (declared !== undefined) return [declared];
  return discriminator && component !== undefined ? [JSON.stringify(component)] : [];
}
