/** Locks of operations whose path has another prefix now: `/v1/keys/{id}` that became `/v2/keys/{key_id}`, or `/api/keys/{id}`. */
import type { Operation } from "../api/api.js";
import type { Decisions, Locked } from "../config/decisions.js";
import { addressText, blankAddress } from "../document/address.js";
import { lockedReader } from "./evidence/overrides.js";
import { isVersion } from "./paths.js";

/**
 * The decisions with a lock for each operation that an address of the package must have become: one that the document no
 * longer has, and no other could be.
 */
export function withMovedLocks(operations: readonly Operation[], config: Decisions): Decisions {
  if (config.locked === undefined) return config;
  const entries = entriesOf(config.locked);
  const present = new Set(operations.map(({ address }) => blankAddress(addressText(address))));
  const gone = entries.filter(([address]) => !present.has(blankAddress(address)));
  const callBefore = lockedReader(config);
  const free = operations
    .filter((operation) => callBefore(operation) === undefined)
    .map(({ address }) => addressText(address));
  const moved = gone.flatMap(([before, call]): [string, string][] => {
    const [now, ...others] = free.filter((address) => isMoved(before, address));
    if (now === undefined || others.length > 0) return [];
    return gone.filter(([address]) => isMoved(address, now)).length === 1 ? [[now, call]] : [];
  });
  return moved.length === 0 ? config : { ...config, locked: new Map([...entries, ...moved]) };
}

function entriesOf(locked: Locked): readonly (readonly [address: string, call: string])[] {
  return isMap(locked) ? [...locked] : Object.entries(locked);
}

function isMap(locked: Locked): locked is ReadonlyMap<string, string> {
  return locked instanceof Map;
}

/** Whether two addresses have the same method, and one path ends in the other, versions and `api` in front apart. */
function isMoved(before: string, now: string): boolean {
  const [one, other] = [tailOf(before), tailOf(now)];
  if (one.method !== other.method || one.path === "" || other.path === "") return false;
  return one.path.endsWith(other.path) || other.path.endsWith(one.path);
}

/** `/keys/{}` of `GET /api/v1/keys/{id}`. */
function tailOf(address: string): { readonly method: string; readonly path: string } {
  const [method = "", path = ""] = blankAddress(address).split(" ");
  const segments = path.split("/").filter((segment) => segment !== "");
  const start = segments.findIndex((segment) => segment !== "api" && !isVersion(segment));
  return { method, path: start === -1 ? "" : `/${segments.slice(start).join("/")}` };
}
