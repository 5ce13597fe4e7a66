// @ts-check
// Writes values of types, as the test suites of SDKs have them.
import ts from "typescript";

/** Below it, objects have their required properties alone. */
const DEEPEST = 5;

/** Names of types that hold a file, in SDKs and on the platform. */
const FILES = new Set(["Uploadable", "FileLike", "BlobLike", "File", "Blob"]);

export class Values {
  /**
   * @param {ts.TypeChecker} checker
   * @param {boolean} isComplete whether objects have their optional properties
   * @param {ReadonlyMap<string, unknown>} examples the document's, by the names of parameters that may be any text for the SDK
   */
  constructor(checker, isComplete, examples) {
    this.checker = checker;
    this.examples = examples;
    this.isComplete = isComplete;
  }

  /**
   * @param {ts.Type} type
   * @param {readonly ts.Type[]} [above] the types that contain it
   * @returns {string | undefined} an expression; undefined if the type has none
   */
  write(type, above = []) {
    if (above.includes(type) || above.length > 2 * DEEPEST) return undefined;
    if (isFile(type)) return 'new File(["text"], "file.txt")';
    if (type.isUnion()) return this.#oneOf(type, above);
    return this.#scalar(type) ?? (isObject(type) ? this.#object(type, [...above, type]) : undefined);
  }

  /** @param {ts.Type} type */
  #scalar(type) {
    const { flags } = type;
    if (type.isStringLiteral() || type.isNumberLiteral()) return JSON.stringify(type.value);
    if (flags & ts.TypeFlags.BooleanLiteral) return this.checker.typeToString(type);
    if (flags & ts.TypeFlags.StringLike) return '"text"';
    if (flags & ts.TypeFlags.NumberLike) return "1";
    if (flags & ts.TypeFlags.Null) return "null";
    return flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) ? "{}" : undefined;
  }

  /** Whether a property tells which of several forms an object has. @param {ts.Type} type */
  #isKind(type) {
    return this.checker.getNonNullableType(type).isStringLiteral();
  }

  /** @param {string} name @param {string | undefined} text */
  #field(name, text) {
    const example = this.examples.get(name);
    return text === '"text"' && typeof example === "string" ? JSON.stringify(example) : text;
  }

  /** The first member that has a value, other than null. @param {ts.UnionType} type @param {readonly ts.Type[]} above */
  #oneOf(type, above) {
    const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
    for (const member of type.types.filter(({ flags }) => !(flags & nothing))) {
      const text = this.write(member, [...above, type]);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** @param {ts.Type} type @param {readonly ts.Type[]} inside */
  #object(type, inside) {
    if (this.checker.isArrayLikeType(type)) return this.#list(type, inside);
    if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) return undefined;
    if (type.symbol?.name === "Date") return "new Date(0)";
    const others = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const properties = this.checker.getPropertiesOfType(type);
    if (properties.length === 0 && others) return `{ key: ${this.write(others, inside) ?? "undefined"} }`;
    return this.#fields(properties, inside);
  }

  /** @param {ts.Type} type @param {readonly ts.Type[]} inside */
  #list(type, inside) {
    const items = this.checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    const texts = items.map((item) => this.write(item, inside));
    return texts.every((text) => text !== undefined) ? `[${texts.join(", ")}]` : "[]";
  }

  /** @param {readonly ts.Symbol[]} properties @param {readonly ts.Type[]} inside */
  #fields(properties, inside) {
    /** @type {string[]} */
    const fields = [];
    for (const property of properties) {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const type = this.checker.getTypeOfSymbol(property);
      if (isOptional && (!this.isComplete || (inside.length > DEEPEST && !this.#isKind(type)))) continue;
      const text = this.#field(property.name, this.write(type, inside));
      if (text === undefined && !isOptional) return undefined;
      if (text !== undefined) fields.push(`${JSON.stringify(property.name)}: ${text}`);
    }
    return `{ ${fields.join(", ")} }`;
  }
}

/** @param {ts.Type} type */
function isFile(type) {
  return [type.aliasSymbol, type.symbol].some(
    (symbol) => symbol !== undefined && FILES.has(symbol.name) && !isClassOfApi(type),
  );
}

/** An API may have a model called `File`, which holds no bytes. @param {ts.Type} type */
function isClassOfApi(type) {
  return !type.isUnion() && type.getProperty("arrayBuffer") === undefined && type.getProperty("slice") === undefined;
}

/** @param {ts.Type} type */
function isObject(type) {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}
