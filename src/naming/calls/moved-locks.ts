/** Locks of operations whose path has another prefix now: `/v1/keys/{id}` that became `/v2/keys/{key_id}`, or `/api/keys/{id}`. */
import type { Operation } from "../../api/api.js";
import type { Decisions, Locked } from "../../config/decisions.js";
import { addressText, blankAddress } from "../../document/address.js";
import { isVersion } from "./paths.js";

/**
 * The decisions with a lock for each operation that an address of the package must have become: one that the document no
 * longer has, and no other could be.
 */
export function withMovedLocks(operations: readonly Operation[], config: Decisions): Decisions {
  if (config.locked === undefined) return config;
  const entries = entriesOf(config.locked);
  const addresses = operations.map(({ address }) => addressText(address));
  const present = new Set(addresses.map(blankAddress));
  const before = new Set(entries.map(([address]) => blankAddress(address)));
  const gone = new Map(entries.filter(([address]) => !present.has(blankAddress(address))));
  const free = addresses.filter((address) => !before.has(blankAddress(address)));
  const [toFree, toGone] = [movesInto(free), movesInto([...gone.keys()])];
  const moved = [...gone].flatMap(([address, call]): [string, string][] => {
    const [now, ...others] = toFree(address);
    return now !== undefined && others.length === 0 && toGone(now).length === 1 ? [[now, call]] : [];
  });
  return moved.length === 0 ? config : { ...config, locked: new Map([...entries, ...moved]) };
}

function entriesOf(locked: Locked): readonly (readonly [address: string, call: string])[] {
  return isMap(locked) ? [...locked] : Object.entries(locked);
}

function isMap(locked: Locked): locked is ReadonlyMap<string, string> {
  return locked instanceof Map;
}

/** Finds those of some addresses that another may have moved to: one path is the other with static segments in front. */
function movesInto(addresses: readonly string[]): (address: string) => readonly string[] {
  const whole = grouped(addresses, (address) => tailsOf(address).slice(0, 1));
  const ending = grouped(addresses, tailsOf);
  return (address) => {
    const [own = "", ...shorter] = tailsOf(address);
    return [...(ending.get(own) ?? []), ...shorter.flatMap((tail) => whole.get(tail) ?? [])];
  };
}

function grouped(
  addresses: readonly string[],
  keysOf: (address: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const address of addresses)
    for (const key of keysOf(address)) groups.set(key, [...(groups.get(key) ?? []), address]);
  return groups;
}

/**
 * `GET keys/{}` of `GET /api/v1/keys/{id}`: what is left without versions and `api` in front, and what is left of that
 * without further static segments, as far as one remains.
 */
function tailsOf(address: string): readonly string[] {
  const [method = "", path = ""] = blankAddress(address).split(" ");
  const segments = path.split("/").filter((segment) => segment !== "");
  const start = segments.findIndex((segment) => segment !== "api" && !isVersion(segment));
  const tails: string[] = [];
  for (let rest = start === -1 ? [] : segments.slice(start); rest.some(isStatic); rest = rest.slice(1)) {
    tails.push(`${method} ${rest.join("/")}`);
    if (!isStatic(rest[0] ?? "")) break;
  }
  return tails;
}

function isStatic(segment: string): boolean {
  return !segment.includes("{");
}
