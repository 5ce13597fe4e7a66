/** Answers that are text. */
import type { ResultReader } from "./operation.js";

/** The text of the body; undefined where it is empty. */
export const text: ResultReader = async (_response, context) => (await context.text()) || undefined;
