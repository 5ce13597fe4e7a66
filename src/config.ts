/**
 * The configuration: a `redocly.yaml`, whose `apis` name the specifications and whose `x-callwright` blocks say what
 * Callwright needs beside them. It is read as data; plugins in it are never loaded.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isMap, isScalar, LineCounter, parseDocument, type Document as YamlDocument } from "yaml";
import { UnusableInput, type Position } from "./diagnostic.js";
import type { Json, JsonObject } from "./document/document.js";
import type { LintRules } from "./document/lint.js";
import { isObject, member } from "./document/refs.js";
import type { PackageSettings } from "./emit/package.js";
import type { NamingConfig } from "./naming/config.js";

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
}

export interface TargetRequest {
  /** A file, or the name of an API in the configuration; every API there without it. */
  readonly spec?: string | undefined;
  readonly out?: string | undefined;
  readonly config?: string | undefined;
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
  const targets = select(configured, request, file);
  if (request.out === undefined) return targets;
  if (targets.length > 1) throw several(targets, file);
  return targets.map((target) => ({ ...target, out: path.resolve(request.cwd, request.out ?? "") }));
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
  const source = new ConfigSource(file);
  const { value } = source;
  if (value !== null && !isObject(value)) {
    throw unusable(file, "config/not-a-map", "The configuration is not a map of keys.", "See `apis` in the README.");
  }
  const root = value ?? {};
  const apis = source.object(root, ["apis"]) ?? {};
  return Object.keys(apis).map((name) => readTarget(source, root, name));
}

const KNOWN: Readonly<Record<string, "text" | "texts" | "map" | "object">> = {
  output: "text",
  package: "object",
  client: "text",
  calls: "map",
  prefix: "map",
  verbs: "map",
  skip: "texts",
  only: "texts",
  limits: "object",
};

function readTarget(source: ConfigSource, root: JsonObject, name: string): Target {
  const at = ["apis", name];
  const folder = path.dirname(source.file);
  const spec = source.text(root, [...at, "root"]);
  if (spec === undefined) throw source.error(at, `The API \`${name}\` names no file.`, "Add `root: <file>` to it.");
  const block = [...at, "x-callwright"];
  const options = source.object(root, block) ?? {};
  source.checkKeys(options, block);
  const output = source.text(root, [...block, "output"]);
  return {
    name,
    spec: path.resolve(folder, spec),
    ...(output === undefined ? {} : { out: path.resolve(folder, output) }),
    config: source.file,
    package: readPackage(source, root, [...block, "package"]),
    naming: readNaming(source, root, block),
    lint: readLint(root, member(member(root, "apis"), name)),
    limits: readLimits(source, root, [...block, "limits"]),
  };
}

function readPackage(source: ConfigSource, root: JsonObject, at: readonly string[]): PackageSettings {
  const { name, version, ...fields } = source.object(root, at) ?? {};
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  };
}

function readNaming(source: ConfigSource, root: JsonObject, block: readonly string[]): NamingConfig {
  const client = source.text(root, [...block, "client"]);
  const maps = Object.fromEntries(
    ["calls", "prefix", "verbs"].flatMap((key) => {
      const map = source.texts(root, [...block, key]);
      return map ? [[key, map]] : [];
    }),
  );
  const lists = Object.fromEntries(
    ["skip", "only"].flatMap((key) => {
      const list = source.list(root, [...block, key]);
      return list ? [[key, list]] : [];
    }),
  );
  return { ...(client === undefined ? {} : { client }), ...maps, ...lists };
}

function readLimits(source: ConfigSource, root: JsonObject, at: readonly string[]): Readonly<Record<string, number>> {
  const limits = source.object(root, at) ?? {};
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

/** A parsed configuration that can say where a key of it stands. */
class ConfigSource {
  readonly value: Json;
  private readonly lines = new LineCounter();
  private readonly document: YamlDocument;

  constructor(readonly file: string) {
    this.document = parseDocument(readFileSync(file, "utf8"), { lineCounter: this.lines });
    const [broken] = this.document.errors;
    if (broken) {
      const { line, col } = this.lines.linePos(broken.pos[0]);
      throw unusable(
        { file, line, column: col },
        "config/not-yaml",
        `The configuration is not YAML: ${broken.message.split("\n", 1)[0] ?? ""}`,
        "Mend the syntax at this place.",
      );
    }
    this.value = this.document.toJS({ maxAliasCount: 100 }) as Json;
  }

  at(root: JsonObject, path: readonly string[]): Json | undefined {
    return path.reduce<Json | undefined>((value, key) => member(value, key), root);
  }

  text(root: JsonObject, path: readonly string[]): string | undefined {
    const value = this.at(root, path);
    if (value === undefined || typeof value === "string") return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a text.`, "Give it as one text.");
  }

  object(root: JsonObject, path: readonly string[]): JsonObject | undefined {
    const value = this.at(root, path) ?? undefined;
    if (value === undefined || isObject(value)) return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a map of keys.`, "Give it as `key: value` lines.");
  }

  texts(root: JsonObject, path: readonly string[]): Readonly<Record<string, string>> | undefined {
    const map = this.object(root, path);
    for (const key of Object.keys(map ?? {})) this.text(root, [...path, key]);
    return map as Readonly<Record<string, string>> | undefined;
  }

  list(root: JsonObject, path: readonly string[]): readonly string[] | undefined {
    const value = this.at(root, path) ?? undefined;
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    throw this.error(path, `\`${path.at(-1) ?? ""}\` is not a list of texts.`, "Give it as `- item` lines.");
  }

  checkKeys(options: JsonObject, at: readonly string[]): void {
    const unknown = Object.keys(options).find((key) => !Object.hasOwn(KNOWN, key));
    if (unknown === undefined) return;
    throw this.error(
      [...at, unknown],
      `\`x-callwright\` has no key \`${unknown}\`.`,
      `Known keys: ${Object.keys(KNOWN).join(", ")}.`,
    );
  }

  error(path: readonly string[], message: string, hint: string): UnusableInput {
    return unusable(this.position(path), "config/unusable", message, hint);
  }

  /** Where a key stands; the nearest one above it that does where it does not exist. */
  private position(path: readonly string[]): Position {
    let node: unknown = this.document.contents;
    let offset = 0;
    for (const key of path) {
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
      if (!pair) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    }
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

function unusable(place: string | Position, code: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({
    code,
    severity: "error",
    message,
    hint,
    place: typeof place === "string" ? { file: place } : place,
  });
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
