/** What a generated package may look like, whatever its document said. */
import { readmeMarks } from "../../src/readme-marks.js";
import ts from "typescript";
import type { FileSet } from "../../src/fileset.js";

/** C0 and C1 controls, bidirectional and zero-width marks, line separators, tags: nobody sees them, and they mislead. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

const RESERVED_ON_WINDOWS = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const PACKAGE_KEYS: readonly string[] = [
  "name",
  "version",
  "description",
  "license",
  "type",
  "sideEffects",
  "engines",
  "main",
  "module",
  "types",
  "exports",
  "files",
  "scripts",
  "dependencies",
  "devDependencies",
  "callwright",
];

/** The first character of a text that nobody sees. */
export function hidden(text: string): string | undefined {
  return UNSEEN.exec(text)?.[0];
}

/** A README without the two comments around it, which are Callwright's own where they stand first and last. */
function withoutMarks(text: string): string {
  const { begin, end } = readmeMarks;
  const isMarked = text.startsWith(begin) && text.endsWith(`${end}\n`);
  return isMarked ? text.slice(begin.length, -end.length - 1) : text;
}

/** Everything that is wrong with a package; nothing where it is as it should be. */
export function faultsOf(files: FileSet, canary: string): readonly string[] {
  return [...fileFaults(files, canary), ...packageFaults(files.get("package.json") ?? "", canary)];
}

/** The same without the package.json, which an owner's configuration decides on, too. */
export function fileFaults(files: FileSet, canary: string): readonly string[] {
  const faults = [...nameFaults([...files.keys()])];
  for (const [file, text] of files) {
    if (file.startsWith("src/runtime/")) continue;
    const unseen = hidden(text);
    if (unseen !== undefined) faults.push(`${file}: holds ${JSON.stringify(unseen)}, which nobody sees`);
    if (file.endsWith(".md") && /(?<!\\)<[a-z/!?]/i.test(withoutCode(withoutMarks(text))))
      faults.push(`${file}: holds markup that runs`);
    if (file.endsWith(".ts")) faults.push(...codeFaults(file, text, canary));
  }
  return faults;
}

/** Markdown without what stands in it as code, or as the target of a link. */
function withoutCode(text: string): string {
  return text
    .replace(/^```.*?^```$/gms, "")
    .replace(/(`+)[^`].*?\1/g, "")
    .replace(/\]\(<https?:[^>\s]*>\)/g, "]");
}

function nameFaults(names: readonly string[]): readonly string[] {
  const faults = names.filter(
    (name) =>
      !/^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)*$/i.test(name) ||
      name.length > 160 ||
      name.split("/").some((part) => part.endsWith(".") || RESERVED_ON_WINDOWS.test(part)),
  );
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return [
    ...faults.map((name) => `${JSON.stringify(name)} is no name for a file`),
    ...(folded.size < names.length ? ["two files have names that are one where letter case does not count"] : []),
  ];
}

function packageFaults(text: string, canary: string): readonly string[] {
  const parsed = JSON.parse(text) as Record<string, unknown>;
  const strange = Object.keys(parsed).filter((key) => !PACKAGE_KEYS.includes(key));
  const name = String(parsed["name"]);
  const faults = strange.map((key) => `package.json: holds \`${key}\``);
  if (!/^[a-z0-9][a-z0-9-]{0,200}$/.test(name)) faults.push(`package.json: \`${name}\` is no name of a package`);
  const { description: _, ...rest } = parsed;
  if (JSON.stringify(rest).includes(canary)) faults.push("package.json: holds the canary");
  return faults;
}

/** Whether the code parses, and holds the canary in strings and comments alone. */
function codeFaults(file: string, text: string, canary: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const { parseDiagnostics } = source as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  const faults = parseDiagnostics.map((one) => `${file}: ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`);
  const visit = (node: ts.Node): void => {
    const leaf = leafText(node);
    if (leaf?.includes(canary))
      faults.push(`${file}: the canary is code: ${ts.SyntaxKind[node.kind]} ${leaf.slice(0, 80)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const pragma of Object.keys(
    Object.fromEntries((source as unknown as { pragmas: Map<string, unknown> }).pragmas),
  )) {
    faults.push(`${file}: a comment speaks to the compiler: ${pragma}`);
  }
  if (source.referencedFiles.length > 0) faults.push(`${file}: a comment refers to a file`);
  return faults;
}

/** The text of a token that is neither a plain string, nor part of a comment, nor the name of a member. */
function leafText(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isSourceFile(node)) return undefined;
  if (ts.isPropertySignature(node.parent) && node.parent.name === node) return undefined;
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isLiteralExpression(node)) return node.text;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node)) return node.text;
  return undefined;
}
