import type { Fleet } from "./src/index.js";

export async function list(fleet: Fleet): Promise<void> {
  await fleet.peers.list();
  await fleet.peers.list({ size: 10 });
  await fleet.peers.list({ size: 10, filters: { name: "Ada" } });
  // @ts-expect-error -- a body that must be given may be null, so it is given whole
  await fleet.peers.search({ filters: {} });
  await fleet.peers.search({ body: { filters: {} } });
  await fleet.peers.search({ body: null });
  await fleet.ships.list({ ids: ["1"] });
  await fleet.ships.list({ "ids[]": ["1"], tags: "fast", "tags[]": ["fast"] });
}
