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
