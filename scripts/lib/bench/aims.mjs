// @ts-check
// What the benchmark aims at: one row for each aim, by part. A part cannot return its outcome without a figure for each of its rows.

/**
 * @typedef {object} Row
 * @property {string} aim a sentence with the limit in words
 * @property {number} limit
 * @property {boolean} [atLeast] whether more is better
 * @property {string} [unit] of the figure; none for a ratio
 * @property {string} held one sentence: what holds the figure back. It is printed only where the aim is missed
 *
 * @typedef {{ aim: string, figure: string, met: boolean | null, held?: string }} Aim `met` is null if it could not be measured
 */

// What holds several figures back.
const STARTING = "Starting Node.js and Callwright takes most of it, as the part startup shows.";
const TWICE =
  "It is the sum of two processes, one with two threads: Redocly's lint, the types and the resources hold the document each.";
const RUNTIME = "Retries, limits, masking, errors and redirects of the runtime are in every client, and stay readable.";
const LOOKED_AT = "Every document and every package is looked at again.";
const MANY_FILES =
  "After each edit the service looks at every file of the program: ours has a file for each resource, twice as many in all.";

export const AIMS = /** @satisfies {Record<string, Record<string, Row>>} */ ({
  generate: {
    githubInTurn: {
      aim: "GitHub, everything: at most 0.42 of redocly lint, then openapi-typescript",
      limit: 0.42,
      held: "The same lint, without examples, and the same types are part of it, and names and calls come on top: two cores are busy for most of the run.",
    },
    githubAtOnce: {
      aim: "GitHub, everything: at most 1.0 of redocly lint and openapi-typescript at once",
      limit: 1,
      held: "Two cores do lint and types at once there too; ours makes names, calls and some ninety files on top.",
    },
    githubHeyApi: {
      aim: "GitHub, everything: at most 0.75 of hey-api",
      limit: 0.75,
      held: "hey-api does not lint: Redocly's lint of this document alone takes most of what hey-api takes for its client.",
    },
    githubRedocly: {
      aim: "GitHub, everything: at most 1.0 of redocly generate-client",
      limit: 1,
      held: "Redocly's generator does not lint, and writes 4.7 MB, where ours writes 9.6 MB.",
    },
    portkeyHeyApi: {
      aim: "Portkey, everything: at most 0.75 of hey-api",
      limit: 0.75,
      held: "hey-api does not lint, and writes 0.8 MB, where ours writes 1.4 MB.",
    },
    shippedTypes: {
      aim: "The shipped specification, everything: at most 0.65 of openapi-typescript alone",
      limit: 0.65,
      held: "Of a document with one operation, nearly all the time goes into loading the compiler and Redocly.",
    },
    githubPeak: {
      aim: "GitHub, everything: peak memory at most 0.6 GB",
      limit: 0.6,
      unit: " GB",
      held: TWICE,
    },
  },
  growth: {
    perOperation: {
      aim: "Growth: an operation beyond 2,000 takes at most 1.15 of one between 500 and 2,000",
      limit: 1.15,
      held: "The collector of garbage works more as the heap grows.",
    },
    syntheticPeak: {
      aim: "Growth, 8,000 operations: peak memory at most 0.9 GB",
      limit: 0.9,
      unit: " GB",
      held: TWICE,
    },
    graphPeak: {
      aim: "Growth, Microsoft Graph: peak memory at most 0.9 GB",
      limit: 0.9,
      unit: " GB",
      held: TWICE,
    },
  },
  unchanged: {
    shippedGenerate: {
      aim: "shipped, nothing changed: generate in at most 0.3 s",
      limit: 0.3,
      unit: " s",
      held: STARTING,
    },
    shippedWatch: { aim: "shipped, nothing changed: watch in at most 0.3 s", limit: 0.3, unit: " s", held: STARTING },
    portkeyGenerate: {
      aim: "Portkey, nothing changed: generate in at most 0.3 s",
      limit: 0.3,
      unit: " s",
      held: STARTING,
    },
    portkeyWatch: { aim: "Portkey, nothing changed: watch in at most 0.3 s", limit: 0.3, unit: " s", held: STARTING },
    githubGenerate: {
      aim: "GitHub, nothing changed: generate in at most 0.3 s",
      limit: 0.3,
      unit: " s",
      held: STARTING,
    },
    githubWatch: { aim: "GitHub, nothing changed: watch in at most 0.3 s", limit: 0.3, unit: " s", held: STARTING },
  },
  startup: {
    help: {
      aim: "Start-up, --help: less 60 ms, at most 1.5 of `node -e 0`",
      limit: 1.5,
      held: "The command line and its option parser take longer to load than the 60 ms that are granted.",
    },
    unchanged: {
      aim: "Start-up, an unchanged run of the shipped specification: less 60 ms, at most 1.5 of `node -e 0`",
      limit: 1.5,
      held: "It also reads the document, its configuration and the package, and compares their digests.",
    },
  },
  watch: {
    changed: {
      aim: "watch, a change in the GitHub specification: at most 0.25 of a cold run",
      limit: 0.25,
      held: "The whole document is read, named and compared again; only types and classes that the change does not reach are kept. A cold run uses two threads, which made it shorter.",
    },
  },
  many: {
    cold: {
      aim: "200 documents from nothing: at most 0.6 of a process each, in turn",
      limit: 0.6,
      held: "Each document is linted, named and emitted on its own; only loading is shared.",
    },
    unchanged: { aim: "200 documents, nothing changed: at most 0.05 of it", limit: 0.05, held: LOOKED_AT },
    changed: { aim: "200 documents, one changed: at most 0.1 of it", limit: 0.1, held: LOOKED_AT },
  },
  diff: {
    all: {
      aim: "diff of GitHub against itself with one change: reading both and comparing, at most 1.5 of reading both",
      limit: 1.5,
      held: "Every schema that both documents do not write alike is compared member by member.",
    },
  },
  consumer: {
    sourcesTime: {
      aim: "A consumer's type-check, as sources: at most 1.0 of the time with openapi-fetch",
      limit: 1,
      held: "The compiler also checks 1,223 method bodies, and the runtime; openapi-fetch has neither as sources.",
    },
    declarationsTime: {
      aim: "A consumer's type-check, as declarations: at most 0.95 of the time with the best peer",
      limit: 0.95,
      held: "swagger-typescript-api has no `paths`, for calls of any path, which are a quarter of the declarations here, and no names for parameters and results.",
    },
    declarationsRedocly: {
      aim: "A consumer's type-check, as declarations: at most 1.0 of the time with redocly generate-client",
      limit: 1,
      held: "Reading takes the difference: `paths`, for calls of any path, is a quarter of the declarations.",
    },
    declarationsHeyApi: {
      aim: "A consumer's type-check, as declarations: at most 1.0 of the time with hey-api",
      limit: 1,
      held: "Reading takes the difference: `paths`, for calls of any path, is a quarter of the declarations.",
    },
    sourcesCount: {
      aim: "A consumer's type-check, as sources: at most 1.0 of the instantiations with openapi-fetch",
      limit: 1,
      held: "The sources of the runtime are checked too.",
    },
    declarationsCount: {
      aim: "A consumer's type-check, as declarations: at most 1.0 of the instantiations with the best peer",
      limit: 1,
      held: "swagger-typescript-api's methods return a plain promise, ours one that also gives the raw response.",
    },
  },
  editors: {
    clientDeclarations: {
      aim: "Editors, as declarations: from a keystroke to completions on the client, at most 1.0 of hey-api",
      limit: 1,
      held: MANY_FILES,
    },
    argumentDeclarations: {
      aim: "Editors, as declarations: from a keystroke to completions inside an argument, at most 1.0 of hey-api",
      limit: 1,
      held: MANY_FILES,
    },
    clientSources: {
      aim: "Editors, as sources: from a keystroke to completions on the client, at most 1.0 of hey-api",
      limit: 1,
      held: MANY_FILES,
    },
    argumentSources: {
      aim: "Editors, as sources: from a keystroke to completions inside an argument, at most 1.0 of hey-api",
      limit: 1,
      held: MANY_FILES,
    },
  },
  size: {
    shipped: { aim: "The shipped client in a bundle: at most 8.5 kB", limit: 8.5, unit: " kB", held: RUNTIME },
    fuller: {
      aim: "A client with streams, pages and multipart: at most 11.5 kB",
      limit: 11.5,
      unit: " kB",
      held: RUNTIME,
    },
    oneResource: {
      aim: "One of Portkey's resources with the bare client: at most 9 kB",
      limit: 9,
      unit: " kB",
      held: "Beside what the shipped client has, it pages, sends bodies and chooses among servers and credentials; the methods of a class stay together.",
    },
  },
  throughput: {
    bare: {
      aim: "Calls per second: at least 0.95 of bare openapi-fetch",
      limit: 0.95,
      atLeast: true,
      held: "Each call has a deadline, an abort signal, a limited reader and a promise of its own, which openapi-fetch has not.",
    },
    openai: {
      aim: "Calls per second: at least 2.5 times those of openai",
      limit: 2.5,
      atLeast: true,
      held: "Each call goes through openapi-fetch, whose own time is a large part of it.",
    },
  },
  streams: {
    events: {
      aim: "Streams, events per second through for await: at least 0.8 of raw fetch with a minimal reader",
      limit: 0.8,
      atLeast: true,
      held: "Each event is a promise, twice where the call itself is iterated, and its lines are read as the standard says; the minimal reader makes no promises and only splits at empty lines.",
    },
    upload: {
      aim: "Streams, MB/s of an upload: at least 0.8 of raw fetch",
      limit: 0.8,
      atLeast: true,
      held: "Both send the same Blob: what differs is the call around it.",
    },
    download: {
      aim: "Streams, MB/s of a download: at least 0.8 of raw fetch",
      limit: 0.8,
      atLeast: true,
      held: "Both read the same body: what differs is the call before it.",
    },
  },
  memory: {
    calls: {
      aim: "Memory: no growth over 100,000 calls, which is less than one byte per call",
      limit: 1,
      unit: " bytes per call",
      held: "Something that a call makes is still referred to when it is over.",
    },
    failures: {
      aim: "Memory: no growth over 100,000 calls that fail",
      limit: 1,
      unit: " bytes per call",
      held: "Something that a call makes is still referred to when it is over.",
    },
  },
  naming: {
    portkey: {
      aim: "Portkey: naming the whole surface in at most 0.30 s",
      limit: 0.3,
      unit: " s",
      held: "It has samples for 203 of its 231 operations, and those in JavaScript are parsed as code.",
    },
    github: {
      aim: "GitHub: naming the whole surface in at most 0.30 s",
      limit: 0.3,
      unit: " s",
      held: "It has 1,223 operations and some nine hundred schemas, each of which gets a name that clashes with no other.",
    },
  },
});

/**
 * Judges the figures of a part.
 *
 * @template {keyof typeof AIMS} Part
 * @param {Part} part
 * @param {Record<keyof (typeof AIMS)[Part], number>} figures one for each row; NaN where it could not be measured
 * @returns {Aim[]} in the order of the rows
 * @throws Error if a row has no figure
 */
export function judged(part, figures) {
  const known = new Map(Object.entries(figures));
  return Object.entries(AIMS[part]).map(([name, row]) => {
    const figure = known.get(name);
    if (figure === undefined) throw new Error(`part ${part} has no figure for its aim ${name}`);
    return judge(row, Number(figure));
  });
}

/**
 * @param {Row} row
 * @param {number} figure
 * @returns {Aim}
 */
function judge({ aim, limit, atLeast = false, unit = "", held }, figure) {
  if (!Number.isFinite(figure)) return { aim, figure: "not measured", met: null };
  const met = atLeast ? figure >= limit : figure <= limit;
  return { aim, figure: `${figure.toFixed(3)}${unit}`, met, ...(met ? {} : { held }) };
}
