import { expect, it } from "@jest/globals";
import { reportOf } from "../../../../src/commands/printing/reports.js";
import type { Finding } from "../../../../src/report.js";

const findings: readonly Finding[] = [
  {
    code: "lint/a",
    severity: "error",
    message: `It says "<&>".`,
    hint: "Mend it.",
    file: "a b.yaml",
    line: 2,
    column: 3,
  },
  { code: "lint/b", severity: "info", message: "]]><x/>", file: "c.yaml" },
  { code: "lint/a", severity: "warning", message: "Again.", file: "a b.yaml", line: 9 },
];

it("writes SARIF with a place for each finding that has one", () => {
  const log = JSON.parse(reportOf(findings, "sarif")) as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: unknown[] }[];
  };
  const [run] = log.runs;
  expect(run?.tool.driver.rules).toEqual([{ id: "lint/a" }, { id: "lint/b" }]);
  expect(run?.results).toEqual([
    {
      ruleId: "lint/a",
      level: "error",
      message: { text: `It says "<&>". Mend it.` },
      locations: [
        { physicalLocation: { artifactLocation: { uri: "a%20b.yaml" }, region: { startLine: 2, startColumn: 3 } } },
      ],
    },
    {
      ruleId: "lint/b",
      level: "note",
      message: { text: "]]><x/>" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "c.yaml" } } }],
    },
    {
      ruleId: "lint/a",
      level: "warning",
      message: { text: "Again." },
      locations: [{ physicalLocation: { artifactLocation: { uri: "a%20b.yaml" }, region: { startLine: 9 } } }],
    },
  ]);
});

it("writes JUnit's XML by file, with nothing of a document's as markup", () => {
  expect(reportOf(findings, "junit").split("\n")).toEqual([
    `<?xml version="1.0" encoding="UTF-8"?>`,
    "<testsuites>",
    `  <testsuite name="a b.yaml" tests="2" failures="2">`,
    `    <testcase name="lint/a at 2:3" classname="a b.yaml">`,
    `      <failure type="error" message="It says &quot;&lt;&amp;&gt;&quot;.">a b.yaml:2:3 It says &quot;&lt;&amp;&gt;&quot;. Mend it.</failure>`,
    "    </testcase>",
    `    <testcase name="lint/a at 9:0" classname="a b.yaml">`,
    `      <failure type="warning" message="Again.">a b.yaml:9:0 Again.</failure>`,
    "    </testcase>",
    "  </testsuite>",
    `  <testsuite name="c.yaml" tests="1" failures="1">`,
    `    <testcase name="lint/b at 0:0" classname="c.yaml">`,
    `      <failure type="info" message="]]&gt;&lt;x/&gt;">c.yaml:0:0 ]]&gt;&lt;x/&gt;</failure>`,
    "    </testcase>",
    "  </testsuite>",
    "</testsuites>",
  ]);
  expect(reportOf([], "junit")).toContain(`<testsuite name="callwright lint" tests="1" failures="0">`);
});

it("writes Checkstyle's XML by file", () => {
  const lines = reportOf(findings, "checkstyle").split("\n");
  expect(lines.slice(1, 4)).toEqual([
    `<checkstyle version="4.3">`,
    `  <file name="a b.yaml">`,
    `    <error line="2" column="3" severity="error" message="It says &quot;&lt;&amp;&gt;&quot;. Mend it." source="lint/a"/>`,
  ]);
  expect(reportOf([], "checkstyle")).toContain(`<checkstyle version="4.3"/>`);
});
