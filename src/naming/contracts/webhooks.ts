/** Names of the types of webhook bodies, unique among all that the package exports, and the place of what verifies them. */
import type { Webhook } from "../../api/api.js";
import type { Decisions } from "../../config/decisions.js";
import { claims, pascalCase } from "../identifiers.js";
import type { Method, Receiver, Resource, WebhookType } from "../surface.js";

/**
 * `ThingMadeWebhook` for `thingMade`; where one webhook is sent with several HTTP methods, all but the first include theirs.
 *
 * @param taken names of the package's other exports
 */
export function nameWebhooks(webhooks: readonly Webhook[], taken: readonly string[]): readonly WebhookType[] {
  const claim = claims();
  for (const name of [...taken, "AnyWebhook"]) claim(name);
  const seen = new Set<string>();
  return webhooks
    .filter(({ media }) => media.length > 0)
    .map((webhook) => {
      const method = seen.has(webhook.name) ? `-${webhook.method}` : "";
      seen.add(webhook.name);
      const name = pascalCase(`${webhook.name}${method}`).replace(/Webhook$/, "");
      return { webhook, typeName: claim(`${name}Webhook`) };
    });
}

/** The names of hashes in WebCrypto. */
const HASHES = { sha1: "SHA-1", sha256: "SHA-256", sha512: "SHA-512" } as const;

/** The way to verify webhooks, for an API that describes some or whose configuration says how it signs. */
export function planReceiver(
  webhooks: readonly WebhookType[],
  { methods, resources }: { readonly methods: readonly Method[]; readonly resources: readonly Resource[] },
  { webhooks: signing }: Decisions,
): Receiver | undefined {
  if (webhooks.length === 0 && signing === undefined) return undefined;
  const { format = "standard", header = "webhook-", algorithm = "sha256", prefix = "" } = signing ?? {};
  const resource = resources.find(({ name }) => name === "webhooks");
  const isTaken = resource
    ? [...resource.methods, ...resource.resources].some(({ name }) => name === "unwrap")
    : methods.some(({ name }) => name === "webhooks");
  return {
    scheme: { format, header: header.toLowerCase(), hash: HASHES[algorithm], prefix },
    owner: isTaken ? "nobody" : (resource ?? "client"),
  };
}
