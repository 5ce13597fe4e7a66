/**
 * The configuration: a `redocly.yaml`, whose `apis` name the specifications and whose `x-callwright` blocks say what
 * Callwright needs beside them. It is read as data; plugins in it are never loaded.
 */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { committedCalls } from "./committed.js";
import { readNaming } from "./naming.js";
import { SettingsSource, unusable } from "./settings-file.js";
import { readStainlessFile, withStainless, type Stainless } from "./stainless/apply.js";
import type { Diagnostic, UnusableInput } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import { defaultLimits } from "../document/limits.js";
import type { LintRules } from "../lint/lint.js";
import { isObject, member } from "../document/refs.js";
import type { PackageSettings } from "../emit/package.js";
import type { NamingConfig } from "../naming/config.js";

/** One specification to work on, with everything a run must know about it. All paths are absolute. */
export interface Target {
  /** The name under `apis`, or the name of the file without its ending. */
  readonly name: string;
  readonly spec: string;
  /** The output folder; absent where neither configuration nor command names one. */
  readonly out?: string;
  /** The configuration file, where one speaks of this specification. */
  readonly config?: string;
  readonly package: PackageSettings;
  readonly naming: NamingConfig;
  readonly lint: LintRules;
  readonly limits: Readonly<Record<string, number>>;
  /** Overlay files, in the order in which they apply to the specification. */
  readonly overlays?: readonly string[];
  /** Hosts that references may be fetched from. */
  readonly allowRemote?: readonly string[];
  /** The `stainless.yml` that names come from. */
  readonly stainlessFile?: string;
  /** What is in it beside names. */
  readonly stainless?: Stainless;
  /** Whether calls of the package in `out` keep their names. */
  readonly isLocked?: boolean;
  /** What there is to say about the configuration itself. */
  readonly diagnostics?: readonly Diagnostic[];
}

export interface TargetRequest {
  /** A file, or the name of an API in the configuration; every API there without it. */
  readonly spec?: string | undefined;
  readonly out?: string | undefined;
  readonly config?: string | undefined;
  /** Hosts that are allowed beside those of the configuration. */
  readonly allowRemote?: readonly string[] | undefined;
  readonly cwd: string;
}

/** Where a configuration is looked for, in this order. */
export const CONFIG_PLACES: readonly string[] = [
  "redocly.yaml",
  "redocly.yml",
  "spec/redocly.yaml",
  "spec/redocly.yml",
];

/**
 * The targets a command asks for.
 *
 * @throws UnusableInput where there is no such file or API, or the configuration cannot be used
 */
export function findTargets(request: TargetRequest): readonly Target[] {
  const file = configFile(request);
  const configured = file === undefined ? [] : readConfig(file);
  const allowed = (request.allowRemote ?? []).map((host) => checkedHost(host) ?? refuseHost(host, file ?? request.cwd));
  const targets = select(configured, request, file).map((target) => allowing(target, allowed));
  if (request.out === undefined) return targets.map(completed);
  if (targets.length > 1) throw several(targets, file);
  return targets.map((target) => completed({ ...target, out: path.resolve(request.cwd, request.out ?? "") }));
}

function allowing(target: Target, hosts: readonly string[]): Target {
  return hosts.length === 0 ? target : { ...target, allowRemote: [...(target.allowRemote ?? []), ...hosts] };
}

/** A host as addresses write it; undefined for what is none. */
function checkedHost(text: string): string | undefined {
  const isHost = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text);
  return isHost && URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : undefined;
}

function refuseHost(text: string, place: string): never {
  throw unusable(place, "config/unusable", `\`--allow-remote ${text}\` names no host.`, HOST_HINT);
}

const HOST_HINT = "Name one host, as `api.example.com` or `localhost:8080`.";

/** Adds what other files decide: only for specifications that are worked on, so that no other can fail them. */
function completed(target: Target): Target {
  const { stainlessFile, isLocked, out } = target;
  const merged = stainlessFile === undefined ? target : withStainless(target, readStainlessFile(stainlessFile));
  if (isLocked !== true || out === undefined) return merged;
  return { ...merged, naming: { ...merged.naming, locked: committedCalls(out) } };
}

function configFile({ config, cwd }: TargetRequest): string | undefined {
  if (config !== undefined) {
    const file = path.resolve(cwd, config);
    if (existsSync(file)) return file;
    throw unusable(
      file,
      "config/missing",
      "There is no configuration at this path.",
      "Check the path given to `--config`.",
    );
  }
  return CONFIG_PLACES.map((place) => path.resolve(cwd, place)).find((place) => existsSync(place));
}

function select(
  configured: readonly Target[],
  { spec, cwd }: TargetRequest,
  config: string | undefined,
): readonly Target[] {
  if (spec === undefined) {
    if (configured.length > 0) return configured;
    throw nothingToDo(config ?? cwd);
  }
  const named = configured.filter((target) => target.name === spec);
  if (named.length > 0) return named;
  const file = path.resolve(cwd, spec);
  const listed = configured.filter((target) => target.spec === file);
  if (listed.length > 0) return listed;
  if (!existsSync(file) && configured.length > 0 && !/[./\\]/.test(spec))
    throw noSuchApi(spec, configured, config ?? cwd);
  const name = path.basename(file).replace(/\.(ya?ml|json)$/i, "");
  return [{ name, spec: file, package: {}, naming: {}, lint: {}, limits: {} }];
}

