/** The input and the parts of README sections. */
import type { Api } from "../../api/api.js";
import type { Method, Surface } from "../../naming/surface.js";

/** The input of every section. */
export interface Readme {
  readonly api: Api;
  readonly surface: Surface;
  /** The package's name. */
  readonly package: string;
  /** All methods, deprecated ones last. */
  readonly methods: readonly Method[];
  /** The method of the first call; absent in a client without methods. */
  readonly first?: Method;
}

export interface Section {
  readonly title: string;
  /** Paragraphs, code blocks and tables; empty ones are omitted. */
  readonly parts: readonly string[];
}

/** A fenced code block. */
export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

export function importLine(name: string, ...names: readonly string[]): string {
  return `import { ${names.join(", ")} } from ${JSON.stringify(name)};`;
}

/** A Markdown table. @param rows cells that are Markdown already */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
