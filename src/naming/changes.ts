/** Compares the names of a package with those of a surface: which appeared, vanished, or changed their meaning. */
import { addressText, blankAddress } from "../document/address.js";
import type { Method, Resource, Surface } from "./surface.js";

export interface CallChanges {
  /** Methods whose address had another call before. */
  readonly renamed: readonly { readonly before: string; readonly method: Method }[];
  /** Methods whose call made another request before. */
  readonly moved: readonly { readonly before: string; readonly method: Method }[];
  readonly vanished: readonly { readonly call: string; readonly address: string }[];
  readonly appeared: readonly Method[];
}

/** @param before address to call, in the order of the package, which is kept */
export function callChanges(before: ReadonlyMap<string, string>, surface: Surface): CallChanges {
  const methods = methodsOf(surface);
  const calls = new Set(methods.map(({ call }) => call));
  const addressOf = ({ operation }: Method) => blankAddress(addressText(operation.address));
  const addresses = new Set(methods.map(addressOf));
  const callBefore = new Map([...before].map(([address, call]) => [blankAddress(address), call]));
  const owners = new Map([...before].map(([address, call]) => [call, address]));
  const isNew = (method: Method) => !callBefore.has(addressOf(method));
  // An operation may have several calls: the one that it had before is then not renamed.
  const kept = new Set(methods.filter((one) => callBefore.get(addressOf(one)) === one.call).map(addressOf));
  return {
    renamed: methods.flatMap((method) => {
      const call = callBefore.get(addressOf(method));
      return call === undefined || kept.has(addressOf(method)) ? [] : [{ before: call, method }];
    }),
    moved: methods.filter(isNew).flatMap((method) => {
      const owner = owners.get(method.call);
      return owner === undefined ? [] : [{ before: owner, method }];
    }),
    vanished: [...before].flatMap(([address, call]) =>
      addresses.has(blankAddress(address)) || calls.has(call) ? [] : [{ call, address }],
    ),
    appeared: methods.filter((method) => isNew(method) && !owners.has(method.call)),
  };
}

export interface ModelChanges {
  /** Components whose model had another name before. */
  readonly renamed: readonly { readonly component: string; readonly before: string; readonly name: string }[];
  /** Models whose component is gone, by the name that callers imported. */
  readonly vanished: readonly { readonly component: string; readonly before: string }[];
}

/** @param before component (`schemas/Key`) to the name of its model, in the order of the package, which is kept */
export function modelChanges(
  before: Readonly<Record<string, string>>,
  { models }: Pick<Surface, "models">,
): ModelChanges {
  const now = new Map(models.map(({ component, name }) => [component, name]));
  const renamed: ModelChanges["renamed"][number][] = [];
  const vanished: ModelChanges["vanished"][number][] = [];
  for (const [component, was] of Object.entries(before)) {
    const name = now.get(component);
    if (name === undefined) vanished.push({ component, before: was });
    else if (name !== was) renamed.push({ component, before: was, name });
  }
  return { renamed, vanished };
}

/** Every method of a surface: the client's own, then resource by resource. */
export function methodsOf({ methods, resources }: Pick<Surface, "methods" | "resources">): readonly Method[] {
  const inside = (resource: Resource): readonly Method[] => [
    ...resource.methods,
    ...resource.resources.flatMap(inside),
  ];
  return [...methods, ...resources.flatMap(inside)];
}
