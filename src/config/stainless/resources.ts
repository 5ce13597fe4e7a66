/** `resources` and `unspecified_endpoints`: the call of each operation, and the operations without a call. */
import { normalisedAddress } from "../../document/address.js";
import { cased, type Casings } from "./casings.js";
import { isElsewhere } from "./languages.js";
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
  type Misfits,
} from "./mapping.js";

export interface StainlessCalls {
  /** Address → call. */
  readonly calls: ReadonlyMap<string, string>;
  /** Address → its further calls. */
  readonly further: ReadonlyMap<string, readonly string[]>;
  /** Addresses without a method in the TypeScript client. */
  readonly skip: readonly string[];
  /** Addresses of operations without pages. */
  readonly unpaged: readonly string[];
  /** Address → the parameters that may be given by position. */
  readonly positional: ReadonlyMap<string, readonly string[]>;
  /** Address → the argument that takes the whole body. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Address → the model of one event of its stream, as the file refers to it; undefined if it names none. */
  readonly streams: ReadonlyMap<string, string>;
  /** The position of each address in the file. */
  readonly places: ReadonlyMap<string, KeyPath>;
  /** The key under `client_settings.opts` of the option that holds the key of webhooks. */
  readonly webhookKey?: string;
}

const ONE_UNWRAP =
  "Receive webhooks with `client.webhooks.unwrap`, which verifies them; `JSON.parse` reads one unverified.";

const addressShape = /^(?:get|put|post|delete|options|head|patch|trace)\s+\/\S*$/i;

/** Reads the call of every operation that the file lists. */
export function readCalls(file: Mapping, casings: Casings, misfits: Misfits): StainlessCalls {
  const reader = new CallReader(casings, misfits);
  reader.readUnspecified(file["unspecified_endpoints"]);
  reader.readResources(mappingOf(file["resources"]), [], under(top, "resources"));
  return reader.found;
}

class CallReader {
  private readonly calls = new Map<string, string>();
  private readonly further = new Map<string, string[]>();
  /** Addresses by the path of their method in the file. */
  private readonly addresses = new Map<string, string>();
  private readonly skip = new Set<string>();
  private readonly unpaged = new Set<string>();
  private readonly positional = new Map<string, readonly string[]>();
  private readonly bodies = new Map<string, string>();
  private readonly streams = new Map<string, string>();
  private readonly places = new Map<string, KeyPath>();
  private webhookKey: string | undefined;

  constructor(
    private readonly casings: Casings,
    private readonly misfits: Misfits,
  ) {}

  get found(): StainlessCalls {
    const { calls, further, places, positional, bodies, streams } = this;
    const skip = [...this.skip].filter((address) => !calls.has(address));
    const { webhookKey } = this;
    const key = webhookKey === undefined ? {} : { webhookKey };
    return { calls, further, skip, unpaged: [...this.unpaged], places, positional, bodies, streams, ...key };
  }

  /** Operations that the file's author excluded deliberately. */
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
      // `$client` holds the client's own methods; `$shared` holds only names of types.
      const segments = name === "$client" ? namespace : [...namespace, cased(name, this.casings)];
      const methods = Object.entries(mappingOf(resource["methods"]));
      for (const [method, entry] of methods) {
        this.readMethod(method, entry, segments, under(here, "methods"), isElsewhere(resource));
      }
      this.readResources(mappingOf(resource["subresources"]), segments, under(here, "subresources"));
    }
  }

  private readMethod(name: string, value: unknown, namespace: readonly string[], spot: Spot, isSkipped: boolean): void {
    const method = typeof value === "string" ? { endpoint: value } : mappingOf(value);
    const endpoint = method["endpoint"] ?? this.aliased(method, spot);
    if (method["type"] === "webhook_unwrap") {
      this.readUnwrap(name, method, namespace, spot);
      return;
    }
    if (typeof endpoint !== "string" || !addressShape.test(endpoint.trim())) {
      this.misfits.note(under(spot, name));
      return;
    }
    const address = normalisedAddress(endpoint);
    this.addresses.set([...spot.path, name].join("."), address);
    if (method["paginated"] === false) this.unpaged.add(address);
    this.readArguments(method, address, inside(spot, name));
    if (isSkipped || isElsewhere(method)) this.skip.add(address);
    else this.addCall(address, [...namespace, cased(name, this.casings)].join("."), [...spot.path, name]);
    if (!this.places.has(address)) this.places.set(address, [...spot.path, name]);
  }

  /** Every client with webhooks has `webhooks.unwrap`, the only way to receive them. */
  private readUnwrap(name: string, method: Mapping, namespace: readonly string[], spot: Spot): void {
    const key = method["webhook_key_opt"];
    if ([...namespace, name].join(".") !== "webhooks.unwrap") this.misfits.note(under(spot, name), ONE_UNWRAP);
    else if (typeof key === "string") this.webhookKey = key;
  }

  /** The address of the method that an alias refers to, as a sibling or by its path through the resources. */
  private aliased({ type, method }: Mapping, spot: Spot): string | undefined {
    if (type !== "alias" || typeof method !== "string") return undefined;
    const [verb = "", ...resources] = method.split(".").reverse();
    const elsewhere = ["resources", resources.reverse().join(".subresources."), "methods", verb].join(".");
    return this.addresses.get([...spot.path, method].join(".")) ?? this.addresses.get(elsewhere);
  }

  private addCall(address: string, call: string, path: KeyPath): void {
    const known = this.calls.get(address);
    if (known === undefined) this.calls.set(address, call);
    else if (known !== call) {
      const others = this.further.get(address);
      // An operation may have thousands of further calls, so their list is extended, not copied.
      if (others === undefined) this.further.set(address, [call]);
      else others.push(call);
      this.places.set(call, path);
    }
  }

  private readArguments(method: Mapping, address: string, spot: Spot): void {
    const { body_param_name: body, positional_params: positional } = method;
    if (typeof body === "string") this.bodies.set(address, body);
    if (Array.isArray(positional)) this.positional.set(address, textsOf(positional));
    const streaming = mappingOf(method["streaming"]);
    // The argument that asks for a stream is recognised in the document, by this name.
    const choice = streaming["param_discriminator"] ?? "stream";
    if (choice !== "stream") this.misfits.note(under(spot, "streaming", "param_discriminator"));
    const event = streaming["stream_event_model"];
    if (typeof event === "string") this.streams.set(address, event);
  }
}
