/** Where the values of a resolved document come from: most stand where their pointer says, some were carried in. */
import type { Pointer, Position } from "../diagnostic.js";
import type { Json } from "./document.js";
import { tokensOf } from "./pointer.js";
import { partOf } from "./refs.js";
import type { Source } from "./text/source-file.js";

/** A place in one file. */
export interface Place {
  readonly source: Source;
  readonly tokens: readonly string[];
}

/** A value of a file, and where it stands there. */
export interface Target extends Place {
  readonly value: Json;
}

export interface Origins {
  /** Notes that the member `key` of `owner` stands at `place`, and not below the place of `owner`. */
  mount(owner: object, key: string, place: Place): void;
  /** Notes the same origin for `copy` as for `original`. */
  transfer(original: object, copy: object): void;
  /** The place of a member of `owner`, which itself stands at `ownerPlace`. */
  placeOf(owner: object, key: string, ownerPlace: Place): Place;
  /** Where a value of the document (or its key) stands in the user's files. */
  locate(root: Json, source: Source, pointer: Pointer, onKey: boolean): Position;
}

export function createOrigins(): Origins {
  // By owner, not by pointer: a value that two references lead to is one object, mounted in both places.
  const mounts = new WeakMap<object, Map<string, Place>>();

  function mount(owner: object, key: string, place: Place): void {
    const ofOwner = mounts.get(owner) ?? new Map<string, Place>();
    mounts.set(owner, ofOwner.set(key, place));
  }

  function transfer(original: object, copy: object): void {
    const ofOriginal = mounts.get(original);
    if (ofOriginal !== undefined) mounts.set(copy, new Map([...ofOriginal, ...(mounts.get(copy) ?? [])]));
  }

  function placeOf(owner: object, key: string, ownerPlace: Place): Place {
    return mounts.get(owner)?.get(key) ?? below(ownerPlace, key);
  }

  function locate(root: Json, source: Source, pointer: Pointer, onKey: boolean): Position {
    let value: Json | undefined = root;
    let place: Place = { source, tokens: [] };
    let keyPlace = place;
    for (const token of tokensOf(pointer)) {
      const plain = below(place, token);
      place = typeof value === "object" && value !== null ? placeOf(value, token, place) : plain;
      value = value === undefined ? undefined : partOf(value, token);
      // A component that was written as a reference has its key there, and its content elsewhere.
      keyPlace = place.source !== plain.source && exists(plain) ? plain : place;
    }
    const shown = onKey ? keyPlace : place;
    return shown.source.locate(shown.tokens, onKey);
  }

  return { mount, transfer, placeOf, locate };
}

function below(place: Place, token: string): Place {
  return { source: place.source, tokens: [...place.tokens, token] };
}

function exists(place: Place): boolean {
  let value: Json | undefined = place.source.value;
  for (const token of place.tokens) value = value === undefined ? undefined : partOf(value, token);
  return value !== undefined;
}
