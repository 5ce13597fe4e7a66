/** Compares the servers of a call, and those that callers choose with options of the client. */
import type { Server } from "../api/api.js";
import type { CallSink, Calls } from "./call-pair.js";
import type { Side } from "./side.js";
import { listed } from "./texts.js";

const home = "#/servers";

/** The server that a call goes to where nobody chooses. */
export function compareServers({ before, after, sides, sink }: Calls): void {
  const [old] = before.operation.servers ?? sides.before.api.servers;
  const [now] = after.operation.servers ?? sides.after.api.servers;
  const [from, to] = [old && urlOf(old), now && urlOf(now)];
  if (from !== to) sink.say("server-changed", "the server", `is ${to ?? "not said"}, not ${from ?? "said"}`, home);
}

/** A server's address with the defaults of its variables. */
function urlOf({ url, variables }: Server): string {
  return variables
    .reduce((text, { name, default: value }) => text.replaceAll(`{${name}}`, value), url)
    .replace(/\/+$/, "");
}

/** What the options `server`, `environment` and `serverVariables` of a client take. */
export function compareChoices(before: Side, after: Side, sink: CallSink): void {
  const [old, now] = [before.surface.client, after.surface.client];
  const environments = new Set(now.environments);
  for (const name of old.environments)
    if (!environments.has(name))
      sink.say("option-removed", "client option environment", `no longer takes ${name}`, home);
  if (old.choosesServer) compareChosen(old.servers, now.servers, sink);
  compareVariables(before, after, sink);
}

/** A server is chosen by its description or its address. The first is the default, whose address is compared for each call. */
function compareChosen(olds: readonly Server[], nows: readonly Server[], sink: CallSink): void {
  olds.forEach((old, index) => {
    const same = nows.find(({ url }) => url === old.url);
    const named = same ?? nows.find(({ description }) => description !== undefined && description === old.description);
    const subject = `server ${old.description ?? old.url}`;
    if (named === undefined) {
      if (index > 0) sink.say("server-removed", subject, "is gone", home);
    } else if (same === undefined) {
      if (index > 0) sink.say("server-changed", subject, `is ${urlOf(named)}, not ${urlOf(old)}`, home);
    } else if (old.description !== undefined && !nows.some(({ description }) => description === old.description)) {
      sink.say("option-removed", "client option server", `no longer takes ${old.description}`, home);
    }
  });
  for (const { url, description } of nows.slice(1)) {
    const isKnown = olds.some(
      (old) => old.url === url || (description !== undefined && old.description === description),
    );
    if (!isKnown) sink.say("server-added", `server ${description ?? url}`, "is new", home);
  }
}

/** A client refuses variables that no server has, and values that a variable does not list. */
function compareVariables(before: Side, after: Side, sink: CallSink): void {
  const variablesOf = ({ surface }: Side) => surface.client.servers.flatMap(({ variables }) => variables);
  const left = new Map(variablesOf(after).map((variable) => [variable.name, variable]));
  for (const { name, values } of variablesOf(before)) {
    const now = left.get(name);
    const subject = `client option serverVariables.${name}`;
    const gone = now?.values && (values ?? []).filter((value) => now.values?.includes(value) === false);
    if (now === undefined) sink.say("option-removed", subject, "is gone", home);
    else if (gone?.length) sink.say("option-removed", subject, `no longer takes ${listed(gone)}`, home);
    else if (now.values && !values) sink.say("option-removed", subject, `takes only ${listed(now.values)} now`, home);
  }
}
