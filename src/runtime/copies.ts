/** Responses that are read twice: by the caller, and for the data of the call. */
import { APIUsageError } from "./errors.js";

/** The methods of a response that take the whole of its body. */
const WHOLE = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"] as const;

/** A response by its methods; `bytes` is younger than most engines. */
type Methods = Partial<Record<(typeof WHOLE)[number], () => Promise<unknown>>>;

/**
 * Lets a response be read once more. It is copied only when it must be: when the caller takes its body whole, or now that
 * the copy is asked for. A body that is read piece by piece, because it is large, is not kept.
 *
 * @returns gives the copy; throws APIUsageError where the body is gone
 */
export function copier(response: Response, call: string): () => Response {
  let copy: Response | undefined;
  const methods = response as Methods;
  for (const name of WHOLE) {
    const own = methods[name]?.bind(response);
    if (!own) continue;
    methods[name] = () => {
      if (!response.bodyUsed) copy ??= response.clone();
      return own();
    };
  }
  return () => {
    if (copy) return copy;
    if (!response.bodyUsed) return response.clone();
    throw new APIUsageError(`The body of ${call} was read through asResponse(); await the call before that`);
  };
}
