/** Files of a project that are changed at random: documents, configurations, overlays, `stainless.yml`, samples, traffic. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { compile } from "../../../src/compile.js";
import { readTargets } from "../../../src/config/config.js";
import type { Decisions } from "../../../src/config/decisions.js";
import { UnusableInput } from "../../../src/diagnostic.js";
import { readTraffic } from "../../../src/drift/traffic.js";
import { textOf, toFinding } from "../../../src/report.js";
import { readSnippet } from "../../../src/snippets/read.js";
import { realSpec, root } from "../../support/paths.js";
import { fileFaults, hidden } from "../inspect.js";
import { edited, editedText, edits, manyEdits, textEdits, type Edit, type TextEdit } from "./edits.js";
import { target, type Target } from "./target.js";

const golden = path.join(root, "test", "golden");
const cases = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

function textAt(...names: readonly string[]): string {
  return readFileSync(path.join(golden, ...names), "utf8");
}

/** A project in a folder of its own, for as long as `work` takes. */
async function inFolder<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-fuzz-"));
  try {
    mkdirSync(path.join(folder, "sub"));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CANARY = "cAnArY_0f_fUzz";

/** What is wrong with what becomes of a document: refusals are findings, and the rest is a package that parses. */
async function compiled(spec: string, decisions: Decisions = {}): Promise<readonly string[]> {
  const folder = path.dirname(spec);
  try {
    const named = await compile({ name: "spec", spec, decisions });
    const said = named.diagnostics.map((item) => textOf(toFinding(item, folder, named.document)));
    return [...said.flatMap(unreadable), ...fileFaults(await named.emit(), CANARY)];
  } catch (error) {
    return refusalOf(error, folder);
  }
}

function refusalOf(error: unknown, folder: string): readonly string[] {
  if (!(error instanceof UnusableInput)) throw error;
  return error.diagnostics.flatMap((item) => unreadable(textOf(toFinding(item, folder))));
}

function unreadable(finding: string): readonly string[] {
  return hidden(finding) === undefined ? [] : [`says what nobody sees: ${JSON.stringify(finding).slice(0, 300)}`];
}

const name = fc.constantFrom(...cases);

const documents = target(
  "documents",
  fc.record({ name, changes: edits }),
  ({ name: of, changes }: { readonly name: string; readonly changes: readonly Edit[] }) =>
    inFolder({ "spec.json": JSON.stringify(edited(load(textAt(of, "spec.yaml")), changes) ?? null) }, (folder) =>
      compiled(path.join(folder, "spec.json")),
    ),
);

/** Published documents beside the repository. */
const published = ["portkey-api-key.yaml", "portkey.yaml"];

function publishedText(file: string): string {
  return readFileSync(realSpec(file) ?? "", "utf8");
}

/** Published documents with changes of any of their parts; no target where the documents are absent. */
function realDocuments(): readonly Target[] {
  if (published.some((file) => realSpec(file) === undefined)) return [];
  // The large one takes seconds, and is read with many changes at once.
  const inputs = fc.oneof(
    { weight: 4, arbitrary: fc.record({ file: fc.constant("portkey-api-key.yaml"), changes: edits }) },
    fc.record({ file: fc.constant("portkey.yaml"), changes: manyEdits }),
  );
  const faults = ({ file, changes }: { readonly file: string; readonly changes: readonly Edit[] }) =>
    inFolder({ "spec.json": JSON.stringify(edited(load(publishedText(file)), changes) ?? null) }, (folder) =>
      compiled(path.join(folder, "spec.json")),
    );
  return [target("real documents", inputs, faults, 120)];
}

interface TextInput {
  readonly name: string;
  readonly changes: readonly TextEdit[];
}

const texts = target(
  "texts of documents",
  fc.record({ name, changes: textEdits }),
  ({ name: of, changes }: TextInput) =>
    inFolder({ "spec.yaml": editedText(textAt(of, "spec.yaml"), changes) }, (folder) =>
      compiled(path.join(folder, "spec.yaml")),
    ),
);

const files = (of: string): readonly string[] => readdirSync(path.join(golden, of));
const stainless = fc.constantFrom(...cases.filter((one) => files(one).includes("stainless.yml")));

/** The files of a case, with one of them changed. */
function project(of: string, file: string, text: string): Promise<readonly string[]> {
  const others = files(of).filter((one) => /\.(?:ya?ml|json)$/.test(one));
  const all = Object.fromEntries(others.map((one) => [one, textAt(of, one)]));
  return inFolder({ ...all, [file]: text }, async (folder) => {
    try {
      const targets = readTargets({ cwd: folder, config: "redocly.yaml" });
      const results = await Promise.all(targets.map(({ spec, decisions }) => compiled(spec, decisions)));
      return results.flat();
    } catch (error) {
      return refusalOf(error, folder);
    }
  });
}

/** The cases that have a configuration, and what is wrong where texts of it are changed. */
export const configuredCases: readonly string[] = cases.filter((one) => files(one).includes("redocly.yaml"));

/** A name that must never become code. */
export { CANARY };

export function faultsOfConfiguration(of: string, change: (text: string) => string): Promise<readonly string[]> {
  const changed = (value: unknown): unknown => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(changed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, changed(part)]));
  };
  return project(of, "redocly.yaml", JSON.stringify(changed(load(textAt(of, "redocly.yaml")))));
}

