import { type Forge, unwrapWebhook, WebhookVerificationError } from "./src/index.js";

declare const forge: Forge;

export async function receive(request: Request, key: string): Promise<string> {
  const event = await forge.webhooks.unwrap(await request.text(), request.headers, { key });
  // @ts-expect-error
  void event.ref;
  return event.type === "pushed" ? event.ref : event.stars.toFixed();
}

export async function refused(body: Uint8Array, headers: Record<string, string | string[] | undefined>): Promise<string> {
  // @ts-expect-error
  await unwrapWebhook(body, headers);
  return unwrapWebhook(body, headers, { key: ["new", "old"], tolerance: 60 }).then(
    ({ type }) => type,
    (error: unknown) => (error instanceof WebhookVerificationError ? error.reason : "another"),
  );
}
