import { Zones, type Zone } from "./src/index.js";

const client = new Zones();
const zone: Zone | undefined = await client.zones.retrieve({ zone_id: "z" });
// @ts-expect-error the document does not require `result`
zone.id.toUpperCase();
const gone: { id: string } | undefined = await client.zones.delete({ zone_id: "z" });
for await (const { id } of client.zones.list()) id.toUpperCase();
const { ok } = await client.health.retrieve();
export { gone, ok };
