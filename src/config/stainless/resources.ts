/** `resources` and `unspecified_endpoints`: which call each operation has, and which operations have none. */
import { normalisedAddress } from "../../document/address.js";
import { cased, type Casings } from "./casings.js";
import {
  inside,
  type KeyPath,
  listOf,
  type Mapping,
  mappingOf,
  type Spot,
  textsOf,
  top,
  under,
  type UnknownKeys,
} from "./mapping.js";

export interface StainlessCalls {
  /** Address → call. */
  readonly calls: ReadonlyMap<string, string>;
  /** Addresses without a method in the TypeScript client. */
  readonly skip: readonly string[];
  /** Addresses of operations without pages. */
  readonly unpaged: readonly string[];
  /** Where the file has each address. */
  readonly places: ReadonlyMap<string, KeyPath>;
}

const addressShape = /^(?:get|put|post|delete|options|head|patch|trace)\s+\/\S*$/i;

/** The names that the file has for the language that Callwright writes. */
const ownLanguages = new Set(["node", "typescript", "javascript"]);

export function readCalls(file: Mapping, casings: Casings, unknown: UnknownKeys): StainlessCalls {
  const reader = new CallReader(casings, unknown);
  reader.readUnspecified(file["unspecified_endpoints"]);
  reader.readResources(mappingOf(file["resources"]), [], under(top, "resources"));
  return reader.found;
}

class CallReader {
  private readonly calls = new Map<string, string>();
  private readonly skip = new Set<string>();
  private readonly unpaged = new Set<string>();
  private readonly places = new Map<string, KeyPath>();

  constructor(
    private readonly casings: Casings,
    private readonly unknown: UnknownKeys,
  ) {}

  get found(): StainlessCalls {
    const { calls, places } = this;
    const skip = [...this.skip].filter((address) => !calls.has(address));
    return { calls, skip, unpaged: [...this.unpaged], places };
  }

  /** Operations that the author of the file left out on purpose. */
  readUnspecified(value: unknown): void {
    for (const [index, entry] of listOf(value).entries()) {
      if (typeof entry !== "string") continue;
      this.skip.add(normalisedAddress(entry));
      this.places.set(normalisedAddress(entry), ["unspecified_endpoints", String(index)]);
    }
  }

  readResources(resources: Mapping, namespace: readonly string[], spot: Spot): void {
    for (const [name, value] of Object.entries(resources)) {
      const resource = mappingOf(value);
      const here = inside(spot, name);
      // `$client` holds the client's own methods, `$shared` only the names of types.
      const segments = name === "$client" ? namespace : [...namespace, cased(name, this.casings)];
      this.unknown.noteOthers(resource, here, ["methods", "subresources", "skip", "only", "description"]);
      const methods = Object.entries(mappingOf(resource["methods"]));
      for (const [method, entry] of methods) {
        this.readMethod(method, entry, segments, under(here, "methods"), isElsewhere(resource));
      }
      this.readResources(mappingOf(resource["subresources"]), segments, under(here, "subresources"));
    }
  }

  private readMethod(name: string, value: unknown, namespace: readonly string[], spot: Spot, isSkipped: boolean): void {
    const method = typeof value === "string" ? { endpoint: value } : mappingOf(value);
    const endpoint = method["endpoint"];
    this.unknown.noteOthers(method, inside(spot, name), ["endpoint", "type", "skip", "only", "paginated"]);
    if (typeof endpoint !== "string" || !addressShape.test(endpoint.trim())) {
      this.unknown.note(under(spot, name));
      return;
    }
    const address = normalisedAddress(endpoint);
    if (method["paginated"] === false) this.unpaged.add(address);
    if (isSkipped || isElsewhere(method)) this.skip.add(address);
    else if (this.calls.has(address)) this.unknown.note(under(spot, name));
    else this.calls.set(address, [...namespace, cased(name, this.casings)].join("."));
    if (!this.places.has(address)) this.places.set(address, [...spot.path, name]);
  }
}

/** Whether `skip` or `only` keeps something out of the TypeScript client. */
function isElsewhere(entry: Mapping): boolean {
  const only = textsOf(entry["only"]);
  const isSkipped = entry["skip"] === true || textsOf(entry["skip"]).some((language) => ownLanguages.has(language));
  return isSkipped || (only.length > 0 && !only.some((language) => ownLanguages.has(language)));
}
