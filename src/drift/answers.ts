/** A recorded answer against what its call declares: status, media type and content. */
import type { Operation, Outcome } from "../api/api.js";
import { judgeCall, judgeSchema } from "../changes/judge.js";
import type { Side } from "../changes/side.js";
import { mediaWhole } from "../changes/wholes.js";
import type { Method } from "../naming/surface.js";
import type { Found } from "./observation.js";
import type { Exchange } from "./traffic.js";
import type { Judge } from "./validate.js";
import { undeclaredIn } from "./values.js";

/** @returns undefined for a body that could not be judged */
export function foundInAnswer(
  side: Side,
  { call, operation }: Method,
  exchange: Exchange,
  judge: Judge,
): readonly Found[] | undefined {
  const { status, type, body } = exchange;
  const isSuccess = status < 400;
  const outcome = outcomeOf(operation, status);
  if (outcome === undefined) {
    const kind = isSuccess ? "answer-added" : "failure-added";
    const text = "is not declared";
    return [{ kind, call, subject: `status ${String(status)}`, text, ...judgeCall(kind), pointer: operation.pointer }];
  }
  if (type === undefined) return [];
  const media = outcome.media.find((one) => covers(one.type, type));
  if (media === undefined) {
    const kind = isSuccess && outcome.media.length === 0 ? "answer-added" : "media-added";
    const subject = `media type ${type} of ${String(status)}`;
    return [{ kind, call, subject, text: "is not declared", ...judgeCall(kind), pointer: outcome.pointer }];
  }
  const [view] = mediaWhole(side.document, outcome.pointer, media.type);
  if (body === undefined || view === undefined) return [];
  const subject = isSuccess ? "answer" : `failure ${String(status)}`;
  return undeclaredIn(body, view, "answer", subject, judge)?.map((one) => ({
    ...one,
    call,
    ...judgeSchema(one.kind, isSuccess ? "answer" : "failure"),
  }));
}

/** By the status itself, then by its range, then by `default` (OpenAPI 3.1, section 4.8.16). */
export function outcomeOf({ outcomes }: Operation, status: number): Outcome | undefined {
  const wanted = [String(status), `${String(status).slice(0, 1)}XX`, "DEFAULT"];
  return wanted.map((one) => outcomes.find((outcome) => outcome.status.toUpperCase() === one)).find((one) => one);
}

/** Whether a media type, or a range of them, is what something came as. */
export function covers(declared: string, type: string): boolean {
  const plain = (declared.split(";")[0] ?? "").trim().toLowerCase();
  return plain === type || plain === "*/*" || (plain.endsWith("/*") && type.startsWith(plain.slice(0, -1)));
}
