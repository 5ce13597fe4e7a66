/** Answers that are handed over as they are. */
import type { ResultReader } from "./operation.js";

/** The `Response` itself, for binary data: its body is the caller's to read. */
export const raw: ResultReader = Object.assign((response: Response) => response, { later: true } as const);
