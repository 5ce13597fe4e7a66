/** Redocly's command line, as a process of its own that asks nobody anything. */
import { createRequire } from "node:module";

export function redoclyCli(): string {
  return createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
}

/** Redocly looks up a telemetry host and the newest version of itself, unless it is told not to. */
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
