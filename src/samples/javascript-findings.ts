/** Verifies JavaScript and TypeScript samples: every one a module of one program, checked against the client's types. */
import type { FileSet } from "../fileset.js";
import { methodCallOf } from "../snippets/snippet.js";
import { readJavaScript } from "../snippets/javascript.js";
import type { Surface } from "../naming/surface.js";
import { callsIn, methodFinder, type MadeCall } from "./calls.js";
import { type Specimen } from "./specimens.js";
import { complaints } from "./compiler-findings.js";
import { fault, type SampleFinding } from "./sample-finding.js";
import { loosened } from "./loosened-literals.js";
import { type Check, type CheckedModule, createCheck, type SampleModule } from "./program.js";
import { isPathOf } from "./curl-findings.js";
import type { Subject } from "./subject.js";

/** Gives the findings about samples; what one call has parsed of the client serves the next. */
export type CodeCheck = (specimens: readonly Specimen[]) => ReadonlyMap<Specimen, readonly SampleFinding[]>;

/** @param known the samples of the document, which say what the client is imported from */
export function createCodeCheck(known: readonly Specimen[], surface: Surface, files: FileSet): CodeCheck {
  const packages = packagesOf(known, surface, files);
  const check = createCheck(files, packages);
  return (specimens) => {
    if (specimens.length === 0) return new Map();
    const sources = specimens.map((specimen) => ({ specimen, module: moduleOf(specimen, surface, packages) }));
    const judged = judge(sources, check, surface);
    // JavaScript that only its types speak against is looked at once more without them.
    const again = judged.flatMap(({ specimen, module, findings, loose }) =>
      findings.length > 0 && loose !== undefined ? [{ specimen, module: { ...module, source: loose } }] : [],
    );
    const second = again.length === 0 ? [] : judge(again, check, surface);
    const cleared = new Set(second.flatMap(({ specimen, findings }) => (findings.length === 0 ? [specimen] : [])));
    return new Map(judged.map(({ specimen, findings }) => [specimen, cleared.has(specimen) ? [] : findings]));
  };
}

interface Source {
  readonly specimen: Specimen;
  readonly module: SampleModule;
}

interface Judged extends Source {
  readonly findings: readonly SampleFinding[];
  /** The source with less for types to complain about, where there is such. */
  readonly loose: string | undefined;
}

function judge(sources: readonly Source[], check: Check, surface: Surface): readonly Judged[] {
  const checked = check(sources.map(({ module }) => module));
  const find = methodFinder(surface);
  return sources.map((source, index) => {
    const at = checked[index];
    return (at && unlessTooDeep(() => judgeOne(source, at))) ?? { ...source, findings: [tooDeep], loose: undefined };
  });

  function judgeOne({ specimen, module }: Source, at: CheckedModule): Judged {
    const isTypeScript = /^(?:typescript|tsx?|mts|cts)\b/i.test(specimen.sample.language.trim());
    const subject: Subject = { method: specimen.method, surface, checker: at.checker, find, isTypeScript };
    const findings = findingsIn(at, subject);
    const loose = isTypeScript || findings.length === 0 ? undefined : loosened(at.file, module.source, at.checker);
    return { specimen, module, findings, loose };
  }
}

/** Whoever walks a tree recurses. */
function unlessTooDeep<Result>(walk: () => Result): Result | undefined {
  try {
    return walk();
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

const tooDeep: SampleFinding = {
  kind: "no-parse",
  message: "The sample is nested too deeply to be read.",
  hint: fault.sample("make it simpler."),
  offset: 0,
};

function findingsIn(module: CheckedModule, subject: Subject): readonly SampleFinding[] {
  const found = complaints(module, subject);
  if (found.some(({ kind }) => kind === "no-parse" || kind === "unknown-call")) return found;
  const calls = callsIn(module.file, subject.checker, subject.find);
  const elsewhere = otherOperation(calls, subject);
  return elsewhere ? [elsewhere, ...found] : found;
}

/** A sample calls its own operation, whatever else it calls before and after. A sample without calls does not belong to another operation. */
function otherOperation(calls: readonly MadeCall[], { method, surface }: Subject): SampleFinding | undefined {
  const [first] = calls;
  if (!first || calls.some(({ made }) => isCallOf(made, method))) return undefined;
  const call = "call" in first.made ? first.made.call : `${first.made.verb}("${first.made.path ?? ""}")`;
  return {
    kind: "other-operation",
    message: `The sample calls \`${call}\`, and stands at \`${method.operation.address.method.toUpperCase()} ${method.operation.address.path}\`.`,
    hint: fault.sample(`this operation is \`${surface.client.variable}.${method.call}\`.`),
    offset: first.node.getStart(),
  };
}

function isCallOf(made: MadeCall["made"], method: Specimen["method"]): boolean {
  if ("call" in made) return made.operation === method.operation;
  return made.verb === method.operation.address.method && (made.path === undefined || isPathOf(made.path, method));
}

/** The names by which samples import the client: its package's own, and what its class is imported from. */
function packagesOf(specimens: readonly Specimen[], surface: Surface, files: FileSet): readonly string[] {
  const { name } = JSON.parse(files.get("package.json") ?? "{}") as { readonly name?: string };
  const imported = specimens.flatMap(({ sample }) =>
    readJavaScript(sample.source).clients.flatMap((client) =>
      client.className === surface.client.className && client.package !== undefined ? [client.package] : [],
    ),
  );
  const { samplePackage } = surface.client;
  return [
    ...new Set([
      ...(name === undefined ? [] : [name]),
      ...(samplePackage === undefined ? [] : [samplePackage]),
      ...imported,
    ]),
  ];
}

/** A sample that neither makes nor imports a client takes one for granted: it is given one, under the name it uses. */
function moduleOf({ sample }: Specimen, { client }: Surface, packages: readonly string[]): SampleModule {
  const { source } = sample;
  const jsx = /^[jt]sx\b/i.test(sample.language.trim());
  const reading = readJavaScript(source);
  const [name] = packages;
  const isWhole = reading.clients.length > 0 || packages.some((one) => source.includes(one));
  if (isWhole || name === undefined) return { source, jsx };
  const assumed = reading.calls.flatMap((call) =>
    call.undeclared !== undefined && /^[A-Za-z_$][\w$]*$/.test(call.undeclared) && methodCallOf(call)
      ? [call.undeclared]
      : [],
  );
  const type = `import(${JSON.stringify(name)}).${client.className}`;
  const epilogue = [...new Set(assumed)].map((variable) => `declare var ${variable}: ${type};`).join("\n");
  return { source, jsx, epilogue };
}
