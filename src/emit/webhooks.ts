/** `webhooks.ts` of the generated package: what the API sends to its users, by name. Nothing in it can be called. */
import type { Webhook } from "../api/api.js";
import type { WebhookType } from "../naming/surface.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { importOf } from "./imports.js";
import { commentText, doc, identifier, stringLiteral } from "./text.js";

export function emitWebhooks(types: readonly WebhookType[], print: Printer): string {
  const hides = types.some(({ webhook }) => webhook.holdsWriteOnly);
  return print("webhooks.ts", [
    importOf("./schema.js", hides ? ["Readable", "webhooks"] : ["webhooks"], true),
    ...types.map(({ typeName, webhook }) => alias(typeName, payloadType(webhook), webhookDoc(webhook))),
    alias("AnyWebhook", types.map(({ typeName }) => typeName).join(" | "), doc(["The body of any webhook."])),
  ]);
}

function alias(name: string, type: string, description: ReturnType<typeof doc>): Statement {
  return {
    kind: StructureKind.TypeAlias,
    name: identifier(name),
    isExported: true,
    type,
    docs: [description],
    leadingTrivia: "\n",
  };
}

function webhookDoc({ name, description, deprecated }: Webhook): ReturnType<typeof doc> {
  const said = description === undefined ? [] : [description];
  const tags = deprecated ? ["@deprecated The API marks this webhook as deprecated."] : [];
  return doc(said, [`The body of the webhook \`${commentText(name).replaceAll("`", "'")}\`.`], tags);
}

/** `webhooks["thingMade"]["post"]["requestBody"]["content"]["application/json"]`. */
function payloadType({ name, method, required, media, holdsWriteOnly }: Webhook): string {
  const body = `webhooks[${stringLiteral(name)}][${stringLiteral(method)}]["requestBody"]`;
  const present = required ? body : `NonNullable<${body}>`;
  const type = media.map((type) => `${present}["content"][${stringLiteral(type)}]`).join(" | ");
  return holdsWriteOnly ? `Readable<${type}>` : type;
}
