/** Options of one client alone that go with every request: as a header, in the query, or in the server's address. */
import { mergeOptions } from "./client-options.js";
import type { OptionCompleter, OptionPlacer } from "./operation.js";
import type { AnyOptions, RequestOptions } from "./options.js";

/** Where an option is sent, and its default. */
export interface OwnOption {
  readonly env?: string;
  readonly default?: string | number | boolean;
  readonly header?: string;
  readonly query?: string;
  /** A variable of the server's address. */
  readonly variable?: string;
}

type OwnOptions = Readonly<Record<string, OwnOption>>;

/** Fills in what neither the client nor its environment says. An option that is null is not sent. */
export function ownDefaults(own: OwnOptions): OptionCompleter {
  return (options, environment) => {
    for (const [option, { env, default: otherwise }] of Object.entries(own)) {
      const { [option]: given = env && environment(env) } = options;
      options[option] = given ?? (given === null ? null : otherwise);
    }
  };
}

/** Defaults for calls, below the client's own options. */
export function callDefaults(defaults: RequestOptions): OptionCompleter {
  return (options) => void Object.assign(options, mergeOptions(defaults as AnyOptions, options));
}

/** Several completions, one after the other. */
export function completeAll(...completers: readonly OptionCompleter[]): OptionCompleter {
  return (options, environment) => {
    for (const complete of completers) complete(options, environment);
  };
}

/** Gives the options of a call with its own ones where they are sent; headers and parameters of the caller's come first. */
export function ownPlaces(own: OwnOptions): OptionPlacer {
  return (options) => {
    const headers: Record<string, string> = {};
    const query: Record<string, unknown> = {};
    const serverVariables: Record<string, string> = {};
    for (const [option, { header, query: parameter, variable }] of Object.entries(own)) {
      const value = options[option] as OwnOption["default"] | null;
      if (value === undefined || value === null) continue;
      if (header !== undefined) headers[header] = String(value);
      if (parameter !== undefined) query[parameter] = value;
      if (variable !== undefined) serverVariables[variable] = String(value);
    }
    const placed = mergeOptions({ headers, query }, options);
    return { ...placed, serverVariables: { ...serverVariables, ...options.serverVariables } };
  };
}
