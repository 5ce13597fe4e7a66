import { fileURLToPath } from "node:url";

// What is printed is compared as text.
process.env.NO_COLOR = "1";
delete process.env.FORCE_COLOR;
// What runs remember of each other is theirs alone, and not the user's.
process.env.XDG_CACHE_HOME = fileURLToPath(new URL(".work/cache", import.meta.url));

/** @type {import("jest").Config} */
const common = {
  testEnvironment: "node",
  modulePathIgnorePatterns: [
    "<rootDir>/dist",
    "<rootDir>/.work",
    "<rootDir>/generated/dist",
    "<rootDir>/test/golden/.*/expected",
  ],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: {
    "^(\\.{1,2}/.*)\\.js$": "$1",
    // The second is ts-morph's own.
    "^typescript$": "<rootDir>/test/support/shared/typescript.cjs",
    "^\\./typescript$": "<rootDir>/test/support/shared/ts-morph-typescript.cjs",
  },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022", experimental: { keepImportAttributes: true } },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
};

/** The folders of `test/` that hold tests; CONTRIBUTING.md says what each is for and how long it takes. */
const projects = ["unit", "property", "golden", "process", "wire", "consumer", "packed", "engines", "real", "hostile"];

/** @type {import("jest").Config} */
export default {
  // Jest would leave one core of two to itself, and most tests wait for processes of their own.
  maxWorkers: "100%",
  // Many tests run programs, on machines that do other things too; none is about time.
  testTimeout: 120_000,
  testSequencer: "./test/support/longest-first.mjs",
  projects: projects.map((name) => ({
    ...common,
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  })),
};
