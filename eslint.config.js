// @ts-check
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "dist/",
    "coverage/",
    ".work/",
    "generated/",
    "test/golden/*/",
    "scripts/lib/servers/apps/",
    "docs/examples/",
  ]),
  {
    // A rule that is wrong is changed here, for everyone, with a reason.
    linterOptions: { noInlineConfig: true, reportUnusedInlineConfigs: "error" },
  },
  {
    files: ["**/*.ts", "scripts/**/*.mjs", "src/**/*.mjs", "*.js"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 80 }],
      // `??` and `?.` count as branches here, so this is less than it seems.
      complexity: ["error", { max: 16, variant: "modified" }],
      "max-depth": ["error", 3],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-cond-assign": "error",
      "no-empty": "error",
      "no-eval": "error",
      "no-extend-native": "error",
      "no-misleading-character-class": "error",
      "no-prototype-builtins": "error",
      "no-regex-spaces": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unsafe-finally": "error",
      "no-useless-escape": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name=/^(localeCompare|toLocale.*)$/]",
          message: "The order and form of output must not depend on a locale.",
        },
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
      ],
      // Numbers and booleans have one form as text.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // A function that promises is async even where it has nothing to wait for: then its errors reject, too.
      "@typescript-eslint/require-await": "off",
      // It does not see that a callback may have changed a variable, nor that a library's types may promise too much.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // A caller may give a type argument that stands in one place only: `get<Key>("/path")`.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // What a signal was aborted with is passed on as it is.
      "@typescript-eslint/prefer-promise-reject-errors": [
        "error",
        { allowThrowingUnknown: true, allowThrowingAny: true },
      ],
      // `() => list.push(x)` as a callback whose result nobody reads is clear enough.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Names such as `_` say that a parameter is there for its place.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["test/**"],
    rules: {
      // A `describe` is a list, not a function; what is in it is held to the limit.
      "max-lines-per-function": "off",
      "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }],
      // Looking into values is what tests do; where they are not what was thought, the test fails.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      // Specifications and generated code have `${…}` in their text.
      "no-template-curly-in-string": "off",
    },
  },
  {
    files: ["test/types/**"],
    rules: {
      // Here the types are the code: values and parameters stand for them and are never used.
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/no-unused-vars": "off",
      // Calls that must not compile are the point.
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  {
    files: ["scripts/**"],
    rules: {
      // A package that a script has just built has no types yet when the script is checked.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
