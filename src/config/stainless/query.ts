/** `query_settings`: how lists and objects in the query are serialised. */
import type { ArrayFormat, Decisions, ObjectFormat } from "../decisions.js";
import { type Mapping, top, under, type Misfits } from "./mapping.js";

const ARRAYS: readonly ArrayFormat[] = ["brackets", "indices", "repeat", "comma"];
const OBJECTS: readonly ObjectFormat[] = ["brackets", "dots"];

/** Reads formats that Callwright has under the same names; any other format is recorded as not understood. */
export function readQuery(settings: Mapping, misfits: Misfits): Pick<Decisions, "arrays" | "objects"> {
  const spot = under(top, "query_settings");
  const read = <Format extends string>(key: string, formats: readonly Format[]): Format | undefined => {
    const format = formats.find((known) => known === settings[key]);
    if (format === undefined && settings[key] !== undefined) misfits.note(under(spot, key));
    return format;
  };
  const arrays = read("array_format", ARRAYS);
  const objects = read("nested_format", OBJECTS);
  return { ...(arrays === undefined ? {} : { arrays }), ...(objects === undefined ? {} : { objects }) };
}
