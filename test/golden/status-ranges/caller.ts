import { isErrorOf, type Statuses } from "./src/index.js";

declare const statuses: Statuses;

export async function ask(): Promise<boolean> {
  const either = await statuses.exactAndRange.retrieve();
  // @ts-expect-error
  void either.all;
  const one: boolean = "all" in either ? either.all : either.some;
  const { some } = await statuses.smallLetters.list();
  const { all } = await statuses.defaultAlone.retrieve();
  const success = await statuses.defaultAndError.retrieve();
  // The default stands for success where no other status does, and for errors elsewhere.
  // @ts-expect-error
  void success.detail;
  // @ts-expect-error
  void (await statuses.errorsAlone.delete()).detail;
  return one && some && all && success.all;
}

export function why(error: unknown): string | undefined {
  if (isErrorOf(error, "exactAndRange.retrieve")) {
    error.status satisfies 404;
    return error.body.detail;
  }
  // Described under a range or a default alone is not described.
  // @ts-expect-error
  if (isErrorOf(error, "smallLetters.list")) return "";
  return isErrorOf(error, "defaultAndError.retrieve") ? error.body.detail : undefined;
}
