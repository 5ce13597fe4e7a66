import { Ships, type Ship } from "./src/index.js";

const client = new Ships();
const ship: Ship & { _request_id?: string | null } = await client.ships.retrieve({ id: "s" });
const { _request_id: id } = ship;
id?.toUpperCase();
// @ts-expect-error the server may have sent none
id.toUpperCase();
const gone = await client.ships.delete({ id: "s" });
gone?._request_id?.toUpperCase();
const crew = await client.ships.crew({ id: "s" });
// @ts-expect-error a list has none
void crew._request_id;
const log = await client.ships.log({ id: "s" });
if (!Array.isArray(log) && !(log instanceof Response)) log._request_id?.toUpperCase();
// @ts-expect-error items have none
for await (const { _request_id } of client.ships.list()) _request_id;
const count: number = await client.ships.count();
const placed = await client.orders.create({ to: "s" });
placed._request_id?.toUpperCase();
// @ts-expect-error pieces have none
for await (const { _request_id } of client.orders.create({ to: "s", stream: true })) _request_id;
export { count };
