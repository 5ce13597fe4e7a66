/**
 * The origins of values: most values of a resolved document are at their pointer in the root file, some came from
 * elsewhere.
 */
import type { Pointer, Position } from "../diagnostic.js";
import type { Json } from "./document.js";
import { tokensOf } from "./pointer.js";
import { partOf } from "./refs.js";
import type { Source } from "./text/source-file.js";

/** A position in one file, as keys and indices. */
export interface Location {
  readonly source: Source;
  readonly tokens: readonly string[];
}

/** A value of a file, and its position. */
export interface Target extends Location {
  readonly value: Json;
}

export interface Origins {
  /** Records that the member `key` of `owner` came from `place` instead of from a position below its owner. */
  mount(owner: object, key: string, place: Location): void;
  /** Gives `copy` the origin of `original`. */
  transfer(original: object, copy: object): void;
  /** The origin of a member of `owner`, whose own origin is `ownerPlace`. */
  placeOf(owner: object, key: string, ownerPlace: Location): Location;
  /** The position of a value of the document (or of its key) in the user's files. */
  locate(root: Json, source: Source, pointer: Pointer, onKey: boolean): Position;
}

/** Creates an empty record of origins: until `mount` is called, every value is at its pointer in the root file. */
export function createOrigins(): Origins {
  // Keyed by owner, not by pointer: a value that two references lead to is one object, mounted twice.
  const mounts = new WeakMap<object, Map<string, Location>>();

  function mount(owner: object, key: string, place: Location): void {
    const ofOwner = mounts.get(owner) ?? new Map<string, Location>();
    mounts.set(owner, ofOwner.set(key, place));
  }

  function transfer(original: object, copy: object): void {
    const ofOriginal = mounts.get(original);
    if (ofOriginal !== undefined) mounts.set(copy, new Map([...ofOriginal, ...(mounts.get(copy) ?? [])]));
  }

  function placeOf(owner: object, key: string, ownerPlace: Location): Location {
    return mounts.get(owner)?.get(key) ?? below(ownerPlace, key);
  }

  function locate(root: Json, source: Source, pointer: Pointer, onKey: boolean): Position {
    let value: Json | undefined = root;
    let place: Location = { source, tokens: [] };
    let keyPlace = place;
    for (const token of tokensOf(pointer)) {
      const plain = below(place, token);
      place = typeof value === "object" && value !== null ? placeOf(value, token, place) : plain;
      value = value === undefined ? undefined : partOf(value, token);
      // A component that was written as a reference has its key here and its content elsewhere.
      keyPlace = place.source !== plain.source && exists(plain) ? plain : place;
    }
    const shown = onKey ? keyPlace : place;
    return shown.source.locate(shown.tokens, onKey);
  }

  return { mount, transfer, placeOf, locate };
}

function below(place: Location, token: string): Location {
  return { source: place.source, tokens: [...place.tokens, token] };
}

function exists(place: Location): boolean {
  let value: Json | undefined = place.source.value;
  for (const token of place.tokens) value = value === undefined ? undefined : partOf(value, token);
  return value !== undefined;
}
