/** Keys of a `stainless.yml` that do not affect a TypeScript client. */

/** Keys about other languages, publishing, documents and tests. `*` stands for a name; a key includes everything below it. */
const HARMLESS: readonly string[] = [
  "edition",
  "$schema",
  "targets",
  "readme",
  "codeflow",
  "diagnostics",
  "organization",
  "openapi.code_samples",
  "settings.disable_mock_tests",
  "settings.disable_tests",
  "settings.file_header",
  "settings.mock_server",
  "settings.require_websocket_dependencies",
  "client_settings.default_client_example_name",
  "client_settings.omit_stainless_headers",
  "client_settings.opts.*.example",
  "client_settings.opts.*.required_in_tests",
  "resources.*.mcp",
  "resources.*.terraform",
  "resources.*.title",
  "resources.*.deprecated",
  "resources.*.standalone_api",
  "resources.*.methods.*.mcp",
  "resources.*.methods.*.terraform",
  "resources.*.methods.*.description",
  "resources.*.methods.*.title",
  "resources.*.methods.*.deprecated",
  "resources.*.methods.*.skip_test_reason",
  "resources.*.methods.*.skip_tests",
];

/** @param pattern a key as listed by `UnknownKeys`; subresources count as resources */
export function isHarmless(pattern: string): boolean {
  const key = pattern.replace(/(?:\.subresources\.\*)+/g, "");
  return HARMLESS.some((known) => key === known || key.startsWith(`${known}.`));
}
