/**
 * Schemas of a document as JSON Schema 2020-12, which a validator understands: references by number, `nullable` and exclusive
 * bounds in the newer spelling, `readOnly` and `writeOnly` by direction. `oneOf` becomes `anyOf`: a value that fits several
 * alternatives is a question to the document, not to the traffic. `not`, `contains` and `propertyNames` are left out.
 */
import type { SchemaView } from "../api/schema/schema.js";
import type { Json } from "../document/document.js";

/** Who sends the value. */
export type Sender = "request" | "answer";

/** A schema of JSON Schema 2020-12, as far as it is used here. */
export interface JsonSchema {
  [bound: string]: unknown;
  $ref?: string;
  $defs?: Readonly<Record<string, JsonSchema>>;
  type?: readonly string[];
  enum?: readonly Json[];
  required?: readonly string[];
  properties?: Readonly<Record<string, JsonSchema>>;
  additionalProperties?: JsonSchema;
  unevaluatedProperties?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
}

export interface Translation {
  /** Holds all that it refers to in its `$defs`. */
  readonly schema: JsonSchema;
  /** What each schema in it was made of. */
  readonly views: ReadonlyMap<JsonSchema, SchemaView>;
}

export function translate(view: SchemaView, sender: Sender): Translation {
  const translator = new Translator(sender);
  const schema = translator.refer(view, "whole");
  return { schema: { ...schema, $defs: translator.defs }, views: translator.views };
}

/**
 * Names that a schema gives to properties, through its parts and alternatives: those that its sender may send, and those that
 * only the other side may.
 */
export function namesIn(view: SchemaView, sender: Sender, seen = new Set<SchemaView>()): PropertyNames {
  const names: PropertyNames = { sent: new Set(), hidden: new Set() };
  if (seen.has(view)) return names;
  seen.add(view);
  for (const [name, { isReadOnly, isWriteOnly, schema }] of view.properties) {
    const [readOnly, writeOnly] = [isReadOnly || schema?.isReadOnly, isWriteOnly || schema?.isWriteOnly];
    const isHidden = sender === "request" ? readOnly : writeOnly;
    (isHidden === true ? names.hidden : names.sent).add(name);
  }
  for (const inner of [...view.parts, ...view.choices.flat(), ...view.variants]) {
    const { sent, hidden } = namesIn(inner, sender, seen);
    for (const name of sent) names.sent.add(name);
    for (const name of hidden) names.hidden.add(name);
  }
  return names;
}

interface PropertyNames {
  readonly sent: Set<string>;
  readonly hidden: Set<string>;
}

/** `part`: one of several schemas that a value fits, so that it cannot tell which properties are declared. */
type Role = "whole" | "part";

class Translator {
  readonly defs: Record<string, JsonSchema> = {};
  readonly views = new Map<JsonSchema, SchemaView>();
  readonly #known = { whole: new Map<SchemaView, string>(), part: new Map<SchemaView, string>() };
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** A reference to the schema; each is translated once for each role, since schemas may hold themselves. */
  refer(view: SchemaView, role: Role): JsonSchema {
    const known = this.#known[role].get(view);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const name = String(Object.keys(this.defs).length);
    this.#known[role].set(view, name);
    const schema: JsonSchema = {};
    this.defs[name] = schema;
    this.views.set(schema, view);
    Object.assign(schema, this.#nullable(view, this.#own(view, role)));
    return { $ref: `#/$defs/${name}` };
  }

  #nullable(view: SchemaView, own: JsonSchema): JsonSchema {
    const isNullable = view.isNullable && (view.parts.length === 0 || view.types.length === 0);
    if (!isNullable) return own;
    if (own.allOf !== undefined) return { anyOf: [{ type: ["null"] }, own] };
    return {
      ...own,
      ...(own.type === undefined ? {} : { type: [...own.type, "null"] }),
      ...(own.enum === undefined ? {} : { enum: [...own.enum, null] }),
    };
  }

  #own(view: SchemaView, role: Role): JsonSchema {
    const types = view.isNull ? ["null"] : view.types;
    return {
      ...(types.length === 0 ? {} : { type: types }),
      ...(view.values === undefined ? {} : { enum: view.values }),
      ...(isCheckedFormat(view.format) ? { format: view.format } : {}),
      ...Object.fromEntries([...view.limits.lower, ...view.limits.upper]),
      ...otherLimits(view),
      ...this.#object(view, role),
      ...(view.items === undefined ? {} : { items: this.refer(view.items, "whole") }),
      ...(view.firstItems.length === 0
        ? {}
        : { prefixItems: view.firstItems.map((item) => this.refer(item, "whole")) }),
      ...this.#composition(view, role),
    };
  }

  #composition({ parts, choices, variants }: SchemaView, role: Role): JsonSchema {
    const choicesHere = role === "whole" && variants.length > 0 ? [variants] : choices;
    const all = [
      ...parts.map((part) => this.refer(part, "part")),
      ...choicesHere.map((choice) => ({ anyOf: choice.map((one) => this.refer(one, "part")) })),
    ];
    return all.length === 0 ? {} : { allOf: all };
  }

  #object(view: SchemaView, role: Role): JsonSchema {
    const required = view.required.filter((name) => !this.#isHidden(view, name));
    const properties = [...view.properties].flatMap(([name, { schema }]) =>
      this.#isHidden(view, name) && this.#sender === "answer"
        ? []
        : [[name, schema === undefined ? {} : this.refer(schema, "whole")] as const],
    );
    return {
      ...(required.length === 0 ? {} : { required }),
      ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
      ...this.#otherKeys(view, role),
    };
  }

  /** Keys of a map are data: only beside named properties, or where it takes no others, is a key undeclared. */
  #otherKeys(view: SchemaView, role: Role): JsonSchema {
    if (typeof view.rest === "object") return { additionalProperties: this.refer(view.rest, "whole") };
    if (view.rest === "open" || view.limits.other.has("patternProperties")) return { additionalProperties: {} };
    if (role === "part") return {};
    const { sent, hidden } = namesIn(view, this.#sender);
    const isNamed = view.rest === "closed" || sent.size + hidden.size > 0;
    return isNamed ? { unevaluatedProperties: { not: {} } } : {};
  }

  #isHidden(view: SchemaView, name: string): boolean {
    const property = view.properties.get(name);
    const flag = this.#sender === "request" ? "isReadOnly" : "isWriteOnly";
    return property?.[flag] === true || property?.schema?.[flag] === true;
  }
}

/** Formats of JSON Schema 2020-12 (validation, 7.3) that hold for what is written; those of numbers say how they are stored. */
const FORMATS: ReadonlySet<string> = new Set([
  ...["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6"],
  ...["uri", "uri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer"],
]);

function isCheckedFormat(format: string | undefined): format is string {
  return format !== undefined && FORMATS.has(format);
}

/** A pattern that is no regular expression says nothing. */
function otherLimits({ limits: { other } }: SchemaView): JsonSchema {
  const kept = ["pattern", "multipleOf", "uniqueItems", "dependentRequired"].flatMap((key) => {
    const value = valueOf(other.get(key));
    return value === undefined || (key === "pattern" && !isPattern(value)) ? [] : [[key, value] as const];
  });
  return Object.fromEntries(kept);
}

function valueOf(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

function isPattern(value: Json): boolean {
  if (typeof value !== "string") return false;
  try {
    new RegExp(value, "u");
    return true;
  } catch {
    return false;
  }
}
