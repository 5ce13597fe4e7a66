/** Streams that the document does not declare: as the user says, else by the body's `stream`, with a finding. */
import type { Api, Operation } from "../../api/api.js";
import type { Decisions, GivenStream } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, normalisedAddress } from "../../document/address.js";
import { finding } from "../findings/finding.js";
import type { Method } from "../surface.js";

/** The configuration's entry for an operation's stream; undefined if it has none. */
export function givenStreams(config: Decisions): (call: string, operation: Operation) => GivenStream | undefined {
  const given = new Map(Object.entries(config.streams ?? {}).map(([key, value]) => [keyOf(key), value]));
  return (call, { address }) => given.get(call) ?? given.get(addressText(address));
}

/** An address in its one form; a call as it is. */
function keyOf(key: string): string {
  return key.includes("/") ? normalisedAddress(key) : key.trim();
}

export function streamFindings(api: Api, methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  return [...methods.flatMap(forgotten), ...misdirected(methods, config), ...unknownEvents(api, config)];
}

function forgotten({ call, operation, result }: Method): readonly Diagnostic[] {
  if (!result.streamed || result.streamed.isDeclared) return [];
  const message = `${addressText(operation.address)} takes \`stream\`, but declares no \`text/event-stream\` among its responses, so the type of its events is \`unknown\`.`;
  const hint = `Declare it, or add \`streams: { "${call}": { event: "#/components/schemas/…" } }\` under \`x-callwright\`; \`false\` if it does not stream.`;
  return [finding("undeclared-stream", "warning", message, operation.body?.pointer ?? operation.pointer, hint)];
}

/** Entries of the configuration that meet no method. */
function misdirected(methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  const known = new Set(methods.flatMap(({ call, operation }) => [call, addressText(operation.address)]));
  return Object.keys(config.streams ?? {})
    .filter((key) => !known.has(keyOf(key)))
    .map((key) => {
      const message = `\`${key}\` under \`streams\` matches no method of the client.`;
      const hint = "Write an address as the document does, or a call; or remove the line.";
      return finding("unknown-target", "warning", message, config.placeOf?.("streams", key), hint);
    });
}

function unknownEvents(api: Api, config: Decisions): readonly Diagnostic[] {
  return Object.entries(config.streams ?? {}).flatMap(([key, value]) => {
    if (value === false || api.schemas.includes(value.event)) return [];
    const message = `\`${key}\` under \`streams\` names a schema that the document does not have: \`${value.event}\`.`;
    const place = config.placeOf?.("streams", key);
    return [finding("unknown-schema", "warning", message, place, "Name one of its component schemas.")];
  });
}
