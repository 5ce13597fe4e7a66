/** The command line: the commands, their options and their help. `commands/` holds the work of each command. */
import { Command, CommanderError } from "commander";
import type { ExitCode as Code } from "./commands/running/context.js";
import { ExitCode, printLines, type CommonOptions, type Context } from "./commands/running/context.js";
import { suggestInit } from "./commands/running/detected.js";
import { reportUnusable } from "./commands/running/each.js";
import { COMMANDS, type CommandEntry } from "./commands/table.js";

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
    await program.parseAsync(wordsFor(program, words), { from: "user" });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) {
      if (cause.code === "commander.unknownCommand") suggestGenerate(words, context);
      if (words.length === 0) suggestInit(context);
      return cause.exitCode === 0 ? ExitCode.done : ExitCode.unusable;
    }
    return reportUnusable(cause, options, context);
  }
}

/** Asking `help` about a command that does not exist is answered as calling it is: commander would print all help. */
function wordsFor(program: Command, words: readonly string[]): string[] {
  const [first, asked] = words;
  const isUnknown = first === "help" && asked !== undefined && !program.commands.some((one) => one.name() === asked);
  return isUnknown && asked !== "help" ? [asked] : [...words];
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
      "a file, a URL, or the name of an API in the configuration (default: every API in the configuration)",
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

const EPILOGUE = `
Examples:
  callwright init                               ask three questions and set everything up
  callwright generate openapi.yaml --out sdk    write a client package
  callwright generate                           every API in redocly.yaml
  callwright check --format github              in CI: fail if spec and client have drifted apart
  callwright adopt acme-sdk openapi.yaml        keep the calls of a published SDK
  callwright explain --only "GET /api-keys/{id}"
  callwright samples openapi.yaml --write       write a copy with corrected code samples

Exit codes: 0 done, 1 internal error, 2 unusable input or configuration, 3 findings (lint errors, drift, samples).`;
