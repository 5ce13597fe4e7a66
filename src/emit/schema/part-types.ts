/** The text of the types of one part of a document. */
import ts from "typescript";
import type { Model } from "../../naming/surface.js";
import { visible } from "../text.js";
import { withLeanPaths } from "./lean-paths.js";
import { withModels } from "./models.js";
import type { Part } from "./parts.js";
import { printed, type Refer, type Transformed } from "./transform.js";
import { readTypes } from "./type-grammar.js";

export interface PartTypes {
  /** The part as a member of the interface of its section; empty if it has no types. */
  readonly text: string;
  /** The declarations of the models in it, by their names. */
  readonly declarations: ReadonlyMap<string, string>;
  /** Names of the types with type arguments that it mentions. */
  readonly generics: ReadonlySet<string>;
  /** Whether a member is marked `readonly`. */
  readonly hasReadonly: boolean;
  /** Whether it mentions `Uploadable`. */
  readonly uploads: boolean;
  /** Whether it mentions `WriteOnly`. */
  readonly writeOnly: boolean;
}

/**
 * Prints the types of a part.
 *
 * @param models those in it
 * @param short returns the type to write instead of a reference to a component
 */
export function typesOf(part: Part, transformed: Transformed, models: readonly Model[], short: Refer): PartTypes {
  const { nodes, uploads, writeOnly } = transformed;
  const [section = "", ...inner] = part.steps;
  const owner = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === section);
  const declared = withLeanPaths(withModels(owner ? [owner] : [], models), short);
  const frame = owner && declared[0];
  const framed = frame ? visible(printed(inner.length > 1 ? only(frame, inner[0]) : frame)) : "";
  const texts = declared.slice(owner ? 1 : 0).map((node) => visible(printed(node)));
  const { generics, hasReadonly } = assertTypesAlone([framed, ...texts].join(""));
  return {
    text: withoutFrame(framed, inner.length),
    declarations: new Map(models.map(({ name }, index) => [name, texts[index] ?? ""])),
    generics,
    hasReadonly,
    uploads,
    writeOnly,
  };
}

/** Prints the declarations of models whose types are in no part, as aliases. */
export function aliasesOf(models: readonly Model[]): PartTypes {
  const nothing = { nodes: [], uploads: false, writeOnly: false };
  return typesOf({ pointer: "", steps: [], value: null }, nothing, models, () => undefined);
}

/** The declaration of an interface with one of its members. */
function only(owner: ts.Node, key: string | undefined): ts.Node {
  if (!ts.isInterfaceDeclaration(owner)) return owner;
  const members = owner.members.filter(({ name }) => name && ts.isIdentifier(name) && name.text === key);
  return ts.factory.updateInterfaceDeclaration(owner, owner.modifiers, owner.name, undefined, undefined, members);
}

/** The lines inside a declaration whose outermost `depth` levels have one member each. */
function withoutFrame(text: string, depth: number): string {
  const lines = text.split("\n");
  return lines.slice(depth, lines.length - depth - 1).join("\n");
}

/**
 * Types never run, whatever they contain; so the text must contain nothing but type declarations.
 *
 * @throws Error if it contains more: document text has escaped from its literal, which is a bug in Callwright
 */
function assertTypesAlone(text: string): ReturnType<typeof readTypes> {
  const found = readTypes(text);
  const { strange } = found;
  if (strange)
    throw new Error(`schema.ts: line ${String(strange.line)} does not declare a type: ${JSON.stringify(strange.text)}`);
  return found;
}
