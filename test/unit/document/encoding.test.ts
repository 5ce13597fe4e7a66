/** The encodings that a YAML reader may meet (YAML 1.2.2, section 5.2). */
import { describe, expect, it } from "@jest/globals";
import { encodingFault } from "../../../src/document/text/encoding.js";

const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** Text of ASCII characters or a byte order mark, four bytes each. */
function utf32(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isBigEndian) bytes.writeUInt32BE(code, index * 4);
    else bytes.writeUInt32LE(code, index * 4);
  }
  return bytes;
}

describe("a file's encoding", () => {
  it.each<[string, Buffer]>([
    ["UTF-16", Buffer.from("\uFEFFopenapi", "utf16le")],
    ["UTF-16", Buffer.from("openapi", "utf16le")],
    ["UTF-16", swapped("\uFEFFopenapi")],
    ["UTF-16", swapped("openapi")],
    ["UTF-32", utf32("\uFEFFopenapi", false)],
    ["UTF-32", utf32("openapi", false)],
    ["UTF-32", utf32("\uFEFFopenapi", true)],
    ["UTF-32", utf32("openapi", true)],
  ])("is recognized: %s", (name, content) => {
    expect(encodingFault(content)?.message).toBe(`The file is encoded in ${name}; Callwright reads UTF-8.`);
  });

  it.each(["", "o", "openapi: 3.1.0", "\uFEFFopenapi: 3.1.0", "# Größe 😀"])("is UTF-8: %j", (text) => {
    expect(encodingFault(Buffer.from(text))).toBeUndefined();
  });

  it("is none that Unicode defines", () => {
    expect(encodingFault(Buffer.from("# Größe", "latin1"))?.message).toBe("The file is not UTF-8 text.");
  });
});
