/** The command line: which words there are, what each is called with, and nothing of what it does. */
import { Command, CommanderError, Option } from "commander";
import type { ExitCode as Code } from "./commands/context.js";
import { ExitCode, type CommonOptions, type Context } from "./commands/context.js";
import { reportUnusable } from "./commands/each.js";

/**
 * Runs the command line and gives the code the process should end with.
 *
 * @param words what was typed after `callwright`
 * @param untilInterrupted called by `watch`, which runs until then; other commands end as the system ends them
 */
export async function run(
  words: readonly string[],
  context: Context,
  version: string,
  untilInterrupted: () => AbortSignal,
): Promise<Code> {
  let code: Code = ExitCode.done;
  let options: CommonOptions = {};
  const program = buildProgram(context, version, untilInterrupted, async (given, work) => {
    options = given;
    code = await work();
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? ExitCode.done : ExitCode.unusable;
    return reportUnusable(cause, options, context);
  }
}

type Launch = (options: CommonOptions, work: () => Promise<Code>) => Promise<void>;

function buildProgram(context: Context, version: string, untilInterrupted: () => AbortSignal, launch: Launch): Command {
  const program = new Command("callwright")
    .description("Makes an OpenAPI document callable: lint, types, a client package, and a drift check for CI.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showHelpAfterError("Run `callwright --help` for what there is.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text.trimEnd()),
      writeErr: (text) => context.err(text.trimEnd()),
    })
    .addHelpText("after", EPILOGUE);

  withSpec(program, "generate", "write the client package of a specification")
    .addOption(outOption())
    .option("--strict", "write nothing where the lint finds errors")
    .option("--force", "do the whole work also where nothing has changed since the last run")
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () => (await import("./commands/generate.js")).generate(spec, options, context)),
    );
  withSpec(
    program,
    "check",
    "compare the package on disk with its specification, and verify its samples; ends with 3 on drift",
  )
    .addOption(outOption())
    .addOption(formatOption("text", "json", "github"))
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () => (await import("./commands/check.js")).check(spec, options, context)),
    );
  withSpec(program, "lint", "print what Redocly and Callwright find in a specification; ends with 3 on errors")
    .addOption(formatOption("text", "json", "github"))
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () => (await import("./commands/lint.js")).lint(spec, options, context)),
    );
  withSpec(program, "watch", "generate again whenever the specification or its configuration changes")
    .addOption(outOption())
    .option("--strict", "write nothing where the lint finds errors")
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () =>
        (await import("./commands/watch.js")).watch(spec, options, context, untilInterrupted()),
      ),
    );
  withSpec(program, "explain", "print every method, the address behind it and the reason for its name")
    .option("--only <call>", "one call (`apiKeys.retrieve`) or address (`GET /api-keys/{id}`)")
    .addOption(formatOption("text", "json", "markdown"))
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () => (await import("./commands/explain.js")).explain(spec, options as object, context)),
    );
  withSpec(program, "samples", "verify the code samples of a specification against its client; ends with 3 on findings")
    .option("--write [file]", "write a copy with samples that pass (default: beside it, as NAME.samples.yaml)")
    .addOption(formatOption("text", "json", "github"))
    .action((spec: string | undefined, options: CommonOptions) =>
      launch(options, async () => (await import("./commands/samples.js")).samples(spec, options, context)),
    );
  return program;
}

function withSpec(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("[spec]", "a file, or the name of an API in the configuration; without it, every API there")
    .option("-c, --config <file>", "the configuration (default: redocly.yaml or spec/redocly.yaml)")
    .option(
      "--allow-remote <host>",
      "a host that references may be fetched from; once for each (default: none)",
      (host: string, hosts: readonly string[] | undefined) => [...(hosts ?? []), host],
    );
}

function outOption(): Option {
  return new Option("-o, --out <dir>", "the folder of the client package");
}

function formatOption(...choices: readonly string[]): Option {
  return new Option("-f, --format <format>", "how to print").choices(choices).default("text");
}

const EPILOGUE = `
Examples:
  callwright generate openapi.yaml --out sdk    spec in, client package out
  callwright generate                           every API in redocly.yaml
  callwright check --format github              in CI: fails when spec and client have drifted apart
  callwright explain --only "GET /api-keys/{id}"
  callwright samples openapi.yaml --write       a copy whose code samples are right

Exit codes: 0 done, 1 a bug of ours, 2 input or configuration unusable, 3 findings (lint errors, drift, samples).`;
