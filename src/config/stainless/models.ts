/** `resources.*.models`: the names of schemas that callers of the clients know. */
import { classCased, type Casings } from "./casings.js";
import { isElsewhere } from "./languages.js";
import { inside, type KeyPath, type Mapping, mappingOf, type Spot, top, under, type Misfits } from "./mapping.js";

export interface StainlessModels {
  /** Component (`schemas/Error`) → model. */
  readonly names: ReadonlyMap<string, string>;
  /** The position of each component in the file. */
  readonly places: ReadonlyMap<string, KeyPath>;
  /** The component of a model, by its path among resources, `chat.completions.chunk`. */
  readonly components: ReadonlyMap<string, string>;
}

const COMPONENT = /^(?:#\/components\/schemas\/)?([^/#]+)$/;

/** Reads the models of all resources. */
export function readModels(file: Mapping, casings: Casings, misfits: Misfits): StainlessModels {
  const reader = new ModelReader(casings, misfits);
  reader.readResources(mappingOf(file["resources"]), [], under(top, "resources"));
  return reader;
}

class ModelReader implements StainlessModels {
  readonly names = new Map<string, string>();
  readonly places = new Map<string, KeyPath>();
  readonly components = new Map<string, string>();

  constructor(
    private readonly casings: Casings,
    private readonly misfits: Misfits,
  ) {}

  readResources(resources: Mapping, above: readonly string[], spot: Spot): void {
    for (const [name, value] of Object.entries(resources)) {
      const resource = mappingOf(value);
      const here = inside(spot, name);
      for (const [model, entry] of Object.entries(mappingOf(resource["models"]))) {
        this.readModel(model, entry, [...above, name], under(here, "models"));
      }
      this.readResources(mappingOf(resource["subresources"]), [...above, name], under(here, "subresources"));
    }
  }

  /** A schema with two names keeps the first. */
  private readModel(name: string, value: unknown, resource: readonly string[], spot: Spot): void {
    const entry = typeof value === "string" ? { openapi_uri: value } : mappingOf(value);
    if (isElsewhere(entry)) return;
    const uri = entry["openapi_uri"];
    const key = typeof uri === "string" ? COMPONENT.exec(uri.trim())?.[1] : undefined;
    if (key === undefined) {
      this.misfits.note(inside(spot, name));
      return;
    }
    const component = `schemas/${key.replaceAll("~1", "/").replaceAll("~0", "~")}`;
    this.components.set([...resource, name].join("."), component);
    if (this.names.has(component)) return;
    this.names.set(component, /^[A-Z]/.test(name) ? name : classCased(name, this.casings));
    this.places.set(component, [...spot.path, name]);
  }
}
