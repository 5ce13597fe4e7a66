/** The encoding of a file. Callwright reads UTF-8 only, and recognizes the others to tell users how to convert them. */
import { isUtf8 } from "node:buffer";

/** Each encoding's first bytes; `undefined` is any byte (YAML 1.2.2, section 5.2). The first match counts. */
const BEGINNINGS: readonly (readonly [name: string, bytes: readonly (number | undefined)[]])[] = [
  ["UTF-32", [0x00, 0x00, 0xfe, 0xff]],
  ["UTF-32", [0x00, 0x00, 0x00, undefined]],
  ["UTF-32", [0xff, 0xfe, 0x00, 0x00]],
  ["UTF-32", [undefined, 0x00, 0x00, 0x00]],
  ["UTF-16", [0xfe, 0xff]],
  ["UTF-16", [0x00, undefined]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [undefined, 0x00]],
];

/** Why bytes cannot be read as text, as the sentence and the next step of a finding. */
export interface EncodingFault {
  readonly message: string;
  readonly hint: string;
}

/** Returns why a file's bytes are not UTF-8 text; undefined if they are. */
export function encodingFault(content: Uint8Array): EncodingFault | undefined {
  const other = BEGINNINGS.find(([, bytes]) => beginsWith(content, bytes))?.[0];
  if (other !== undefined) {
    return {
      message: `The file is encoded in ${other}; Callwright reads UTF-8.`,
      hint: `Convert it: \`iconv -f ${other} -t UTF-8\`. In Windows PowerShell, \`>\` writes UTF-16; use \`| Set-Content -Encoding utf8\`.`,
    };
  }
  return isUtf8(content) ? undefined : { message: "The file is not UTF-8 text.", hint: "Save it as UTF-8." };
}

function beginsWith(content: Uint8Array, bytes: readonly (number | undefined)[]): boolean {
  return content.length >= bytes.length && bytes.every((byte, index) => byte === undefined || byte === content[index]);
}
