import type { Def2, ProblemDetails, Ship, Ships } from "./src/index.js";

declare const ships: Ships;

export async function call(): Promise<void> {
  const ship: Ship = await ships.ships.retrieve({ id: "1" });
  ship.flag satisfies Def2 | undefined;
  ({ message: "gone" }) satisfies ProblemDetails;
}
