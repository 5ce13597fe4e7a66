/** Small APIs for naming tests, written as `GET /path` with what matters to names. */
import type { Api, HttpMethod, Input, Operation, Sample } from "../../../src/api/api.js";
import type { SecurityScheme } from "../../../src/api/security.js";
import type { Decisions } from "../../../src/config/decisions.js";
import { addressText } from "../../../src/document/address.js";
import { name, type Naming } from "../../../src/naming/name.js";
import type { Method, Resource } from "../../../src/naming/surface.js";

export interface Sketch {
  readonly id?: string;
  readonly wantedCall?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly security?: readonly (readonly string[])[];
  /** JavaScript sources. */
  readonly js?: readonly string[];
  readonly python?: readonly string[];
  readonly samples?: readonly Omit<Sample, "pointer">[];
}

export type Sketches = Readonly<Record<string, Sketch>>;

/** An API whose operations stand in the order of the keys, each an address. */
export function apiOf(sketches: Sketches, rest: Partial<Api> = {}): Api {
  return {
    title: "Acme API",
    version: "1.0.0",
    servers: [],
    securitySchemes: [],
    tags: [],
    operations: Object.entries(sketches).map(([address, sketch]) => operationOf(address, sketch)),
    schemas: [],
    components: [],
    enumerations: [],
    webhooks: [],
    ...rest,
  };
}

export function operationOf(address: string, sketch: Sketch = {}): Operation {
  const [method = "", path = ""] = address.split(" ");
  const pointer = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}`;
  const samples = [
    ...(sketch.js ?? []).map((source) => ({ language: "javascript", source })),
    ...(sketch.python ?? []).map((source) => ({ language: "python", source })),
    ...(sketch.samples ?? []),
  ];
  return {
    address: { method: method.toLowerCase() as HttpMethod, path },
    pointer,
    ...(sketch.id === undefined ? {} : { operationId: sketch.id }),
    ...(sketch.wantedCall === undefined ? {} : { wantedCall: sketch.wantedCall }),
    deprecated: sketch.deprecated ?? false,
    tags: sketch.tags ?? [],
    inputs: [...path.matchAll(/\{([^}]*)\}/g)].map(([, parameter = ""]): Input => ({
      location: "path",
      name: parameter,
      required: true,
      deprecated: false,
      style: "simple",
      explode: false,
      allowReserved: false,
      declared: true,
      example: "x",
      pointer,
    })),
    ignored: [],
    outcomes: [],
    security: sketch.security ?? [],
    samples: samples.map((sample, index) => ({
      ...sample,
      pointer: `${pointer}/x-codeSamples/${String(index)}/source`,
    })),
  };
}

export function schemeOf(schemeName: string, kind: SecurityScheme["kind"] = "bearer"): SecurityScheme {
  return { name: schemeName, kind, in: "header", key: kind === "headerKey" ? "x-key" : "Authorization" };
}

/** A complete JavaScript sample around one statement. */
export function sample(statement: string): string {
  return `import Acme from "acme";\nconst client = new Acme({ apiKey: "KEY" });\n${statement}\n`;
}

export function pythonSample(statement: string): string {
  return `from acme import Acme\nclient = Acme(api_key="KEY")\n${statement}\n`;
}

export function methodsOf({ surface }: Naming): readonly Method[] {
  const inside = (resource: Resource): readonly Method[] => [
    ...resource.methods,
    ...resource.resources.flatMap(inside),
  ];
  return [...surface.methods, ...surface.resources.flatMap(inside)];
}

export function resourcesOf({ surface }: Naming): readonly Resource[] {
  const inside = (resource: Resource): readonly Resource[] => [resource, ...resource.resources.flatMap(inside)];
  return surface.resources.flatMap(inside);
}

/** Address → call. */
export function callsOf(sketches: Sketches, config: Decisions = {}): Record<string, string> {
  const api = apiOf(sketches);
  const methods = methodsOf(name(api, config));
  return Object.fromEntries(
    api.operations.flatMap((operation) =>
      methods
        .filter((method) => method.operation === operation)
        .map(({ call }) => [addressText(operation.address), call]),
    ),
  );
}

/** Codes of the findings, in their order. */
export function codesOf(sketches: Sketches, config: Decisions = {}): readonly string[] {
  return name(apiOf(sketches), config).diagnostics.map(({ code }) => code);
}
