/** `query_settings`: how lists and objects in the query are written. */
import type { ArrayFormat, Decisions, ObjectFormat } from "../decisions.js";
import { type Mapping, top, under, type UnknownKeys } from "./mapping.js";

const ARRAYS: readonly ArrayFormat[] = ["brackets", "indices", "repeat", "comma"];
const OBJECTS: readonly ObjectFormat[] = ["brackets", "dots"];

/** Formats of the file under the names that they have here too; one that is neither is noted as not understood. */
export function readQuery(settings: Mapping, unknown: UnknownKeys): Pick<Decisions, "arrays" | "objects"> {
  const spot = under(top, "query_settings");
  unknown.noteOthers(settings, spot, ["array_format", "nested_format"]);
  const read = <Format extends string>(key: string, formats: readonly Format[]): Format | undefined => {
    const format = formats.find((known) => known === settings[key]);
    if (format === undefined && settings[key] !== undefined) unknown.note(under(spot, key));
    return format;
  };
  const arrays = read("array_format", ARRAYS);
  const objects = read("nested_format", OBJECTS);
  return { ...(arrays === undefined ? {} : { arrays }), ...(objects === undefined ? {} : { objects }) };
}
