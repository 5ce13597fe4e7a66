/** Answers of type `text/event-stream` (WHATWG HTML, section 9.2). */
import type { ResultReader } from "./operation.js";
import { streamReader } from "./stream.js";

/** A `Stream` of the events' data; `[DONE]` ends it. Comments, ids and retry times are passed over. */
export const events: ResultReader = streamReader((text, end) => {
  // A carriage return at the end may be half of a line end.
  const held = !end && text.endsWith("\r") ? "\r" : "";
  const parts = text
    .slice(0, text.length - held.length)
    .replace(/\r\n?/g, "\n")
    .split("\n\n");
  const left = (parts.pop() ?? "") + held;
  return { found: parts.flatMap(dataOf), left };
}, /\n[\r\n]|\r\r/);

function dataOf(event: string): readonly (string | Error)[] {
  const fields = (name: string): string | undefined => {
    const lines = event.split("\n").filter((line) => line === name || line.startsWith(`${name}:`));
    return lines.length ? lines.map((line) => line.slice(name.length + 1).replace(/^ /, "")).join("\n") : undefined;
  };
  const data = fields("data");
  if (fields("event") === "error") return [new Error(`the stream reports an error: ${(data ?? "").slice(0, 500)}`)];
  return data === undefined ? [] : [data];
}
