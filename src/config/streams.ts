/** How a user declares the content of a stream if the document does not. */
import type { Kind } from "./kinds.js";

/** The component schema of an event's data; `false` if there is no stream, whatever the document suggests. */
export type GivenStream = false | { readonly event: string };

const COMPONENT = /^#\/components\/schemas\/([^/]+)$/;

/** An entry of the key `streams` in the configuration. */
export const givenStream: Kind<GivenStream> = {
  is: "`false` or a map with the key `event`",
  schema: {
    anyOf: [
      { const: false },
      {
        type: "object",
        properties: { event: { type: "string", pattern: COMPONENT.source } },
        required: ["event"],
        additionalProperties: false,
      },
    ],
  },
  read: (setting) => {
    if (setting.value === false) return false;
    const event = setting.at("event");
    const extra = setting.keys.find((key) => key !== "event");
    const hint = 'Write `false`, or `{ event: "#/components/schemas/…" }` with the schema of one event\'s data.';
    if (extra !== undefined) throw setting.at(extra).error(`\`${setting.name}\` has no key \`${extra}\`.`, hint);
    const name = typeof event.value === "string" ? COMPONENT.exec(event.value)?.[1] : undefined;
    if (name !== undefined) return { event: name.replaceAll("~1", "/").replaceAll("~0", "~") };
    throw setting.error(`\`${setting.name}\` must be ${givenStream.is} that leads to a component schema.`, hint);
  },
};
