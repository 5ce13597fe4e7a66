/** Text that tries to leave the place it is put in. `canary` is a name that must never become code. */

export interface Breaker {
  readonly name: string;
  readonly text: (canary: string) => string;
  /** The worst of their kind, which every position meets; the others take turns. */
  readonly always?: true;
}

function breaker(name: string, text: (canary: string) => string): Breaker {
  return { name, text };
}

function always(name: string, text: (canary: string) => string): Breaker {
  return { name, text, always: true };
}

const comments: readonly Breaker[] = [
  always("comment ender", (canary) => `*/ ${canary}(); /*`),
  breaker("nested comment enders", (canary) => `**//*/ ${canary}(); /*/**/ */*/`),
  breaker("escaped comment ender", (canary) => `*\\/ *\\\\/ ${canary}(); /*`),
  breaker("comment ender around a hidden character", (canary) => `*\u200b/ *\u0000/ *\u202e/ *\ufeff/ ${canary}(); /*`),
  breaker("comment ender over two lines", (canary) => `*\n/ ${canary}(); /*\n*\r/ ${canary}() /*`),
  breaker("line comment", (canary) => `// x\n${canary}(); //`),
  breaker("HTML comment", (canary) => `--> ${canary}() <!-- ${canary}()`),
  breaker("directives", (canary) => `@ts-nocheck\n@ts-ignore ${canary}()\n/// <reference path="${canary}" />`),
  breaker("tags of doc comments", (canary) => `@example */\n@type {import("${canary}")} {@link ${canary}()} @internal`),
  breaker("source map", (canary) => `//# sourceMappingURL=${canary}\n${canary}()`),
];

const literals: readonly Breaker[] = [
  always("double quote", (canary) => `"; ${canary}(); "`),
  breaker("double quote out of a type", (canary) => `"]; ${canary}(); type X = { "`),
  breaker("single quote", (canary) => `'; ${canary}(); '`),
  always("template", (canary) => "`; " + `\${${canary}()} ` + "`" + ` + ${canary}() + \``),
  breaker("backslash before a quote", (canary) => `\\"; ${canary}(); //\\\\"; ${canary}() //`),
  breaker("backslash at the end", (canary) => `${canary}()\\`),
  breaker("escape sequences", (canary) => `\\u0022; ${canary}(); \\x22 \\n \\u{22}`),
  breaker("regular expression", (canary) => `/; ${canary}(); /(a+)+$[`),
];

const lines: readonly Breaker[] = [
  always("line ends", (canary) => `x\n${canary}();\r\n${canary}();\r${canary}()`),
  breaker("line and paragraph separator", (canary) => `x\u2028${canary}();\u2029${canary}()`),
  breaker("next line, vertical tab, form feed", (canary) => `x\u0085${canary}()\u000b${canary}()\f${canary}()`),
];

const unseen: readonly Breaker[] = [
  breaker("bidirectional marks", (canary) => `\u202e${canary}()\u2066 \u2069\u061c\u200f*/`),
  breaker("NUL", (canary) => `a\u0000"${canary}()`),
  breaker("terminal codes", (canary) => `\u001b]0;${canary}()\u0007\u001b[2J\u009b31m`),
  breaker("byte order mark and zero width", (canary) => `\ufeff${canary}\u200b()\u2060\u200d`),
  breaker("half a surrogate pair", (canary) => `\ud800 ${canary}() \udc00`),
  breaker("tag characters", (canary) => `\u{e0041}\u{e0042}${canary}()\u{e007f}`),
];

const markup: readonly Breaker[] = [
  breaker("script", (canary) => `</script><script>${canary}()</script>`),
  breaker("attribute", (canary) => `"><img src=x onerror=${canary}()>`),
  breaker("link", (canary) => `[x](javascript:${canary}()) <javascript:${canary}()>`),
  breaker("fence", (canary) => "\n```\n" + `${canary}()` + "\n~~~\n" + `# ${canary}` + "\n| x | y |"),
];

const names: readonly Breaker[] = [
  always("__proto__", () => "__proto__"),
  breaker("constructor", () => "constructor"),
  breaker("prototype", () => "prototype"),
  breaker("toString", () => "toString"),
  breaker("hasOwnProperty", () => "hasOwnProperty"),
  breaker("then", () => "then"),
  breaker("class", () => "class"),
  breaker("default", () => "default"),
  breaker("await", () => "await"),
  breaker("arguments", () => "arguments"),
  breaker("undefined", () => "undefined"),
  breaker("$ref", () => "$ref"),
  breaker("client", () => "_client"),
  breaker("empty", () => ""),
  breaker("blank", () => " \t "),
  breaker("very long", (canary) => `${"long".repeat(5_000)}*/"\`${canary}()`),
  breaker("digits first", (canary) => `1st ${canary}()`),
  breaker("a number", () => "0042"),
  breaker("a number with an exponent", () => "1e1000"),
  breaker("Infinity", () => "Infinity"),
  breaker("emoji", (canary) => `🚀 ${canary}() 👩‍👩‍👧 *️⃣/`),
  breaker("letters that look alike", (canary) => `аＣ${canary}()ﬁ ª e\u0301`),
  breaker("spaces that are none", (canary) => `\u00a0${canary}()\u3000\u180e`),
];

const paths: readonly Breaker[] = [
  breaker("path upwards", (canary) => `../../../${canary}()`),
  breaker("absolute path", (canary) => `/etc/${canary}()`),
  breaker("path of Windows", (canary) => `..\\..\\C:\\${canary}()`),
  breaker("dots", () => ".."),
  breaker("device of Windows", () => "CON"),
  breaker("encoded", (canary) => `%2e%2e%2f%00%0a${canary}()%22`),
  breaker("pointer", (canary) => `~1~0/#/${canary}()~`),
  breaker("shell", (canary) => `$(${canary}) \`${canary}\`; ${canary} && ${canary} | ${canary}`),
];

const code: readonly Breaker[] = [
  breaker("brackets", (canary) => `)]}; ${canary}(); ({[`),
  breaker("braces", (canary) => `{${canary}()}{{`),
  breaker("property", (canary) => `a.b[${canary}()].${canary}()`),
  breaker("declaration", (canary) => `any; declare global { var ${canary}: any } ; type X = { a`),
  breaker("tag of YAML", (canary) => `!!js/function "function () { ${canary}() }"`),
  breaker("format of print", (canary) => `%s%n%x ${canary}() $1 $& $\``),
];

export const breakers: readonly Breaker[] = [
  ...comments,
  ...literals,
  ...lines,
  ...unseen,
  ...markup,
  ...names,
  ...paths,
  ...code,
];
