/** Words of texts of megabytes: no expression that splits them may need a stack as deep as the text is long. */
import { expect, it } from "@jest/globals";
import { words } from "../../src/casing.js";

it.each(["Title", "title-", "title_", "URL"])("%s, four million times, has its words", (text) => {
  expect(words(text.repeat(4 * 1024 * 1024)).length).toBeGreaterThan(0);
});
