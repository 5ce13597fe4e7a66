/**
 * Structures to text. The only file that touches ts-morph's printer.
 *
 * Structures are printed whole, one call a file: adding nodes one at a time is fifty times slower. ts-morph escapes
 * nothing, so every text in a structure has passed the gate (`text.ts`) before it gets here; what was printed is parsed
 * once more, and a file that does not hold exactly the statements that were meant is never handed on.
 */
import { IndentationText, Project, StructureKind, type SourceFile, type StatementStructures, ts } from "ts-morph";
import { fileHeader } from "./text.js";

export { StructureKind };

/** A structure, or one statement as text where a structure would print it worse. */
export type Statement = StatementStructures | string;

export type Printer = (path: string, statements: readonly Statement[]) => string;

/** A printer for the files of one package. */
export function createPrinter(): Printer {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { noLib: true, noResolve: true },
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  return (path, statements) => {
    const file = project.createSourceFile(path, { statements: [...statements] });
    // No literal holds a line end, so what is tidied here is only ever the printer's own or a comment's.
    const text =
      fileHeader +
      file
        .getFullText()
        .replace(/[ \t]+$/gm, "")
        .replace(/\n{3,}/g, "\n\n");
    assertAsMeant(path, file, statements);
    file.forget();
    return text;
  };
}

/** @throws Error where the printed text parses to other statements than were meant: a hole in the gate, so a bug of ours */
function assertAsMeant(path: string, file: SourceFile, statements: readonly Statement[]): void {
  const printed = file.compilerNode.statements;
  const broken = syntaxError(file);
  if (broken !== undefined || printed.length !== statements.length) {
    throw new Error(`${path}: the printed code is not what was meant${broken === undefined ? "" : ` (${broken})`}`);
  }
}

/** The parser's own findings; a program would find the same and cost a type check. */
function syntaxError(file: SourceFile): string | undefined {
  const { parseDiagnostics } = file.compilerNode as ts.SourceFile & { parseDiagnostics?: readonly ts.Diagnostic[] };
  const first = parseDiagnostics?.[0];
  return first && ts.flattenDiagnosticMessageText(first.messageText, " ");
}
