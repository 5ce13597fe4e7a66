/** Texts of a configuration that mean harm: it may come in a pull request, as a document does. */
import { describe, expect, it } from "@jest/globals";
import { CANARY, configuredCases, faultsOfConfiguration } from "./fuzz/files.js";

/** Ends comments, strings and templates, each with a call. */
const ENDER = `*/ ${CANARY}(); /* "; ${CANARY}(); '; \`; \${${CANARY}()} \u2028 </script> \\`;

describe("each text of a configuration is no code", () => {
  it.each(configuredCases)("of %s", async (name) => {
    let texts = 0;
    await faultsOfConfiguration(name, (text) => (texts++, text));
    expect(texts).toBeGreaterThan(1);
    for (let at = 0; at < texts; at += 1) {
      for (const ender of [ENDER, `\n${CANARY}();\n`]) {
        let index = 0;
        const put = (text: string): string => (index++ === at ? `${text}${ender}` : text);
        expect(await faultsOfConfiguration(name, put)).toEqual([]);
      }
    }
  });
});
