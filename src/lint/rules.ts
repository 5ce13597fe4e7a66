/** Which of Redocly's rules are run. Plugins are code, so neither they nor what they define is handed on. */
import type { Diagnostic } from "../diagnostic.js";

/** As in Redocly's configuration: rulesets by name, and the severity or settings of single rules. */
export interface LintRules {
  readonly extends?: readonly string[];
  readonly rules?: Readonly<Record<string, unknown>>;
}

/**
 * Rules that judge examples by their schemas. They compile a validator for each schema, which is most of the time that a
 * lint of a large document takes, and no client depends on their verdict.
 */
const exampleRules = ["no-invalid-media-type-examples", "no-invalid-parameter-examples", "no-invalid-schema-examples"];

/** The rules without those that judge examples. */
export function withoutExamples({ rules, ...rest }: LintRules): LintRules {
  return { ...rest, rules: { ...rules, ...Object.fromEntries(exampleRules.map((rule) => [rule, "off"])) } };
}

/** Redocly's own rulesets. Other names are files, addresses or plugins. */
const rulesets: ReadonlySet<string> = new Set(["minimal", "recommended", "recommended-strict", "spec", "all"]);

/** Redocly refuses to run without any rule, and takes one that is off. */
const NO_RULE = { struct: "off" };

/** Redocly's configuration, and findings about the user's rules that it leaves out. */
export interface RedoclyConfig {
  readonly content: { readonly extends: readonly string[]; readonly rules: Readonly<Record<string, unknown>> };
  readonly diagnostics: readonly Diagnostic[];
}

/** Without rules of the user's own, Redocly's `recommended` ones: what `redocly lint` would say. */
export function redoclyConfig(rules: LintRules): RedoclyConfig {
  const names = rules.extends ?? ["recommended"];
  const entries = Object.entries(rules.rules ?? {});
  const knownSets = names.filter((name) => rulesets.has(name));
  const unknownSets = names.filter((name) => !rulesets.has(name));
  const unknownRules = entries.filter(([name, settings]) => !isOwnRule(name, settings)).map(([name]) => name);
  return {
    content: {
      extends: knownSets,
      rules: {
        ...(knownSets.length === 0 ? NO_RULE : {}),
        ...Object.fromEntries(entries.filter(([name, settings]) => isOwnRule(name, settings))),
      },
    },
    diagnostics: [
      ...unknownSets.map((name) => skipped("ruleset", name)),
      ...unknownRules.map((name) => skipped("rule", name)),
    ],
  };
}

/** Redocly's built-in rules have plain names, its configurable ones begin with `rule/`; a reference could lead anywhere. */
function isOwnRule(name: string, settings: unknown): boolean {
  return (!name.includes("/") || name.startsWith("rule/")) && !JSON.stringify(settings ?? null).includes('"$ref"');
}

function skipped(what: string, name: string): Diagnostic {
  return {
    code: "lint/skipped-rule",
    severity: "warning",
    message: `The ${what} \`${name}\` of the configuration is left out: only Redocly's built-in rules run, without files or plugins.`,
    hint: "Run Redocly separately for plugin rules.",
  };
}
