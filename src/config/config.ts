/** Finds the specifications that a command works on, and the decisions about each. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { UnusableInput } from "../diagnostic.js";
import { detectDocuments } from "./detect.js";
import { isRemote } from "../document/is-remote.js";
import { readConfig } from "./redocly.js";
import { hostHint, hostOf } from "./kinds.js";
import { unusable } from "./settings.js";
import { withStainless } from "./stainless/apply.js";
import type { Target } from "./target.js";

export interface TargetRequest {
  /** A file, or the name of an API in the configuration; if absent, all APIs of the configuration. */
  readonly spec?: string | undefined;
  readonly out?: string | undefined;
  readonly config?: string | undefined;
  /** Hosts that references may be fetched from. The configuration can only narrow this list. */
  readonly allowRemote?: readonly string[] | undefined;
  readonly cwd: string;
}

/** Default paths of the configuration, in order of precedence. */
const DEFAULT_PATHS: readonly string[] = ["redocly.yaml", "redocly.yml", "spec/redocly.yaml", "spec/redocly.yml"];

/**
 * Returns the targets that a command asks for. Files that their configuration refers to, such as a `stainless.yml`, are
 * read only for these targets, so that a broken file affects no other target.
 *
 * @throws UnusableInput if the named file or API does not exist, or the configuration is unusable
 */
export function readTargets(request: TargetRequest): readonly Target[] {
  const file = configFile(request);
  const configured = file === undefined ? [] : readConfig(file);
  const named = [...(request.allowRemote ?? []), ...environmentHosts()];
  const hosts = named.map((host) => allowedHost(host, file ?? request.cwd));
  const targets = select(configured, request, file);
  if (request.out !== undefined && targets.length > 1) throw oneOutForSeveral(targets, file);
  return targets.map((target) => withStainless(withCommand(target, request, hosts)));
}

/**
 * Applies options of the command line, which override the configuration. Only the user can allow hosts: a configuration
 * may come from an untrusted pull request, and could make CI contact anything that its machine can reach.
 */
function withCommand(target: Target, { out, cwd }: TargetRequest, hosts: readonly string[]): Target {
  const { allowRemote: narrowed, ...decisions } = target.decisions;
  const allowRemote = narrowed === undefined ? hosts : hosts.filter((host) => narrowed.includes(host));
  return {
    ...target,
    ...(out === undefined ? {} : { out: path.resolve(cwd, out) }),
    decisions: allowRemote.length === 0 ? decisions : { ...decisions, allowRemote },
  };
}

/** Hosts from the environment, as in `--allow-remote`: `CALLWRIGHT_ALLOW_REMOTE=a.example,b.example`. */
function environmentHosts(): readonly string[] {
  return (process.env["CALLWRIGHT_ALLOW_REMOTE"] ?? "").split(",").flatMap((host) => host.trim() || []);
}

function allowedHost(text: string, place: string): string {
  const host = hostOf(text);
  if (host !== undefined) return host;
  throw unusable(place, "config/unusable", `\`--allow-remote ${text}\` is not a host name.`, hostHint);
}

/**
 * Returns the configuration file of a command; undefined if none of the default paths exists.
 *
 * @throws UnusableInput if the named file does not exist
 */
export function configFile({ config, cwd }: Pick<TargetRequest, "config" | "cwd">): string | undefined {
  if (config === undefined)
    return DEFAULT_PATHS.map((place) => path.resolve(cwd, place)).find((place) => existsSync(place));
  const file = path.resolve(cwd, config);
  if (existsSync(file)) return file;
  const message = "The configuration file does not exist.";
  throw unusable(file, "config/missing", message, "Check the path given to `--config`.");
}

function select(
  configured: readonly Target[],
  { spec, cwd }: TargetRequest,
  config: string | undefined,
): readonly Target[] {
  if (spec === undefined) {
    if (configured.length > 0) return configured;
    const [found, ...others] = detectDocuments(cwd);
    if (found === undefined) throw nothingToDo(config ?? cwd);
    if (others.length > 0) throw severalDocuments([found, ...others], cwd);
    return [unconfigured(found)];
  }
  const named = configured.filter((target) => target.name === spec);
  if (named.length > 0) return named;
  const file = isRemote(spec) && URL.canParse(spec) ? new URL(spec).href : path.resolve(cwd, spec);
  const listed = configured.filter((target) => target.spec === file);
  if (listed.length > 0) return listed;
  if (!isRemote(file) && !existsSync(file) && configured.length > 0 && !/[./\\]/.test(spec)) {
    throw noSuchApi(spec, configured, config ?? cwd);
  }
  return [unconfigured(file)];
}

/** A target for a document that the configuration does not list. */
function unconfigured(file: string): Target {
  if (isRemote(file) && URL.canParse(file)) return { name: new URL(file).hostname, spec: file, decisions: {} };
  return { name: path.basename(file).replace(/\.(ya?ml|json)$/i, ""), spec: file, decisions: {} };
}

function severalDocuments(files: readonly string[], cwd: string): UnusableInput {
  return unusable(
    path.join(cwd, "spec"),
    "config/several-documents",
    `The folder holds ${String(files.length)} OpenAPI documents, and no configuration selects one.`,
    `Name one of them: ${files.map((file) => path.relative(cwd, file)).join(", ")}.`,
  );
}

function nothingToDo(place: string): UnusableInput {
  return unusable(
    place,
    "config/no-apis",
    "No specification was given, and no configuration lists one.",
    "Name a file (`callwright generate openapi.yaml --out sdk`), or run `callwright init`.",
  );
}

function noSuchApi(spec: string, configured: readonly Target[], config: string): UnusableInput {
  return unusable(
    config,
    "config/no-such-api",
    `\`${spec}\` is neither a file nor a configured API.`,
    `Configured: ${configured.map(({ name }) => name).join(", ")}.`,
  );
}

function oneOutForSeveral(targets: readonly Target[], config: string | undefined): UnusableInput {
  return unusable(
    config ?? "",
    "config/one-out-for-several",
    `\`--out\` names one folder, but the configuration lists ${String(targets.length)} APIs.`,
    `Name one of them: ${targets.map(({ name }) => name).join(", ")}.`,
  );
}
