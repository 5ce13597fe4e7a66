/** Compares what a call must carry to be let in: credentials, and the scopes that they must have. */
import type { SecurityScheme } from "../api/security.js";
import type { Method } from "../naming/surface.js";
import type { Calls } from "./call-pair.js";
import type { Side } from "./side.js";

/** What one alternative asks for. */
interface Demand {
  readonly credentials: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
}

/** Whether some alternative now asks for nothing that each alternative before did not have already. */
export function compareSecurity({ before, after, sides, sink }: Calls): void {
  const nows = demandsOf(sides.after, after);
  if (nows.length === 0) return;
  const stated = demandsOf(sides.before, before);
  const olds = stated.length === 0 ? [{ credentials: new Set<string>(), scopes: new Set<string>() }] : stated;
  const { pointer } = after.operation;
  if (!olds.every((old) => nows.some((now) => isWithin(now.credentials, old.credentials)))) {
    const wanted = nows.map(({ credentials }) => [...credentials].join(" and ")).join(", or ");
    sink.say("credential-demanded", "the credential", `must be ${wanted} now`, pointer);
    return;
  }
  const unmet = olds.flatMap((old) => missingScopes(old, nows));
  if (unmet.length === 0) return;
  const named = [...new Set(unmet)].map((scope) => `\`${scope}\``).join(", ");
  sink.say("scopes-demanded", "the credential", `needs ${named} now`, pointer);
}

/** The scopes that whoever met an earlier alternative lacks for each later one; none where one asks for no more. */
function missingScopes(old: Demand, nows: readonly Demand[]): readonly string[] {
  const open = nows.filter(({ credentials }) => isWithin(credentials, old.credentials));
  const missing = open.map(({ scopes }) => [...scopes].filter((scope) => !old.scopes.has(scope)));
  return missing.some((scopes) => scopes.length === 0) ? [] : (missing[0] ?? []);
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((one) => outer.has(one));
}

function demandsOf({ api }: Side, { operation: { security, scopes = [] } }: Method): readonly Demand[] {
  const travels = (name: string) =>
    travel(
      api.securitySchemes.find((scheme) => scheme.name === name),
      name,
    );
  return security.map((alternative, index) => ({
    credentials: new Set(alternative.map(travels)),
    scopes: new Set(scopes[index]),
  }));
}

function travel(scheme: SecurityScheme | undefined, name: string): string {
  if (scheme === undefined) return name;
  const key = scheme.in === "header" ? scheme.key.toLowerCase() : scheme.key;
  return `${scheme.kind} in ${scheme.in} ${key}`;
}
