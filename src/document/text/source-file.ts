/** One file of a document: reads, parses and measures it, and finds the positions of its values. */
import path from "node:path";
import type { Diagnostic, Position } from "../../diagnostic.js";
import { UnusableInput } from "../../diagnostic.js";
import type { Json } from "../document.js";
import { encodingFault } from "./encoding.js";
import { jsonErrorOffset, jsonExcess } from "./json-syntax.js";
import { jsonLocator } from "./json-positions.js";
import type { Excess, Limits } from "../limits.js";
import { measure, raiseLimit } from "../limits.js";
import { lineIndex } from "./lines.js";
import type { Ranges, WrittenNumbers, YamlFault } from "./yaml.js";
import { readYaml } from "./yaml.js";
import { yamlLocator } from "./yaml-positions.js";

export interface Source {
  /** The absolute path by which the user reaches it, with symbolic links unresolved. */
  readonly file: string;
  readonly value: Json;
  /** Objects that YAML aliases make reachable in more than one way. */
  readonly shared: ReadonlySet<object>;
  /** The original text of YAML numbers that JavaScript would print differently. */
  readonly written?: WrittenNumbers;
  /** Faults of its syntax that leave it readable. */
  readonly diagnostics?: readonly Diagnostic[];
  /** The position of a value of this file (or of its key), or of its nearest existing ancestor. */
  locate(tokens: readonly string[], onKey?: boolean): Position;
}

/** The most characters of YAML for which a refusal names the line; finding it in longer text would take too long. */
const quicklyLocated = 2_000_000;

function shrink(name: keyof Limits): string {
  return `Make it smaller, or ${raiseLimit(name)}.`;
}

/**
 * Parses a file's content as JSON or YAML.
 *
 * @throws UnusableInput with the position, if the text is neither or exceeds a limit
 */
export function parseSource(file: string, content: Buffer, limits: Limits): Source {
  const text = decoded(file, content);
  const json = readJson(file, text, limits);
  const read: FileValue = json ?? yamlValue(file, text, limits);
  const { value, ranges, ...facts } = read;
  const source = { ...sourceOf(file, content, value, ranges), ...facts };
  const { excess, shared } = measured(file, value, limits, json !== undefined);
  if (excess !== undefined) {
    const place = json === undefined && text.length > quicklyLocated ? { file } : source.locate(excess.tokens);
    throw new UnusableInput({ ...excessDiagnostic(excess, limits), place });
  }
  return { ...source, shared };
}

/** The value of a file; only YAML has the rest. */
interface FileValue {
  readonly value: Json;
  readonly ranges?: Ranges;
  readonly written?: WrittenNumbers;
  readonly diagnostics?: readonly Diagnostic[];
}

/** @throws UnusableInput if the content is not UTF-8 */
function decoded(file: string, content: Buffer): string {
  const fault = encodingFault(content);
  if (fault) throw new UnusableInput({ code: "document/not-text", severity: "error", ...fault, place: { file } });
  return textOf(content);
}

function textOf(content: Buffer): string {
  return content.toString("utf8").replace(/^\uFEFF/, "");
}

/** Whether a file's name marks it as plain text, which a description may refer to. Any other file is read as JSON or YAML. */
export function isTextFile(file: string): boolean {
  return [".md", ".markdown", ".txt"].includes(path.extname(file).toLowerCase());
}

/** Wraps a file of plain text, which a description may refer to. */
export function textSource(file: string, content: Buffer): Source {
  return {
    file,
    value: textOf(content),
    shared: new Set(),
    written: new Map(),
    locate: () => ({ file, line: 1, column: 1 }),
  };
}

/**
 * Keeps the content instead of its text, which takes twice as much memory, and which few runs need again.
 *
 * @param ranges those of YAML; undefined for JSON
 */
function sourceOf(file: string, content: Buffer, value: Json, ranges: Ranges | undefined): Source {
  let locator: ((tokens: readonly string[], onKey: boolean) => Position) | undefined;
  const locate = (tokens: readonly string[], onKey = false): Position => {
    locator ??= positionsIn(file, textOf(content), value, ranges);
    return locator(tokens, onKey);
  };
  return { file, value, shared: new Set(), written: new Map(), locate };
}

function positionsIn(
  file: string,
  text: string,
  value: Json,
  ranges: Ranges | undefined,
): (tokens: readonly string[], onKey: boolean) => Position {
  const position = lineIndex(text);
  const locator = ranges ? yamlLocator(text, { value, ranges }) : jsonLocator(text);
  return (tokens, onKey) => ({ file, ...position(locator(tokens, onKey).offset) });
}

