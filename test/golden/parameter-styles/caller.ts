import type { Styles } from "./src/index.js";

declare const styles: Styles;

export async function call(): Promise<void> {
  const shape = { width: 1, height: 2 };
  await styles.simple.retrieve({ plain: "a", list: ["a", "b"], shape, spread: {} });
  await styles.label.retrieve({ list: [], spread: shape });
  await styles.matrix.retrieve({ list: ["a"], spread: shape });
  await styles.query.retrieve();
  await styles.query.retrieve({ form: ["a"], spaced: ["a", "b"], piped: ["c"], deep: { width: 1 }, reserved: "a/b" });
  await styles.headersAndCookies.list({ "X-List": ["a"], "X-Spread": shape, list: ["a"], joined: ["b"] });
  const now = new Date();
  await styles.times.retrieve({ at: now, between: [now, "2026-01-31T09:30:00Z"], "X-Since": now, day: "2026-01-31" });
  // A day alone is no point in time, and an answer is text.
  // @ts-expect-error
  await styles.times.retrieve({ at: "2026-01-31T09:30:00Z", day: now });
  // @ts-expect-error
  (await styles.times.retrieve({ at: now })) satisfies Date;
  await styles.times.retrieve({ at: now, until: now, maybe: null, either: 5, created: { gt: now, lt: "2026-01-01T00:00:00Z" } });
  await styles.times.retrieve({ at: now, maybe: now, either: now });
  // Whatever the style, a parameter has the type of its schema.
  // @ts-expect-error
  await styles.query.retrieve({ spaced: "a b" });
  // @ts-expect-error
  await styles.query.retrieve({ deep: { depth: 1 } });
  // @ts-expect-error
  await styles.matrix.retrieve({ list: ["a"] });
  // @ts-expect-error
  await styles.headersAndCookies.list({ "X-List": "a,b" });
  // @ts-expect-error
  await styles.query.retrieve({ form: undefined });
}
