/**
 * `callwright adopt`: the configuration that keeps the calls of a published SDK, the client that it makes, and what callers
 * would still notice.
 */
import path from "node:path";
import { pc } from "../colours.js";
import { configFile } from "../config/config.js";
import { detectDocuments } from "../config/detect.js";
import { UnusableInput } from "../diagnostic.js";
import { legible, plural, relative } from "../report.js";
import type { Target } from "../targets.js";
import {
  addApi,
  addFixes,
  apiName,
  configurationIn,
  configurationText,
  editConfiguration,
  freeApi,
  fromFile,
} from "./adopt/configuration.js";
import { ExitCode, printLines, title, type CommonOptions, type Context } from "./running/context.js";
import { targetsOf } from "./running/each.js";
import { withText } from "./running/fetched.js";
import { generate } from "./generate.js";
import { startProgress } from "./printing/progress.js";
import { propose, type Proposal } from "./adopt/proposal.js";
import { openPublished, titleOf, type Published } from "./adopt/published.js";
import { judgedLine, printVerdict, tell, type ToldVerdict } from "./adopt/verdicts.js";

export interface AdoptOptions extends CommonOptions {
  /** The SDK: a folder, or a package on npm. */
  readonly package?: string;
  /** Prints the configuration, and writes nothing. */
  readonly dryRun?: boolean;
  /** Writes the client into a folder that holds other things. */
  readonly existing?: boolean;
}

/** @throws UnusableInput */
export async function adopt(spec: string | undefined, options: AdoptOptions, context: Context): Promise<ExitCode> {
  const published = await openPublished(options.package ?? "", context);
  try {
    const target = await withText(oneTarget(spec, published, options, context), false);
    const progress = startProgress(target.name, context);
    const proposal = await propose(published, target, progress.stage).finally(() => {
      progress.end();
    });
    const place = placeOfConfiguration(target, published, options, context);
    const told = tell(place.api, titleOf(published.sdk), proposal.verdict, target.decisions.compare ?? {});
    if (options.dryRun === true) {
      const text = configurationText((yaml) => {
        write(yaml, place, proposal);
      });
      printLines(text, context.out);
      context.err(`${title(place.api)}: ${judgedLine(told)}`);
      return ExitCode.done;
    }
    return await carryOut(place, { proposal, told }, options, context);
  } finally {
    published.dispose();
  }
}

interface Found {
  readonly proposal: Proposal;
  readonly told: ToldVerdict;
}

async function carryOut(
  place: ConfigurationPlace,
  { proposal, told }: Found,
  { config, allowRemote, existing }: AdoptOptions,
  context: Context,
): Promise<ExitCode> {
  editConfiguration(place.file, (yaml) => {
    write(yaml, place, proposal);
  });
  const shown = relative(place.file, context.cwd);
  context.err(
    `${pc.green("wrote")} ${shown}: apis.${place.api}, with ${plural(proposal.fixes.length, "line")} that keep calls of ${legible(told.sdk)}`,
  );
  const code = await generate(
    place.api,
    {
      ...(config === undefined ? {} : { config }),
      ...(allowRemote === undefined ? {} : { allowRemote }),
      ...(existing === undefined ? {} : { existing }),
    },
    context,
  );
  printVerdict(told, "text", context);
  context.err(`${title(place.api)}: ${judgedLine(told)}`);
  return code;
}

/** The document that the SDK is to be made of: the one that is named, that is configured, or that the SDK was made of. */
function oneTarget(
  spec: string | undefined,
  { sdk }: Published,
  { config, allowRemote }: AdoptOptions,
  context: Context,
): Target {
  const { cwd } = context;
  const isAlone =
    configFile({ cwd, ...(config === undefined ? {} : { config }) }) === undefined && detectDocuments(cwd).length === 0;
  const named = spec ?? (isAlone ? sdk.stats.document : undefined);
  if (named !== undefined && spec === undefined) context.err(`the document is ${named}, as .stats.yml of the SDK says`);
  const common = { ...(config === undefined ? {} : { config }), ...(allowRemote === undefined ? {} : { allowRemote }) };
  const [target, ...others] = targetsOf(named, common, context);
  if (target !== undefined && others.length === 0) return target;
  throw new UnusableInput({
    code: "adopt/several",
    severity: "error",
    message: "The configuration lists several APIs, but an SDK belongs to one.",
    hint: `Name it: ${[target, ...others].flatMap((one) => one?.name ?? []).join(", ")}.`,
    place: { file: target?.config ?? cwd },
  });
}

/** Where the configuration of the API stands, or is to stand. */
interface ConfigurationPlace {
  readonly file: string;
  readonly api: string;
  /** The first lines to write if the configuration does not list the API. */
  readonly added?: Parameters<typeof addApi>[2];
  /** The lines to write if it lists the API without an output folder. */
  readonly output?: string;
}

function placeOfConfiguration(
  target: Target,
  { sdk }: Published,
  { out, config }: AdoptOptions,
  { cwd }: Context,
): ConfigurationPlace {
  const file = target.config ?? configurationIn(cwd, config);
  // The SDK stays where it is, unless somebody says otherwise.
  const output = fromFile(file, out ?? (sdk.folder === path.join(cwd, "sdk") ? "client" : "sdk"), cwd);
  if (target.config !== undefined) return { file, api: target.name, ...(target.out === undefined ? { output } : {}) };
  const api = freeApi(file, apiName(sdk.name ?? path.basename(sdk.folder)));
  const root = fromFile(file, target.spec, cwd);
  return { file, api, added: { root, output, ...(sdk.name === undefined ? {} : { name: sdk.name }) } };
}

function write(
  yaml: Parameters<typeof addApi>[0],
  { api, added, output }: ConfigurationPlace,
  { fixes }: Proposal,
): void {
  if (added !== undefined) addApi(yaml, api, added);
  if (output !== undefined) yaml.setIn(["apis", api, "x-callwright", "output"], output);
  addFixes(yaml, api, fixes);
}
