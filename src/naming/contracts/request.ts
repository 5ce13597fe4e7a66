/** How each call's request is written, planned once: the style of its parameters, and what writes its body. */
import type { BodyMedia, Input, InputStyle, PropertyEncoding } from "../../api/api.js";
import { bodyKind, isRange } from "../../api/bodies/media.js";
import type { ArrayFormat, Decisions, ObjectFormat } from "../../config/decisions.js";
import type { runtimeExports } from "../reserved.js";

/** A function of the runtime's `styles.ts`. */
export type StyleName = (typeof runtimeExports.styles)[number];

/** How a parameter is written, where it is not as the runtime writes it by itself. */
export interface StylePlan {
  /** Absent where the runtime's own way is meant, and only reserved characters are kept. */
  readonly name?: StyleName;
  /** The argument from which the function of that name makes the style. */
  readonly format?: QueryFormat;
  /** Whether reserved characters stay as they are (OpenAPI Specification 3.1, section 4.8.12.2, `allowReserved`). */
  readonly isReserved: boolean;
}

/** How lists and objects in the query are written where the document does not say; absent as the runtime does it. */
export interface QueryFormat {
  readonly arrays?: ArrayFormat;
  readonly objects?: ObjectFormat;
}

export function queryFormat({ arrays, objects }: Decisions): QueryFormat {
  return { ...(arrays === undefined ? {} : { arrays }), ...(objects === undefined ? {} : { objects }) };
}

/** The writer of a body, and the media type it is sent with. */
export interface BodyPlan {
  readonly writer: Writer;
  /** Absent for JSON, which the runtime sends by itself, and where the body, or its writer, knows it. */
  readonly type?: string;
  /** How properties of a form are written that are not written the default way. */
  readonly encodings?: Readonly<Record<string, EncodingPlan>>;
}

/** A function of the runtime that writes bodies; `raw` writes text and bytes, `typed` with the media type that they know. */
export type Writer = "json" | "multipart" | "form" | "lines" | "raw" | "typed" | "anything" | "query";

/** `nested` is what the runtime calls `deepObject` in a form. */
export type EncodingPlan = "nested" | StylePlan | Extract<PropertyEncoding, { kind: "content" }>;

/** The functions by style, without and with `explode`; those of the runtime's defaults are absent, but for cookies. */
const STYLES: Readonly<Record<InputStyle, readonly [StyleName | undefined, StyleName | undefined]>> = {
  simple: [undefined, "simpleExploded"],
  label: ["label", "labelExploded"],
  matrix: ["matrix", "matrixExploded"],
  form: ["formJoined", undefined],
  spaceDelimited: ["spaceDelimited", undefined],
  pipeDelimited: ["pipeDelimited", undefined],
  deepObject: ["deepObject", "deepObject"],
};

/** How a parameter whose `content` is JSON is written. */
const JSON_STYLES: Readonly<Record<Input["location"], StyleName>> = {
  path: "jsonValue",
  query: "json",
  header: "jsonHeader",
  cookie: "json",
};

/**
 * Undefined where the runtime writes the parameter as it should be by itself.
 *
 * @param given what the user says of parameters of the query that say nothing of their own style
 */
export function planStyle(input: Input, given: QueryFormat = {}): StylePlan | undefined {
  const name = styleName(input);
  const formatted = formattedStyle(input, given);
  if (formatted) return { ...formatted, isReserved: input.allowReserved };
  if (name === undefined && !input.allowReserved) return undefined;
  return { ...(name === undefined ? {} : { name }), isReserved: input.allowReserved };
}

/** The style that the user's format makes of a parameter; undefined where it does not concern it. */
function formattedStyle(input: Input, { arrays, objects }: QueryFormat): Omit<StylePlan, "isReserved"> | undefined {
  const { location, media, style, isStyled, mayBeList, mayBeObject, mayNest } = input;
  if (location !== "query" || media !== undefined) return undefined;
  // Lists are still left open (section 4.8.12.2.1 shows flat objects alone).
  const isDeep = style === "deepObject" && (mayNest === true || mayBeList === true);
  if (isStyled) return isDeep && isOther(arrays) ? { name: "deepObjectBy", format: { arrays } } : undefined;
  const format: QueryFormat = {
    ...(isOther(arrays) && (mayBeList || mayNest) ? { arrays } : {}),
    ...(objects !== undefined && (mayBeObject || mayNest) ? { objects } : {}),
  };
  return Object.keys(format).length === 0 ? undefined : { name: "nestedBy", format };
}

/** Whether lists are written another way than the runtime does. */
function isOther(arrays: ArrayFormat | undefined): arrays is Exclude<ArrayFormat, "repeat"> {
  return arrays !== undefined && arrays !== "repeat";
}

function styleName(input: Input): StyleName | undefined {
  const isJson = input.media !== undefined && bodyKind(input.media) === "json";
  return isJson ? JSON_STYLES[input.location] : (STYLES[input.style][input.explode ? 1 : 0] ?? usualStyle(input));
}

/** The runtime by itself writes neither a list nor an object in a path or a header, and no boolean in a path. */
function usualStyle({ location, mayBeList, mayBeObject, mayBeBoolean, mayNest }: Input): StyleName | undefined {
  if (location === "cookie") return "formExploded";
  if (location === "query" && mayNest) return "nested";
  const isWritten = location === "query" || !(mayBeObject || mayBeList || (mayBeBoolean && location === "path"));
  return isWritten ? undefined : "simple";
}

export function planBody({ kind, type, encodings }: BodyMedia): BodyPlan {
  const writer = writerOf(kind, type);
  const concrete = isRange(type) ? "application/json" : type;
  const isKnown = concrete === "application/json" || SELF_TYPED.includes(writer);
  return {
    writer,
    ...(isKnown ? {} : { type: concrete }),
    ...(encodings ? { encodings: mapValues(encodings, planEncoding) } : {}),
  };
}

/** Writers that say by themselves what they have written. */
const SELF_TYPED: readonly Writer[] = ["multipart", "typed", "anything"];

/** Bytes and text know the type of a range, and the boundary of their own parts. */
function writerOf(kind: BodyMedia["kind"], type: string): Writer {
  if (kind === "any") return "anything";
  if (kind !== "text" && kind !== "binary") return kind;
  return isRange(type) || /^multipart\//i.test(type) ? "typed" : "raw";
}

function planEncoding(encoding: PropertyEncoding): EncodingPlan {
  if (encoding.kind === "content") return encoding;
  const { style, explode, allowReserved } = encoding;
  if (style === "deepObject") return "nested";
  const name = STYLES[style][explode ? 1 : 0] ?? (allowReserved ? undefined : "formExploded");
  return { ...(name === undefined ? {} : { name }), isReserved: allowReserved };
}

function mapValues<From, To>(
  of: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}
