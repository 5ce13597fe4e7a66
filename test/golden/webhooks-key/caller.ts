import { Parcels, unwrapWebhook } from "./src/index.js";

const client = new Parcels({ webhookSecret: "whsec_MDEyMw==" });
export async function receive(request: Request): Promise<string> {
  const [body, { headers }] = [await request.text(), request];
  const event = await client.webhooks.unwrap(body, headers);
  await client.webhooks.unwrap(body, headers, { key: ["whsec_MDEyMw=="], tolerance: 60 });
  // @ts-expect-error without a client there is no key but the caller's
  await unwrapWebhook(body, headers, {});
  return event.id;
}
// @ts-expect-error a secret is a text, or several
new Parcels({ webhookSecret: 3 });
