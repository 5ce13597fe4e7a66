/** The command line: the commands, their options and their help. `commands/` holds the work of each command. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { CompareOptions } from "./commands/compare.js";
import type { DriftOptions } from "./commands/drift.js";
import type { ExplainOptions } from "./commands/explain.js";
import type { SamplesOptions } from "./commands/samples.js";
import type { ExitCode as Code } from "./commands/running/context.js";
import { ExitCode, printLines, reportFormats, type CommonOptions, type Context } from "./commands/running/context.js";
import { reportUnusable } from "./commands/running/each.js";

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
interface CommandEntry {
  readonly name: string;
  readonly description: string;
  /** Options beside `--config` and `--allow-remote`, which every command has. */
  readonly options: readonly Option[];
  /** What may stand after the specification, with its description. */
  readonly others?: readonly [name: keyof SamplesOptions & "guides", description: string];
  /** What must stand before the specification, with its description. */
  readonly first?: readonly [
    name: keyof (DriftOptions & CompareOptions) & ("traffic" | "package"),
    description: string,
  ];
  readonly run: (call: Call) => Promise<Code>;
}

const sdkArgument = "the folder of the SDK, or its name on npm, from where it is fetched without running its scripts";

const COMMANDS: readonly CommandEntry[] = [
  {
    name: "init",
    description: "ask for document, folder and package name; write redocly.yaml and a CI workflow, and generate",
    options: [
      outOption(),
      new Option("-n, --name <package>", "the name of the package"),
      new Option("-y, --yes", "ask nothing: take the document that is found, and the defaults"),
    ],
    run: async ({ spec, options, context }) => (await import("./commands/init.js")).init(spec, options, context),
  },
  {
    name: "generate",
    description: "write the client package of a specification",
    options: [
      outOption(),
      strictOption(),
      new Option("--force", "run even if nothing has changed since the last run"),
      ...editOptions(),
      new Option("--existing", "write into a folder that holds other things; they stay as they are"),
      new Option("--build", "install what the package needs, and build it"),
    ],
    run: async ({ spec, options, context }) =>
      (await import("./commands/generate.js")).generate(spec, options, context),
  },
  {
    name: "check",
    description: "compare the package on disk with its specification, and say why they differ; exits with 3 on drift",
    options: [
      outOption(),
      new Option("--samples", "exit with 3 for code samples that do not pass, too"),
      new Option(
        "--against <side>",
        "exit with 3 for samples that got worse than on this side: a git revision, a file",
      ),
      new Option("--refresh", "fetch a document that was given by its address again, and say what moved"),
      formatOption("text", "json", "github"),
    ],
    run: async ({ spec, options, context }) =>
      (await import("./commands/running/several.js")).overApis("check", spec, options, context),
  },
  {
    name: "diff",
    description: "tell what a change of a specification does to calls, on the wire and in callers' code; exits with 3",
    options: [
      new Option("--against <side>", "the earlier side: a git revision, a file or a folder").default("HEAD"),
      new Option("--fail-on <level>", "the level that exits with 3 (default: breaks)").choices([
        "breaks",
        "risk",
        "none",
      ]),
      new Option("--lens <lens>", "judge by one lens alone").choices(["wire", "source"]),
      new Option("--all", "print changes that are safe too"),
      new Option(
        "--prove",
        "let TypeScript compare both packages too: a call that no longer fits must have its change",
      ),
      formatOption("text", "json", "markdown", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./commands/diff.js")).diff(spec, options, context),
  },
  {
    name: "drift",
    description: "tell what recorded traffic shows that a specification does not say; exits with 3",
    first: ["traffic", "a HAR file, or lines of JSON that callwright/record has written"],
    options: [new Option("--show-values", "print undeclared values too"), formatOption("text", "json")],
    run: async ({ spec, options, context }) => (await import("./commands/drift.js")).drift(spec, options, context),
  },
  {
    name: "adopt",
    description:
      "write the configuration that keeps the calls of a published SDK, generate, and tell what callers notice",
    first: ["package", sdkArgument],
    options: [
      outOption(),
      new Option("--dry-run", "print the configuration, and write nothing"),
      new Option("--existing", "write into a folder that holds other things; they stay as they are"),
    ],
    run: async ({ spec, options, context }) => (await import("./commands/adopt.js")).adopt(spec, options, context),
  },
  {
    name: "compare",
    description:
      "tell what callers of a published SDK notice if the client takes its place, call by call; exits with 3",
    first: ["package", sdkArgument],
    options: [
      new Option("--fail-on <what>", "what exits with 3 (default: any)").choices(["calls", "any", "none"]),
      formatOption("text", "json", "markdown", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./commands/compare.js")).compare(spec, options, context),
  },
  {
    name: "lint",
    description: "print the findings of Redocly and Callwright in a specification; exits with 3 on errors",
    options: [
      new Option("--max <count>", "how many places of each rule are printed (default: 3)").argParser(wholeNumber),
      new Option("--rule <rule>", "print every finding of one rule, and no other"),
      new Option("--all", "print every finding, errors first, in the order of lines"),
      formatOption("text", "json", "github", ...reportFormats),
    ],
    run: async ({ spec, options, context }) => {
      const report = reportFormats.find((one) => one === (options.format as string | undefined));
      return report
        ? (await import("./commands/printing/reports.js")).lintReport(spec, report, options, context)
        : (await import("./commands/running/several.js")).overApis("lint", spec, options, context);
    },
  },
  {
    name: "watch",
    description: "generate again whenever the specification or its configuration changes",
    options: [outOption(), strictOption(), ...editOptions()],
    run: async ({ spec, options, context, untilInterrupted }) =>
      (await import("./commands/watch.js")).watch(spec, options, context, untilInterrupted()),
  },
  {
    name: "docs",
    description: "write a page of a specification for people, with code samples that pass",
    options: [new Option("-o, --out <dir>", "the folder of the page (default: site)")],
    run: async ({ spec, options, context }) => (await import("./commands/docs.js")).docs(spec, options, context),
  },
  {
    name: "inputs",
    description: "print every file that generate reads and writes, for the cache of a build tool; writes nothing",
    options: [outOption(), formatOption("text", "json")],
    run: async ({ spec, options, context }) =>
      (await import("./commands/running/inputs.js")).inputs(spec, options, context),
  },
  {
    name: "explain",
    description: "print every method, its address and the reason for its name",
    options: [
      new Option("--only <call>", "one call (`apiKeys.retrieve`) or address (`GET /api-keys/{id}`)"),
      formatOption("text", "json", "markdown"),
    ],
    run: async ({ spec, options, context }) =>
      (await import("./commands/explain.js")).explain(spec, options as ExplainOptions, context),
  },
  {
    name: "samples",
    description:
      "verify the code samples of a specification, or code blocks of guides, against its client; exits with 3",
    others: ["guides", "Markdown files whose code blocks are verified instead: docs/**/*.md"],
    options: [
      new Option("--write [file]", "write a copy with corrected samples (default: NAME.samples.yaml beside it)"),
      new Option("--add", "with --write: add samples to operations that have none"),
      new Option("--dry-run", "print what --write would change, and write nothing"),
      formatOption("text", "json", "github"),
    ],
    run: async ({ spec, options, context }) => (await import("./commands/samples.js")).samples(spec, options, context),
  },
];

/**
 * Runs the command line and gives the code the process should end with.
 *
 * @param words the arguments after `callwright`
 * @param untilInterrupted gives a signal that aborts when the process is asked to end
 */
export async function run(
  words: readonly string[],
  context: Context,
  version: string,
  untilInterrupted: () => AbortSignal,
): Promise<Code> {
  let code: Code = ExitCode.done;
  let options: CommonOptions = {};
  const program = newProgram(context, version);
  for (const entry of COMMANDS) {
    const command = addCommand(program, entry);
    command.action(async () => {
      const { spec, ...others } = argumentsOf(command);
      options = { ...command.opts<CommonOptions>(), ...others };
      code = await entry.run({ spec, options, context, untilInterrupted });
    });
  }
  try {
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) {
      if (cause.code === "commander.unknownCommand") suggestGenerate(words, context);
      return cause.exitCode === 0 ? ExitCode.done : ExitCode.unusable;
    }
    return reportUnusable(cause, options, context);
  }
}

/** The arguments of a command that was called, by their names. */
function argumentsOf(command: Command): { readonly spec?: string } {
  const values: readonly unknown[] = command.processedArgs;
  return Object.fromEntries(command.registeredArguments.map((argument, index) => [argument.name(), values[index]]));
}

/** A document where a command should stand was most likely meant to be generated. */
function suggestGenerate([word = ""]: readonly string[], context: Context): void {
  if (/\.(ya?ml|json)$|^https?:/i.test(word)) context.err(`Did you mean \`callwright generate ${word} --out sdk\`?`);
}

function newProgram(context: Context, version: string): Command {
  return new Command("callwright")
    .description("Makes an OpenAPI document callable: lint, types, a client package, and a drift check for CI.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("Run `callwright --help` for the commands and their options.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        printLines(text.trimEnd(), context.out);
      },
      writeErr: (text) => {
        printLines(text.trimEnd(), context.err);
      },
    })
    .addHelpText("after", EPILOGUE);
}

function addCommand(program: Command, { name, description, options, others, first }: CommandEntry): Command {
  const command = program.command(name).description(description);
  if (first !== undefined) command.argument(`<${first[0]}>`, first[1]);
  command
    .argument(
      "[spec]",
      "a file, an address, or the name of an API in the configuration (default: every API of the configuration)",
    )
    .option("-c, --config <file>", "the configuration (default: redocly.yaml or spec/redocly.yaml)")
    .option(
      "--allow-remote <host>",
      "a host that references may be fetched from; repeatable (default: none)",
      (host: string, hosts: readonly string[] | undefined) => [...(hosts ?? []), host],
    );
  if (others !== undefined) command.argument(`[${others[0]}...]`, others[1]);
  for (const option of options) command.addOption(option);
  return command;
}

function outOption(): Option {
  return new Option("-o, --out <dir>", "the folder of the client package");
}

function editOptions(): Option[] {
  return [
    new Option("--merge", "keep what was edited by hand in generated files, and merge it with what is generated now"),
    new Option("--overwrite", "replace files that were edited or written by hand").conflicts("merge"),
  ];
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

function strictOption(): Option {
  return new Option("--strict", "write nothing if the lint finds errors, or a call was renamed");
}

function formatOption(...choices: readonly string[]): Option {
  return new Option("-f, --format <format>", "output format").choices(choices).default("text");
}

const EPILOGUE = `
Examples:
  callwright init                               three questions, then everything is in place
  callwright generate openapi.yaml --out sdk    spec in, client package out
  callwright generate                           every API in redocly.yaml
  callwright check --format github              in CI: fails when spec and client have drifted apart
  callwright adopt acme-sdk openapi.yaml        a client that keeps the calls of a published SDK
  callwright explain --only "GET /api-keys/{id}"
  callwright samples openapi.yaml --write       a copy with corrected code samples

Exit codes: 0 done, 1 internal error, 2 unusable input or configuration, 3 findings (lint errors, drift, samples).`;
