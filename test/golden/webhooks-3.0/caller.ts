import { Doors, type DoorOpenedWebhook } from "./src/index.js";

const client = new Doors();

export const open = (webhook: DoorOpenedWebhook): string => webhook.id;
// @ts-expect-error Only callers send it.
export const pin = (webhook: DoorOpenedWebhook): string => webhook.pin;

const door = await client.post("/doors", { body: { pin: "1234" } });
void (door.id satisfies string);
// @ts-expect-error The answer does not have it.
void door.pin;