/** Reads the APIs of a configuration file, in the order it lists them. */
export function readConfig(file: string): readonly Target[] {
  const source = new SettingsSource(file);
  const { value } = source;
  if (value !== null && !isObject(value)) {
    throw unusable(file, "config/not-a-map", "The configuration is not a map of keys.", "See `apis` in the README.");
  }
  const root = value ?? {};
  const apis = source.object(root, ["apis"]) ?? {};
  return Object.keys(apis).map((name) => readTarget(source, root, name));
}

/** Every key of `x-callwright`. */
const KNOWN: readonly string[] = [
  "output",
  "package",
  "client",
  "credentials",
  "calls",
  "prefix",
  "verbs",
  "skip",
  "only",
  "names",
  "pagination",
  "stainless",
  "overlays",
  "allowRemote",
  "limits",
];

function readTarget(source: SettingsSource, root: JsonObject, name: string): Target {
  const at = ["apis", name];
  const folder = path.dirname(source.file);
  const spec = source.text(root, [...at, "root"]);
  if (spec === undefined) throw source.error(at, `The API \`${name}\` names no file.`, "Add `root: <file>` to it.");
  const block = [...at, "x-callwright"];
  source.checkKeys(source.object(root, block) ?? {}, block, KNOWN);
  const output = source.text(root, [...block, "output"]);
  const stainless = source.text(root, [...block, "stainless"]);
  const overlays = source.list(root, [...block, "overlays"]) ?? [];
  const hosts = source.list(root, [...block, "allowRemote"]) ?? [];
  return {
    name,
    spec: path.resolve(folder, spec),
    ...(output === undefined ? {} : { out: path.resolve(folder, output) }),
    config: source.file,
    package: readPackage(source, root, [...block, "package"]),
    naming: readNaming(source, root, block),
    lint: readLint(root, member(member(root, "apis"), name)),
    limits: readLimits(source, root, [...block, "limits"]),
    overlays: overlays.map((file, index) => existing(source, [...block, "overlays", String(index)], file)),
    allowRemote: hosts.map((host, index) => {
      const found = checkedHost(host);
      if (found !== undefined) return found;
      throw source.error([...block, "allowRemote", String(index)], `\`${host}\` is no host.`, HOST_HINT);
    }),
    ...(stainless === undefined ? {} : { stainlessFile: existing(source, [...block, "stainless"], stainless) }),
    isLocked: readNames(source, root, [...block, "names"]),
  };
}

/** The absolute path of a file that the configuration names; it may stand anywhere its user may read. */
function existing(source: SettingsSource, at: readonly string[], file: string): string {
  const absolute = path.resolve(path.dirname(source.file), file);
  if (statSync(absolute, { throwIfNoEntry: false })?.isFile() === true) return absolute;
  throw source.error(at, `There is no file \`${file}\`.`, "Correct the path; it is relative to this configuration.");
}

function readNames(source: SettingsSource, root: JsonObject, at: readonly string[]): boolean {
  const names = source.text(root, at);
  if (names === undefined || names === "locked") return names === "locked";
  throw source.error(at, `\`names\` is \`${names}\`.`, "Write `names: locked`, or remove it.");
}

function readPackage(source: SettingsSource, root: JsonObject, at: readonly string[]): PackageSettings {
  const { name, version, ...fields } = source.object(root, at) ?? {};
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  };
}

function readLimits(source: SettingsSource, root: JsonObject, at: readonly string[]): Readonly<Record<string, number>> {
  const limits = source.object(root, at) ?? {};
  source.checkKeys(limits, at, Object.keys(defaultLimits));
  return Object.fromEntries(
    Object.entries(limits).map(([key, value]) => {
      if (typeof value === "number" && value > 0) return [key, value];
      throw source.error(
        [...at, key],
        `The limit \`${key}\` is not a positive number.`,
        "Give a number, or remove it.",
      );
    }),
  );
}

/** The rules of the API's own block over those of the whole file, as Redocly reads them. */
function readLint(root: JsonObject, api: Json | undefined): LintRules {
  const merged: { extends?: string[]; rules?: Record<string, unknown> } = {};
  for (const owner of [root, isObject(api) ? api : {}]) {
    const base = member(owner, "extends");
    const rules = member(owner, "rules");
    if (Array.isArray(base)) merged.extends = base.filter((item) => typeof item === "string");
    if (isObject(rules)) merged.rules = { ...merged.rules, ...rules };
  }
  return merged;
}

function nothingToDo(place: string): UnusableInput {
  return unusable(
    place,
    "config/no-apis",
    "No specification was named, and no configuration lists one.",
    "Name a file (`callwright generate openapi.yaml --out sdk`), or list it under `apis` in a redocly.yaml.",
  );
}

function noSuchApi(spec: string, configured: readonly Target[], config: string): UnusableInput {
  return unusable(
    config,
    "config/no-such-api",
    `There is neither a file nor a configured API called \`${spec}\`.`,
    `Configured: ${configured.map(({ name }) => name).join(", ")}.`,
  );
}

function several(targets: readonly Target[], config: string | undefined): UnusableInput {
  return unusable(
    config ?? "",
    "config/one-out-for-several",
    `\`--out\` names one folder for ${String(targets.length)} APIs.`,
    `Name the one that is meant: ${targets.map(({ name }) => name).join(", ")}.`,
  );
}