function projects(what: string, file: string, names: fc.Arbitrary<string>): readonly Target[] {
  return [
    target(
      what,
      fc.record({ name: names, changes: edits }),
      ({ name: of, changes }: { name: string; changes: readonly Edit[] }) =>
        project(of, file, JSON.stringify(edited(load(textAt(of, file)), changes) ?? null)),
    ),
    target(`texts of ${what}`, fc.record({ name: names, changes: textEdits }), ({ name: of, changes }: TextInput) =>
      project(of, file, editedText(textAt(of, file), changes)),
    ),
  ];
}

const OVERLAY = {
  overlay: "1.0.0",
  info: { title: "A", version: "1" },
  actions: [
    { target: "$.paths.*.*", update: { "x-a": 1 } },
    { target: "$..[?@.deprecated == true || match(@.name, 'a.*')]", remove: true },
    { target: "$.info", update: { title: "B", description: "C" } },
  ],
};

const overlays = target(
  "overlays",
  fc.record({ name, changes: edits, query: textEdits }),
  ({ name: of, changes, query }: { name: string; changes: readonly Edit[]; query: readonly TextEdit[] }) => {
    const action = { target: editedText("$.paths[?@.get].get..['a',0:2]", query), update: {} };
    const overlay = edited({ ...OVERLAY, actions: [...OVERLAY.actions, action] }, changes);
    return inFolder({ "spec.yaml": textAt(of, "spec.yaml"), "o.json": JSON.stringify(overlay ?? null) }, (folder) =>
      compiled(path.join(folder, "spec.yaml"), {
        overlays: [path.join(folder, "o.json")],
        limits: { querySeconds: 1 },
      }),
    );
  },
);

const SAMPLES = {
  javascript: [
    'import A from "a";\nconst a = new A({ apiKey: process.env["A"] });\nconst r = await a.keys.create({ name: `x`, tags: ["a"], n: -1 });\nfor await (const k of a.keys.list()) console.log(k);\n',
    "const { data } = await client.a.b('id', { c: [1, { d: /e/g }], ...f }, { timeout: 5 }).catch((e) => e);\n",
  ],
  python: [
    'from a import A\nclient = A(api_key="x")\nr = client.api_keys.create(name="x", tags=["a"], meta={"b": None, **c})\nprint(f"{r.id!r:>10}")\n',
    "with client.a.stream(b=lambda x: x, c='''d\ne''') as s:\n    for i in s: print(i)\n",
  ],
  curl: [
    'curl -X POST "https://a.example/v1/keys?x=1" \\\n  -H "Authorization: Bearer $KEY" \\\n  -d \'{"name": "x"}\' --compressed | jq .\n',
    "curl --get https://a.example/{id} --data-urlencode q=a -F file=@x.png;type=image/png <<EOF\nx\nEOF\n",
  ],
} as const;

const language = fc.constantFrom("javascript", "python", "curl");

const samples = target(
  "samples",
  fc.record({ language, which: fc.nat(1), changes: textEdits }),
  ({
    language: of,
    which,
    changes,
  }: {
    language: keyof typeof SAMPLES;
    which: number;
    changes: readonly TextEdit[];
  }) => {
    readSnippet(editedText(SAMPLES[of][which] ?? "", changes), of);
    return [];
  },
);

const HAR = JSON.stringify({
  log: {
    entries: [
      {
        request: { method: "GET", url: "https://a.example/a?b=1" },
        response: { status: 200, content: { mimeType: "application/json", text: '{"a":[1]}', encoding: "base64" } },
      },
    ],
  },
});

const traffic = target(
  "traffic",
  fc.record({ changes: edits, text: textEdits, isText: fc.boolean() }),
  ({ changes, text, isText }: { changes: readonly Edit[]; text: readonly TextEdit[]; isText: boolean }) => {
    readTraffic(isText ? editedText(HAR, text) : JSON.stringify(edited(JSON.parse(HAR), changes) ?? null));
    return [];
  },
);

export const fileTargets: readonly Target[] = [
  documents,
  ...realDocuments(),
  texts,
  ...projects("configurations", "redocly.yaml", fc.constantFrom(...configuredCases)),
  ...projects("stainless files", "stainless.yml", stainless),
  overlays,
  samples,
  traffic,
];
