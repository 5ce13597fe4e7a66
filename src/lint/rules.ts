/** Selects the Redocly rules to run. Plugins are code, so neither they nor their rules are passed on. */
import type { Diagnostic } from "../diagnostic.js";

/** As in Redocly's configuration: names of rulesets, and the severity or settings of single rules. */
export interface LintRules {
  readonly extends?: readonly string[];
  readonly rules?: Readonly<Record<string, unknown>>;
}

/**
 * Rules that check examples against their schemas. They compile a validator for each schema, which takes most of the time
 * of a large document's lint, and no client depends on the result.
 */
const exampleRules = ["no-invalid-media-type-examples", "no-invalid-parameter-examples", "no-invalid-schema-examples"];

/** Removes the rules that check examples. */
export function withoutExamples({ rules, ...rest }: LintRules): LintRules {
  return { ...rest, rules: { ...rules, ...Object.fromEntries(exampleRules.map((rule) => [rule, "off"])) } };
}

/** Redocly's own rulesets. Other names are files, URLs or plugins. */
const rulesets: ReadonlySet<string> = new Set(["minimal", "recommended", "recommended-strict", "spec", "all"]);

/** Redocly refuses to run without a rule, but accepts one that is off. */
const NO_RULE = { struct: "off" };

/** Redocly's configuration, and findings about the user's rules that were left out. */
export interface RedoclyConfig {
  readonly content: { readonly extends: readonly string[]; readonly rules: Readonly<Record<string, unknown>> };
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the configuration; without rules from the user, it has Redocly's `recommended` ones, as in `redocly lint`. */
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
