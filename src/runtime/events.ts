/** Server-sent events (`text/event-stream`; WHATWG HTML, section 9.2.6). */
import { shortened } from "./errors.js";
import type { ResultReader } from "./operation.js";
import { discard } from "./readers.js";
import {
  CUT,
  DONE,
  jsonOf,
  NOT_JSON,
  open,
  piecesOf,
  refuseExcess,
  type Source,
  type Splitter,
  type Stream,
  streamError,
  streamReader,
} from "./streams.js";

/** A server-sent event. */
export interface StreamEvent<T> {
  /** Its name; `message` where the server gives none. */
  readonly event: string;
  readonly data: T;
  /** The last id that the server gave, to go on from with the header `Last-Event-ID`; empty before it gave one. */
  readonly id: string;
  /** The milliseconds to wait before asking again, where this event says so. */
  readonly retry: number | undefined;
}

/** A stream of server-sent events: iterating it gives their data. */
export interface EventStream<T> extends Stream<T> {
  /** Iterates the events with their names and ids, in place of their data alone. */
  events(): AsyncIterable<StreamEvent<T>>;
}

/** The fields of one event, as far as it has them. */
interface Fields {
  event?: string;
  data: string;
  id?: string;
  retry?: number;
}

class EventSplitter implements Splitter<Fields> {
  #line = "";
  #followsReturn = false;
  #fields: Partial<Fields> = {};
  readonly #prefix: string;

  /** @param prefix what every line is read behind: `data:` where the text is no stream, but the data of one event */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get held(): number {
    return this.#line.length + (this.#fields.data?.length ?? 0);
  }

  push(text: string): readonly Fields[] {
    const done: Fields[] = [];
    for (const line of this.#lines(text)) {
      if (this.#prefix || line) {
        this.#read(line);
      } else {
        if (this.#fields.data !== undefined) done.push(this.#fields as Fields);
        this.#fields = {};
      }
    }
    return done;
  }

  /** An event without its final blank line does not count, but its content shows that the stream was cut off. */
  end(): Fields | undefined {
    this.#read(this.#line);
    const { data } = this.#fields;
    return data === undefined || data === "" ? undefined : (this.#fields as Fields);
  }

  /** The lines that the text completes. The halves of a line end may come one by one. */
  #lines(text: string): readonly string[] {
    const rest = this.#followsReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text) this.#followsReturn = text.endsWith("\r");
    // Text that ends no line is only kept: a large line would be looked through again with each part of it. Engines split at
    // a string several times as fast as at an expression.
    const end = rest.includes("\r") ? /\r\n|\r|\n/ : "\n";
    const lines = /[\r\n]/.test(rest) ? (this.#line + rest).split(end) : [];
    this.#line = lines.pop() ?? this.#line + rest;
    return lines;
  }

  #read(text: string): void {
    const line = this.#prefix + text;
    const [name = ""] = line.split(":", 1);
    const value = line.slice(name.length + (line[name.length + 1] === " " ? 2 : 1));
    const fields = this.#fields;
    if (name === "data") fields.data = fields.data === undefined ? value : `${fields.data}\n${value}`;
    else if (name === "event") fields.event = value;
    else if (name === "id" && !value.includes("\0")) fields.id = value;
    else if (name === "retry" && /^\d+$/.test(value)) fields.retry = Number(value);
  }
}

/** Makes the data of an event; an event whose data becomes undefined is passed over. */
type DataReader = (event: Fields, source: Source) => unknown;

/** @param isDeclared whether the specification describes an event called `error`: any other reports a failure */
function eventReader(read: DataReader, isDeclared = false): ResultReader {
  return streamReader((response, context): EventStream<unknown> => {
    const source = open(response, context);
    return {
      cancel: () => discard(source.reader),
      events: () => eventsOf(source, read, isDeclared, (event) => event),
      [Symbol.asyncIterator]: () => eventsOf(source, read, isDeclared, ({ data }) => data),
    };
  });
}

/** The events up to `[DONE]`, which ends the streams of many APIs. */
async function* eventsOf<Item>(
  source: Source,
  read: DataReader,
  isErrorDeclared: boolean,
  itemOf: (event: StreamEvent<unknown>) => Item,
): AsyncGenerator<Item, void, undefined> {
  let id = "";
  // An API that promised events, and answers in JSON, has one piece of data to tell.
  const prefix = source.response.headers.get("content-type")?.includes("json") ? "data:" : "";
  for await (const pieces of piecesOf(source, new EventSplitter(prefix))) {
    for (const event of pieces) {
      if (event.data.trim() === DONE) return;
      if (event.event === "error" && !isErrorDeclared) {
        throw streamError(source, `the stream reports an error: ${shortened(event.data)}`);
      }
      if (event.isUnended && !prefix) throw streamError(source, CUT);
      id = event.id ?? id;
      const data = read(event, source);
      if (data !== undefined) yield itemOf({ event: event.event || "message", data, id, retry: event.retry });
    }
  }
}

/** An event without data keeps the connection open. */
const readJson: DataReader = ({ data }, source) => (data.trim() ? jsonOf(data, source, NOT_JSON) : undefined);

/** Reads events whose data is JSON. */
export const events: ResultReader = /* @__PURE__ */ eventReader(readJson);

/** Reads events whose data is text. */
export const textEvents: ResultReader = /* @__PURE__ */ eventReader(({ data }) => data);

/** Reads events of which the specification does not say what they hold: JSON where it is that, else text. */
export const anyEvents: ResultReader = /* @__PURE__ */ eventReader(({ data }, source) => {
  if (!data.trim()) return undefined;
  refuseExcess(data, source);
  try {
    const value = JSON.parse(data) as unknown;
    // A number that JavaScript cannot hold stays text.
    return typeof value === "number" && String(value) !== data ? data : value;
  } catch {
    return data;
  }
});

/**
 * Reads events that the specification describes as a whole: `{ event, data, id, retry }` with the fields that each has
 * (OpenAPI Specification 3.2, section 4.14.4).
 *
 * @param text the names of events whose data is text; `true` where that of all is
 * @param error whether an event called `error` is described too; any other reports a failure
 */
export function wholeEvents({ text = [], error = false }: WholeEvents): ResultReader {
  const isText = ({ event }: Fields): boolean => text === true || text.includes(event || "message");
  return eventReader((fields, source) => {
    const data = isText(fields) ? fields.data : readJson(fields, source);
    // Some servers write the whole event into its data.
    if (fields.event === undefined && isWhole(data)) return data;
    const { isUnended: _, ...event } = fields as Fields & { readonly isUnended?: true };
    return data === undefined ? undefined : { ...event, data };
  }, error);
}

interface WholeEvents {
  readonly text?: true | readonly string[];
  readonly error?: boolean;
}

function isWhole(data: unknown): boolean {
  return typeof data === "object" && data !== null && "event" in data && "data" in data;
}
