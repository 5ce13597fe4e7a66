// @ts-check
// What is aimed at, held against what was measured.

/**
 * @param {Record<string, any>} all the results of every part
 * @returns {readonly (readonly string[])[]} rows: the aim, its bound, the figure, met or missed
 */
export function aims(all) {
  const generate = all["generate"]?.measured ?? {};
  const repeat = all["repeat"]?.measured;
  const size = all["size"]?.measured;
  const throughput = all["throughput"]?.measured;
  const naming = all["naming"]?.measured;
  const ratio = (/** @type {string} */ spec, /** @type {string} */ other) =>
    of(generate[spec], "callwright", "median") / of(generate[spec], other, "median");
  return [
    most(
      "GitHub, everything, of lint and types at once",
      1,
      ratio("GitHub", "redocly lint + openapi-typescript, at once"),
    ),
    most(
      "GitHub, everything, of lint and types in turn",
      0.6,
      ratio("GitHub", "redocly lint + openapi-typescript, in turn"),
    ),
    most("GitHub, peak memory, GB", 1.2, of(generate["GitHub"], "callwright", "memory") / 1e9),
    most("shipped document, everything, of openapi-typescript", 1, ratio("shipped", "openapi-typescript")),
    ...(repeat?.unchanged ?? []).map((/** @type {any} */ one) =>
      most(`${one.spec}, nothing changed, seconds`, 0.3, one.again.median),
    ),
    most(
      "one change under watch, of a cold run",
      0.5,
      repeat?.watch ? repeat.watch.change.median / repeat.watch.cold.median : NaN,
    ),
    ...consumerAims(all["consumer"]?.measured),
    most("the shipped client, gzipped, kB", 6.5, of(size, "the shipped client", "gzipped") / 1000),
    most("with streams, pages and multipart, kB", 9, of(size, "… with streams, pages and multipart", "gzipped") / 1000),
    least("calls per second, of openapi-fetch alone", 0.75, rate(throughput, "openapi-fetch alone")),
    least("calls per second, of openai", 2, rate(throughput, "openai")),
    ...(naming ?? []).map((/** @type {any} */ one) => most(`${one.spec}, naming, seconds`, 0.3, one.first)),
  ].filter(([, , figure]) => figure !== "NaN");
}

/** @param {readonly any[] | undefined} consumers */
function consumerAims(consumers = []) {
  const ours = consumers.find(({ name }) => name === "callwright");
  const others = consumers.filter(({ name, compiles }) => name !== "callwright" && compiles);
  if (!ours?.compiles || others.length === 0) return [];
  const fewest = Math.min(...others.map(({ instantiations }) => instantiations));
  const quickest = Math.min(...others.map(({ check }) => check));
  return [
    most("a consumer's type instantiations, of the fewest elsewhere", 1, ours.instantiations / fewest),
    most("a consumer's compile time, of the shortest elsewhere", 1, ours.check / quickest),
  ];
}

/**
 * @param {readonly any[] | undefined} rows
 * @param {string} name
 * @param {string} key
 * @returns {number} NaN where it was not measured
 */
function of(rows = [], name, key) {
  return Number(rows.find((row) => row.name === name)?.[key] ?? NaN);
}

/**
 * @param {readonly any[] | undefined} rows
 * @param {string} other
 */
function rate(rows, other) {
  return of(rows, "the shipped client", "perSecond") / of(rows, other, "perSecond");
}

/**
 * @param {string} aim
 * @param {number} bound
 * @param {number} figure
 */
function most(aim, bound, figure) {
  return [aim, `≤ ${String(bound)}`, figure.toFixed(2), figure <= bound ? "met" : "**missed**"];
}

/**
 * @param {string} aim
 * @param {number} bound
 * @param {number} figure
 */
function least(aim, bound, figure) {
  return [aim, `≥ ${String(bound)}`, figure.toFixed(2), figure >= bound ? "met" : "**missed**"];
}
