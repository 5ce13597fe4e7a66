/** Every breaker in every position; of the milder breakers each position meets some, in turn, unless all are asked for. */
import { breakers } from "./breakers.js";
import type { Case } from "./harness.js";
import { positions, type Position } from "./positions.js";

/** `HOSTILE=all npm run jest -- hostile` runs them all. */
const all = process.env["HOSTILE"] === "all";

/** How many of the milder breakers a position meets, and how far apart. */
const TURNS = 1;

/** The cases of one share of the positions. */
export function casesOf(share: number, shares: number): readonly Case[] {
  return positions.flatMap((position, index) => (index % shares === share ? casesAt(position, index) : []));
}

function casesAt(position: Position, index: number): readonly Case[] {
  const mild = breakers.flatMap((one, place) => (one.always ? [] : [place]));
  const turns = new Set(Array.from({ length: TURNS }, (_, turn) => mild[(index * TURNS + turn) % mild.length]));
  return breakers.flatMap((breaker, place) => {
    if (!all && !breaker.always && !turns.has(place)) return [];
    const number = String(index * breakers.length + place).padStart(5, "0");
    return [
      {
        name: `${position.name}: ${breaker.name}`,
        canary: `CANARY_${number}`,
        put: (document, canary) => position.put(document, breaker.text(canary)),
        mayBeRefused: position.structural ?? false,
        ...(position.unused ? {} : { arrivesWith: position.name }),
      },
    ];
  });
}

/** Each breaker in all values at once, except those where it could make the whole document unusable. */
export function everywhere(): readonly Case[] {
  const places = positions.filter(({ structural, way }) => !structural && way !== undefined);
  return breakers.map((breaker, index) => ({
    name: `everywhere: ${breaker.name}`,
    canary: `EVERYWHERE_${String(index).padStart(4, "0")}`,
    put: (document, canary) => {
      for (const position of places) position.put(document, breaker.text(canary));
    },
    mayBeRefused: false,
  }));
}
