/** The commands with their options: what `--help` prints, and what runs. */
import { InvalidArgumentError, Option } from "commander";
import type { CompareOptions } from "./compare.js";
import type { DriftOptions } from "./drift.js";
import type { ExplainOptions } from "./explain.js";
import type { SamplesOptions } from "./samples.js";
import type { ExitCode as Code } from "./running/context.js";
import { reportFormats, type CommonOptions, type Context } from "./running/context.js";

/** One command as it was called. */
interface Call {
  /** A file, or the name of an API in the configuration; undefined for every API of the configuration. */
  readonly spec: string | undefined;
  /** As commander gives them: each command knows its own. */
  readonly options: CommonOptions;
  readonly context: Context;
  /** Called by `watch`, which runs until the signal aborts; other commands end as the system ends them. */
  readonly untilInterrupted: () => AbortSignal;
}

/** A command. Its file is loaded by `run` alone, so that no command pays for another. */
export interface CommandEntry {
  readonly name: string;
  readonly description: string;
  /** Options beside `--config` and `--allow-remote`, which every command has. */
  readonly options: readonly Option[];
  /** The arguments allowed after the specification, with their description. */
  readonly others?: readonly [name: keyof SamplesOptions & "guides", description: string];
  /** The argument required before the specification, with its description. */
  readonly first?: readonly [
    name: keyof (DriftOptions & CompareOptions) & ("traffic" | "package"),
    description: string,
  ];
  readonly run: (call: Call) => Promise<Code>;
}

