/** Verifies JavaScript and TypeScript samples: each is a module of one program, checked against the client's types. */
import type { FileSet } from "../fileset.js";
import type { Surface } from "../naming/surface.js";
import { unlessTooDeep } from "../snippets/nesting.js";
import { readSnippet } from "../snippets/read.js";
import { methodCallOf } from "../snippets/snippet.js";
import { callsIn, type MadeCall, methodFinder, type SampleContext } from "./calls.js";
import { type Specimen } from "./specimens.js";
import { compilerFindings } from "./compiler-findings.js";
import { fault, type SampleFinding } from "./sample-finding.js";
import { loosened } from "./loosened-literals.js";
import { type Check, type CheckedModule, createCheck, type SampleModule } from "./program.js";
import { isPathOf } from "./curl-findings.js";

/** Returns the findings about samples. The client is parsed once for all calls. */
export type JavaScriptCheck = (specimens: readonly Specimen[]) => ReadonlyMap<Specimen, readonly SampleFinding[]>;

/** @param known the samples of the document, which show the package that the client is imported from */
export function createJavaScriptCheck(known: readonly Specimen[], surface: Surface, files: FileSet): JavaScriptCheck {
  const packages = packagesOf(known, surface, files);
  const check = createCheck(files, packages);
  return (specimens) => {
    if (specimens.length === 0) return new Map();
    const sources = specimens.map((specimen) => ({ specimen, module: moduleOf(specimen, surface, packages) }));
    const judged = judge(sources, check, surface);
    // JavaScript with only type errors is checked again with looser types.
    const again = judged.flatMap(({ specimen, module, findings, loose }) =>
      findings.length > 0 && loose !== undefined ? [{ specimen, module: { ...module, source: loose } }] : [],
    );
    const second = again.length === 0 ? [] : judge(again, check, surface);
    const cleared = new Set(second.flatMap(({ specimen, findings }) => (findings.length === 0 ? [specimen] : [])));
    return new Map(judged.map(({ specimen, findings }) => [specimen, cleared.has(specimen) ? [] : findings]));
  };
}

interface SampledModule {
  readonly specimen: Specimen;
  readonly module: SampleModule;
}

interface Judged extends SampledModule {
  readonly findings: readonly SampleFinding[];
  /** The source with looser types; undefined if nothing can be loosened. */
  readonly loose: string | undefined;
}

function judge(sources: readonly SampledModule[], check: Check, surface: Surface): readonly Judged[] {
  const checked = check(sources.map(({ module }) => module));
  const find = methodFinder(surface);
  return sources.map((source, index) => {
    const at = checked[index];
    return (at && unlessTooDeep(() => judgeOne(source, at))) ?? { ...source, findings: [tooDeep], loose: undefined };
  });

  function judgeOne({ specimen, module }: SampledModule, at: CheckedModule): Judged {
    const isTypeScript = /^(?:typescript|tsx?|mts|cts)\b/i.test(specimen.sample.language.trim());
    const context: SampleContext = { method: specimen.method, surface, checker: at.checker, find, isTypeScript };
    const findings = findingsIn(at, context);
    const loose = isTypeScript || findings.length === 0 ? undefined : loosened(at.file, module.source, at.checker);
    return { specimen, module, findings, loose };
  }
}

const tooDeep: SampleFinding = {
  kind: "no-parse",
  message: "The sample is nested too deeply to be checked.",
  hint: fault.sample("simplify it."),
  offset: 0,
};

function findingsIn(module: CheckedModule, context: SampleContext): readonly SampleFinding[] {
  const found = compilerFindings(module, context);
  if (found.some(({ kind }) => kind === "no-parse" || kind === "unknown-call")) return found;
  const calls = callsIn(module.file, context.checker, context.find);
  const elsewhere = otherOperation(calls, context);
  return elsewhere ? [elsewhere, ...found] : found;
}

/** Reports a sample that makes calls but not that of its own operation. A sample without any call is not reported here. */
function otherOperation(calls: readonly MadeCall[], { method, surface }: SampleContext): SampleFinding | undefined {
  const [first] = calls;
  if (!first || calls.some(({ made }) => isCallOf(made, method))) return undefined;
  const call = "call" in first.made ? first.made.call : `${first.made.verb}("${first.made.path ?? ""}")`;
  return {
    kind: "other-operation",
    message: `The sample calls \`${call}\`, but belongs to \`${method.operation.address.method.toUpperCase()} ${method.operation.address.path}\`.`,
    hint: fault.sample(`this operation is \`${surface.client.variable}.${method.call}\`.`),
    offset: first.node.getStart(),
  };
}

function isCallOf(made: MadeCall["made"], method: Specimen["method"]): boolean {
  if ("call" in made) return made.operation === method.operation;
  return made.verb === method.operation.address.method && (made.path === undefined || isPathOf(made.path, method));
}

/** The packages that samples import the client from: the generated one, and those from which they import its class. */
export function packagesOf(specimens: readonly Specimen[], surface: Surface, files: FileSet): readonly string[] {
  const { name } = JSON.parse(files.get("package.json") ?? "{}") as { readonly name?: string };
  const imported = specimens.flatMap(({ sample }) =>
    readSnippet(sample.source, "javascript").clients.flatMap((client) =>
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

/** Whether code mentions a package, or a path in it, in quotes, because its name may be a common word. */
export function imports(source: string, name: string): boolean {
  const quoted = ['"', "'", "`"].map((quote) => quote + name);
  return quoted.some((start) => ["/", start.slice(0, 1)].some((end) => source.includes(start + end)));
}

/** Adds a client to a sample that neither creates nor imports one, under the name that the sample uses. */
function moduleOf({ sample, clients }: Specimen, { client }: Surface, packages: readonly string[]): SampleModule {
  const { source } = sample;
  const jsx = /^[jt]sx\b/i.test(sample.language.trim());
  const snippet = readSnippet(source, "javascript");
  const [name] = packages;
  const isWhole = snippet.clients.length > 0 || packages.some((one) => imports(source, one));
  if (isWhole || name === undefined) return { source, jsx };
  const assumed = snippet.calls.flatMap((call) =>
    call.undeclared !== undefined &&
    clients?.has(call.undeclared) !== false &&
    /^[A-Za-z_$][\w$]*$/.test(call.undeclared) &&
    methodCallOf(call)
      ? [call.undeclared]
      : [],
  );
  const type = `import(${JSON.stringify(name)}).${client.className}`;
  const epilogue = [...new Set(assumed)].map((variable) => `declare var ${variable}: ${type};`).join("\n");
  return { source, jsx, epilogue };
}
