// @ts-check
// Formats figures for the terminal.

/**
 * @param {readonly number[]} numbers
 * @returns {number} NaN for an empty list
 */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Prints rows below a heading, with aligned columns.
 *
 * @param {string} heading
 * @param {readonly (readonly string[])[]} rows the first one names the columns
 */
export function printTable(heading, rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  console.log(`\n${heading}`);
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
  }
}