const sdkArgument =
  "the SDK: a folder, a .tgz of npm pack, or a package name on npm (fetched without running its scripts)";

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "init",
    description:
      "ask for the document, folder and package name; write redocly.yaml and a CI workflow; generate the client",
    options: [
      outOption(),
      new Option("-n, --name <package>", "the name of the package"),
      new Option("-y, --yes", "ask nothing: use the document found here and the defaults"),
    ],
    run: async ({ spec, options, context }) => (await import("./init.js")).init(spec, options, context),
  },
  {
    name: "generate",
    description: "write the client package of a specification",
    options: [
      outOption(),
      strictOption(),
      new Option("--force", "run even if nothing has changed since the last run"),
      ...editOptions(),
      new Option("--existing", "write into a folder that already has other files, and keep them"),
      new Option("--build", "install what the package needs, and build it"),
    ],
    run: async ({ spec, options, context }) => (await import("./generate.js")).generate(spec, options, context),
  },
  {
    name: "check",
    description: "compare the package on disk with its specification and explain any drift; exits with 3 on drift",
    options: [
      outOption(),
      new Option("--samples", "also exit with 3 if code samples do not pass"),
      new Option("--against <side>", "exit with 3 if samples got worse than on this side: a git revision or a file"),
      new Option("--refresh", "fetch the document from its URL again, and report what changed"),
      formatOption("text", "json", "github"),
    ],
    run: async ({ spec, options, context }) =>
      (await import("./running/several.js")).overApis("check", spec, options, context),
  },
  {
    name: "diff",
    description:
      "show how a change to a specification affects calls, on the wire and in callers' code; exits with 3 on breaks",
    options: [
      new Option("--against <side>", "the earlier side: a git revision, a file or a folder").default("HEAD"),
      new Option("--fail-on <level>", "exit with 3 from this level on (default: breaks)").choices([
        "breaks",
        "risk",
        "none",
      ]),
      new Option("--lens <lens>", "judge by one lens only").choices(["wire", "source"]),
      new Option("--all", "also print safe changes"),
      new Option(
        "--prove",
        "also let TypeScript compare both packages, and report calls that no longer fit without a change that explains it",
      ),
      formatOption("text", "json", "markdown", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./diff.js")).diff(spec, options, context),
  },
  {
    name: "drift",
    description:
      "list what recorded traffic contains that the specification does not declare; exits with 3 on findings",
    first: ["traffic", "a HAR file, or lines of JSON written by callwright/record"],
    options: [new Option("--show-values", "also print undeclared values"), formatOption("text", "json")],
    run: async ({ spec, options, context }) => (await import("./drift.js")).drift(spec, options, context),
  },
  {
    name: "adopt",
    description:
      "write the configuration that keeps the calls of a published SDK, generate the client, and list what callers notice",
    first: ["package", sdkArgument],
    options: [
      outOption(),
      new Option("--dry-run", "print the configuration; write nothing"),
      new Option("--existing", "write into a folder that already has other files, and keep them"),
    ],
    run: async ({ spec, options, context }) => (await import("./adopt.js")).adopt(spec, options, context),
  },
  {
    name: "compare",
    description:
      "list what callers of a published SDK would notice if the client replaced it; exits with 3 on differences",
    first: ["package", sdkArgument],
    options: [
      new Option("--fail-on <what>", "exit with 3 for these differences (default: any)").choices([
        "calls",
        "any",
        "none",
      ]),
      formatOption("text", "json", "markdown", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./compare.js")).compare(spec, options, context),
  },
  {
    name: "lint",
    description: "print the findings of Redocly and Callwright in a specification; exits with 3 on errors",
    options: [
      new Option("--max <count>", "how many findings of each rule to print (default: 3)").argParser(wholeNumber),
      new Option("--rule <rule>", "print every finding of one rule only"),
      new Option("--all", "print every finding: errors first, in line order"),
      formatOption("text", "json", "github", ...reportFormats),
    ],
    run: async ({ spec, options, context }) => {
      const report = reportFormats.find((one) => one === (options.format as string | undefined));
      return report
        ? (await import("./printing/reports.js")).lintReport(spec, report, options, context)
        : (await import("./running/several.js")).overApis("lint", spec, options, context);
    },
  },
  {
    name: "watch",
    description: "regenerate whenever the specification or its configuration changes",
    options: [outOption(), strictOption(), ...editOptions()],
    run: async ({ spec, options, context, untilInterrupted }) =>
      (await import("./watch.js")).watch(spec, options, context, untilInterrupted()),
  },
  {
    name: "docs",
    description: "write Redocly's reference page for a specification, with code samples that pass",
    options: [new Option("-o, --out <dir>", "the folder of the page (default: site)")],
    run: async ({ spec, options, context }) => (await import("./docs.js")).docs(spec, options, context),
  },
  {
    name: "inputs",
    description: "list every file that generate reads and writes, for a build tool's cache; writes nothing",
    options: [outOption(), formatOption("text", "json")],
    run: async ({ spec, options, context }) => (await import("./running/inputs.js")).inputs(spec, options, context),
  },
  {
    name: "explain",
    description: "list every method with its address and the reason for its name",
    options: [
      new Option("--only <call>", "one call (`apiKeys.retrieve`) or address (`GET /api-keys/{id}`)"),
      formatOption("text", "json", "markdown"),
    ],
    run: async ({ spec, options, context }) =>
      (await import("./explain.js")).explain(spec, options as ExplainOptions, context),
  },
  {
    name: "samples",
    description:
      "check the code samples of a specification, or code blocks in guides, against the client; exits with 3 on findings",
    others: ["guides", "Markdown files to check instead, such as docs/**/*.md"],
    options: [
      new Option("--write [file]", "write a copy with corrected samples (default: NAME.samples.yaml beside it)"),
      new Option("--add", "with --write: add samples to operations that have none"),
      new Option("--dry-run", "print what --write would change; write nothing"),
      formatOption("text", "json", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./samples.js")).samples(spec, options, context),
  },
];

function outOption(): Option {
  return new Option("-o, --out <dir>", "the folder of the client package");
}

function editOptions(): Option[] {
  return [
    new Option("--merge", "keep manual edits in generated files, and merge them with the new output"),
    new Option("--overwrite", "replace files that were edited or written by hand").conflicts("merge"),
  ];
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

function strictOption(): Option {
  return new Option("--strict", "write nothing if the lint finds errors or a call was renamed");
}

function formatOption(...choices: readonly string[]): Option {
  return new Option("-f, --format <format>", "output format").choices(choices).default("text");
}
