/** Redocly's command line, as a separate process that never prompts. */
import { createRequire } from "node:module";

/** The path of Redocly's command line, as installed with Callwright. */
export function redoclyCli(): string {
  return createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
}

/** Stops Redocly from contacting its telemetry host and looking up its latest version. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("REDOCLY_") && name !== "FORCE_COLOR",
  );
  return {
    ...Object.fromEntries(inherited),
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    NO_COLOR: "1",
  };
}
