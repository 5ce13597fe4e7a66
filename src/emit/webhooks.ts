/** Emits `webhooks.ts`: the events that the API sends, by name, and the function that verifies and reads them. */
import type { Webhook } from "../api/api.js";
import type { Receiver, Surface, WebhookType } from "../naming/surface.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { importOf } from "./imports.js";
import { bracket, commentText, doc, identifier, stringLiteral } from "./text.js";

/** Emits the text of `webhooks.ts`. */
export function emitWebhooks({ webhooks: types, client }: Surface, receiver: Receiver, print: Printer): string {
  const hides = types.some(({ webhook }) => webhook.holdsWriteOnly);
  const { webhookKey } = client;
  return print("webhooks.ts", [
    ...(webhookKey ? [importOf("./runtime/index.js", ["BaseClient"], true)] : []),
    importOf("./runtime/webhooks.js", [
      "receive",
      ...(webhookKey ? ["withKeyOf"] : []),
      "type RawBody",
      "type RawHeaders",
      ...(webhookKey ? ["type Unwrap"] : []),
      "type UnwrapOptions",
    ]),
    ...(types.length > 0 ? [importOf("./schema.js", hides ? ["Readable", "webhooks"] : ["webhooks"], true)] : []),
    {
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: "./runtime/webhooks.js",
      namedExports: ["WebhookVerificationError", "type UnwrapOptions"],
    },
    ...types.map(({ typeName, webhook }) => alias(typeName, payloadType(webhook), webhookDoc(webhook))),
    alias("AnyWebhook", anyOf(types), doc(["The body of any webhook."])),
    unwrapFunction(receiver),
    ...(webhookKey ? [unwrapForFunction(webhookKey.name)] : []),
  ]);
}

/** How the client's class, or a resource, verifies webhooks: the type and the value of its property `unwrap`. */
export interface UnwrapProperty {
  readonly type: string;
  readonly initializer: string;
  /** What they import from `webhooks.ts`. */
  readonly imported: string;
}

/** @param owner the expression for the client */
export function unwrapProperty({ client: { webhookKey } }: Surface, owner: string): UnwrapProperty {
  if (!webhookKey) return { type: "typeof unwrapWebhook", initializer: "unwrapWebhook", imported: "unwrapWebhook" };
  return {
    type: "ReturnType<typeof unwrapWebhookFor>",
    initializer: `unwrapWebhookFor(${owner})`,
    imported: "unwrapWebhookFor",
  };
}

/** The function that makes `webhooks.unwrap` of a client whose options hold the key. */
function unwrapForFunction(option: string): Statement {
  return {
    kind: StructureKind.Function,
    name: "unwrapWebhookFor",
    isExported: true,
    docs: [doc([], [`Gives \`unwrapWebhook\` for a client, whose option \`${option}\` is the default of \`key\`.`])],
    parameters: [{ name: "client", type: "BaseClient" }],
    returnType: "Unwrap<AnyWebhook>",
    statements: [`return withKeyOf(client, ${stringLiteral(option)}, unwrapWebhook);`],
    leadingTrivia: "\n",
  };
}

/** The union of the types; the document may describe none, if only the configuration enables webhooks. */
function anyOf(types: readonly WebhookType[]): string {
  return types.length === 0 ? "unknown" : types.map(({ typeName }) => typeName).join(" | ");
}

function unwrapFunction({ scheme }: Receiver): Statement {
  const entries = Object.entries(scheme).map(([key, value]) => `${key}: ${stringLiteral(value)}`);
  return {
    kind: StructureKind.Function,
    name: "unwrapWebhook",
    isExported: true,
    docs: [
      doc(
        [],
        ["Verifies the signature of a webhook with your secret, and parses its body. Pass the raw body."],
        ["@throws WebhookVerificationError if verification fails; `reason` says why"],
      ),
    ],
    parameters: [
      { name: "body", type: "RawBody" },
      { name: "headers", type: "RawHeaders" },
      { name: "options", type: "UnwrapOptions" },
    ],
    returnType: "Promise<AnyWebhook>",
    statements: [`return receive<AnyWebhook>(body, headers, options, ${bracket(entries, "{}", 1)});`],
    leadingTrivia: "\n",
  };
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
  const descriptions = description === undefined ? [] : [description];
  const tags = deprecated ? ["@deprecated The API marks this webhook as deprecated."] : [];
  return doc(descriptions, [`The body of the webhook \`${commentText(name).replaceAll("`", "'")}\`.`], tags);
}

/** `webhooks["thingMade"]["post"]["requestBody"]["content"]["application/json"]`. */
function payloadType({ name, method, required, media, holdsWriteOnly }: Webhook): string {
  const body = `webhooks[${stringLiteral(name)}][${stringLiteral(method)}]["requestBody"]`;
  const present = required ? body : `NonNullable<${body}>`;
  const type = media.map((type) => `${present}["content"][${stringLiteral(type)}]`).join(" | ");
  return holdsWriteOnly ? `Readable<${type}>` : type;
}
