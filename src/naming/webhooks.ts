/** Names of the types of webhook bodies, unique among all that the package exports. */
import type { Webhook } from "../api/api.js";
import { claims, pascalCase } from "./identifiers.js";
import type { WebhookType } from "./surface.js";

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
