// @ts-check
/**
 * @param {string} heading
 * @param {readonly string[]} columns
 * @param {readonly (readonly string[])[]} rows
 * @returns {string} a section of Markdown; empty where there is no row
 */
export function tables(heading, columns, rows) {
  if (rows.length === 0) return "";
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [`## ${heading}`, "", line(columns), line(columns.map(() => "---")), ...rows.map(line), ""].join("\n");
}
