/** The smallest change that makes a curl command request the path of an operation: hosts, values and the query stay. */
import { nearest } from "../document/text/nearest.js";
import type { Word } from "../snippets/shell.js";
import type { SampleFinding } from "./sample-finding.js";

/** Whether a text matches a segment of a path template. */
type Fits = (segment: string, text: string | undefined) => boolean;

/** A requested URL, and the source that contains it. */
export interface RequestedUrl {
  readonly source: string;
  readonly url: Word;
}

/**
 * Returns a repair that corrects misspelt segments at the end of a URL's path; undefined if other segments differ, or if
 * the source does not contain the URL as it is, because of quotes or line breaks within it.
 *
 * @param template the path of the operation
 */
export function pathRepair({ source, url }: RequestedUrl, template: string, fits: Fits): SampleFinding["repair"] {
  const [plain = ""] = url.text.split(/[?#]/);
  const [path = ""] = template.split("?");
  const wanted = path.split("/").slice(1);
  const given = plain.split("/").slice(-wanted.length);
  const tail = `/${given.join("/")}`;
  const start = source.indexOf(plain, url.offset);
  // Only a quote may come before it.
  if (plain === "" || !plain.endsWith(tail) || start < 0 || start > url.offset + 1) return undefined;
  const corrected = correctedPath(wanted, given, fits);
  // A path that is right as far as the template goes is wrong elsewhere.
  if (corrected === undefined || corrected === tail) return undefined;
  const before = source.slice(url.offset, start) + plain.slice(0, -tail.length);
  return { length: start - url.offset + plain.length, text: before + corrected };
}

function correctedPath(wanted: readonly string[], given: readonly string[], fits: Fits): string | undefined {
  let path = "";
  for (const [index, segment] of wanted.entries()) {
    const next = corrected(segment, given[index] ?? "", fits);
    if (next === undefined) return undefined;
    path += `/${next}`;
  }
  return path;
}

function corrected(segment: string, given: string, fits: Fits): string | undefined {
  if (fits(segment, given)) return given;
  return segment.includes("{") ? undefined : nearest(given, [segment]);
}
