/** Code samples that exhaust those who read code: brackets inside each other, what never ends, and very many. */
import { items, partly, spoiled, type Exhausting } from "./exhausting.js";

/** What samples may be made of, over and over. */
const pieces: readonly string[] = [
  "client.a(",
  "await client.a(",
  "client.a();\n",
  "client.a({ b: c => client.d(c) });",
  ".a()",
  ".a",
  "(",
  "[",
  "{",
  "<a",
  "a<b>(",
  ")",
  "'",
  '"a\\',
  "'a\\",
  "\\\n",
  "^\n",
  '"$(a ',
  "$(a)",
  "$'a\\'",
  "`${",
  "`a",
  "a=>",
  "(a)=>",
  "!-~",
  "a?b:",
  "a+",
  "a=",
  "a=client.b(a)\n",
  "from a import b\n",
  "import {a} from 'b';",
  "import a as b\n",
  "def a():\n",
  "def a():",
  "const a = ",
  " ",
  "\n",
  " \\\n",
  "<<A\n",
  "<<A ",
  '"""',
  "'''",
  "/",
  "/*",
  "#",
  "a/",
  "{a}",
  "-d ",
  "\\",
  "$",
  "é",
];

const beginnings: Readonly<Record<string, string>> = {
  JavaScript: "client",
  Python: "client",
  Shell: "curl https://a.example/",
};

/** A sample as documents hold it. */
type Sample = Record<"lang" | "source", string>;

/** A list of samples in a language, one of each piece. */
function samplesOf(lang: string, length: number): Sample[] {
  return pieces.map((piece) => ({
    lang,
    source: `${beginnings[lang] ?? ""}${piece.repeat(length / piece.length)} a;`,
  }));
}

/** Within the limits of length and depth, so that each is read: brackets are closed, more than a hundred times over. */
function shallow(lang: string): Sample[] {
  return samplesOf(lang, 25_000).map(({ source, ...rest }) => ({ ...rest, source: broken(source) }));
}

/** Closes what is open wherever a hundred brackets are. */
function broken(source: string): string {
  let open = 0;
  return source.replace(/[([{]/g, (bracket) => {
    open += 1;
    return open % 90 === 0 ? `${bracket}${")".repeat(90)};` : bracket;
  });
}

const call = 'await client.things.list({ filter: "big" });\n';

const key = "paths /things get x-codeSamples";

export const exhaustingSamples: readonly Exhausting[] = [
  ...Object.keys(beginnings).map((lang) =>
    partly(
      "api/excessive-sample",
      spoiled(`${lang} without end`, { [key]: () => samplesOf(lang, 300_000).filter(hasFewLines) }),
    ),
  ),
  ...Object.keys(beginnings).map((lang) =>
    spoiled(`${lang} that is just short enough`, { [key]: () => shallow(lang) }),
  ),
  partly(
    "api/excessive-sample",
    spoiled("a sample of 5 MB", { [key]: () => [{ lang: "JavaScript", source: call.repeat(120_000) }] }),
  ),
  spoiled("3,000 samples", { [key]: () => items(3_000, () => ({ lang: "JavaScript", source: call })) }),
];

/** So many lines that the document would be refused for them stand in a case of their own. */
function hasFewLines({ source }: Sample): boolean {
  return source.split("\n").length < 100_000;
}
