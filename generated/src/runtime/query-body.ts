/** Writes what the specification declares as a body into the query: for GET, with which `fetch` sends no body. */
import { isWhole } from "./forms.js";
import type { BodyWriter } from "./operation.js";
import { withArgumentName } from "./request.js";
import { deepObject, formExploded } from "./styles.js";

/** Each property by its name; what is held inside it by names such as `query[term][name]`. */
export const queryBody: BodyWriter = (left, { key }, { draft, operation }) => {
  const values = key === undefined ? left : (left[key] as typeof left | undefined);
  for (const [name, value] of Object.entries(values ?? {})) {
    const isFlat = !isWhole(value) || (Array.isArray(value) && !value.some(isWhole));
    withArgumentName(name, operation, () => (isFlat ? formExploded : deepObject)(name, value, draft, "query"));
  }
  return undefined;
};