/** Parses text as JSON if its name or first character suggests it, because JSON is much faster to read than YAML. */
function readJson(file: string, text: string, limits: Limits): { value: Json } | undefined {
  const named = path.extname(file).toLowerCase() === ".json";
  if (!named && !/^\s*[{[]/.test(text)) return undefined;
  // A value takes at least two characters, so shorter texts cannot exceed the limit by much.
  const excess = text.length > 4 * limits.values ? jsonExcess(text, limits) : undefined;
  if (excess !== undefined) {
    const place = { file, ...lineIndex(text)(excess.offset) };
    throw new UnusableInput({ ...excessDiagnostic({ kind: excess.kind, tokens: [] }, limits), place });
  }
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    if (!named) return undefined;
    throw new UnusableInput(notJson(file, text));
  }
}

function notJson(file: string, text: string): Diagnostic {
  const offset = jsonErrorOffset(text) ?? text.length;
  const found =
    offset >= text.length
      ? "it ends too early"
      : `${JSON.stringify(text.slice(offset, offset + 1))} is not expected here`;
  return {
    code: "document/not-json",
    severity: "error",
    message: `The file is not JSON: ${found}.`,
    hint: "Correct the syntax here, or rename the file to .yaml if it contains YAML.",
    place: { file, ...lineIndex(text)(offset) },
  };
}

function yamlValue(file: string, text: string, limits: Limits): FileValue {
  const reading = readYaml(text, limits);
  const placeAt = (offset: number) => ({ file, ...lineIndex(text)(offset) });
  if ("value" in reading) {
    const { value, written, ranges, repeatedKey } = reading;
    const diagnostics = repeatedKey === undefined ? [] : [twice(placeAt(repeatedKey))];
    return { value: value as Json, written, ranges, diagnostics };
  }
  const { fault } = reading;
  const place = fault.offset === undefined ? { file } : placeAt(fault.offset);
  throw new UnusableInput({ ...yamlDiagnostic(fault, limits), place });
}

function twice(place: Position): Diagnostic {
  return {
    code: "document/repeated-key",
    severity: "error",
    message: "A key stands here that its mapping has already: the last one counts, and the others are not read.",
    hint: "Merge the two, or remove one.",
    place,
  };
}

function yamlDiagnostic(fault: YamlFault, limits: Limits): Diagnostic {
  if (fault.kind === "depth" || fault.kind === "values")
    return excessDiagnostic({ kind: fault.kind, tokens: [] }, limits);
  const severity = "error";
  if (fault.kind === "mergedKeys") {
    const message = `The file's merge keys (\`<<\`) add more keys than the limit \`mergedKeys\` of ${limits.mergedKeys}.`;
    return { code: "document/too-many-values", severity, message, hint: shrink("mergedKeys") };
  }
  if (fault.kind === "tag") {
    const message = `The file has a YAML tag that is not data: ${fault.message}.`;
    return { code: "document/yaml-tag", severity, message, hint: "Remove the tag: only JSON types are supported." };
  }
  const hint = "Correct the syntax here.";
  return { code: "document/not-yaml", severity, message: `The file is not YAML: ${fault.message}.`, hint };
}

function measured(file: string, value: Json, limits: Limits, tree: boolean): ReturnType<typeof measure> {
  try {
    return measure(value, limits, tree);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnusableInput({ ...excessDiagnostic({ kind: "depth", tokens: [] }, limits), place: { file } });
  }
}

/** Returns the diagnostic for a value that exceeds a limit. */
export function excessDiagnostic(excess: Excess, limits: Limits, place?: Position): Diagnostic {
  const common = { severity: "error", ...(place === undefined ? {} : { place }) } as const;
  switch (excess.kind) {
    case "depth": {
      const message = `The document is nested deeper than the limit \`depth\` of ${limits.depth} levels.`;
      return { code: "document/too-deep", ...common, message, hint: shrink("depth") };
    }
    case "values": {
      const message = `The document holds more values than the limit \`values\` of ${limits.values}, including what aliases and references repeat.`;
      return { code: "document/too-many-values", ...common, message, hint: shrink("values") };
    }
    case "characters":
    case "lines": {
      const message = `The document's texts have more ${excess.kind} than the limit \`${excess.kind}\` of ${limits[excess.kind]}, including what aliases and references repeat.`;
      return { code: "document/too-much-text", ...common, message, hint: shrink(excess.kind) };
    }
    case "circular": {
      const message = "A YAML alias contains itself, so the document never ends.";
      return {
        code: "document/endless-alias",
        ...common,
        message,
        hint: "Use a `$ref` for a schema that refers to itself.",
      };
    }
    case "number": {
      const message = `The number here is too large for JSON parsers (${excess.value}).`;
      return {
        code: "document/number-too-large",
        ...common,
        message,
        hint: "Write a smaller number, or put it in quotes.",
      };
    }
  }
}
