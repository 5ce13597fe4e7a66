import { describe, expect, it } from "@jest/globals";
import { guarded } from "../../src/commands/running/context.js";
import { printable, sealed } from "../../src/printable.js";

describe("a printed line", () => {
  it.each([
    ["a line break", "a\n::error::b", "a\\n::error::b"],
    ["a carriage return", "a\r\u0085b", "a\\r\\u0085b"],
    ["an escape sequence", "\u001b[31mred\u001b]8;;http://x\u0007", "\\u001b[31mred\\u001b]8;;http://x\\u0007"],
    ["a bidi mark", "\u202eevil", "\\u202eevil"],
    ["a workflow command", "::add-mask::x", "\\u003a:add-mask::x"],
    ["one behind blanks", " \t::stop-commands::x", " \t\\u003a:stop-commands::x"],
    ["an older one", "a ##[error]b ##vso[task]c", "a #\\u0023[error]b #\\u0023vso[task]c"],
    ["nothing of the kind", "a :: ## b 🚀\tc", "a :: ## b 🚀\tc"],
  ])("shows %s", (_, line, shown) => {
    expect(printable(line)).toBe(shown);
  });

  it("keeps the colours of Callwright's own, and no others", () => {
    expect(printable(`${sealed("\u001b[1m")}::a\u001b[31m${sealed("\u001b[22m")}`)).toBe(
      "\u001b[1m\\u003a:a\\u001b[31m\u001b[22m",
    );
  });

  it("means the same as JSON", () => {
    const value = { "##[a]\u202e": "::b\u0085" };
    expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
  });

  it("is a workflow command only where a command says so", () => {
    const lines: string[] = [];
    const context = guarded({
      cwd: "",
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      terminal: false,
    });
    context.out("::error::a\n::error::b", "command");
    context.out("::error::c");
    context.err("::error::d");
    expect(lines).toEqual(["::error::a\\n::error::b", "\\u003a:error::c", "\\u003a:error::d"]);
  });
});
