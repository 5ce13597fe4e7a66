// @ts-check
// Published SDKs whose documents are in the data of `names`; some owners have published their stainless.yml too.
import { existsSync } from "node:fs";
import path from "node:path";
import { folder, owners } from "../names/owners.mjs";

/**
 * @typedef {{ name: string, package: string, version: string, document: string, stainless?: string }} Moving `document` and
 *   `stainless` are paths
 */

/** Versions of about the day of the documents; of `stainless`, the file of the owner. */
const SDKS = [
  { name: "imagekit", package: "@imagekit/nodejs", version: "7.11.0", stainless: "imagekit.yml" },
  { name: "knock-mapi", package: "@knocklabs/mgmt", version: "0.25.0", stainless: "knockmapi.yml" },
  { name: "tambo", package: "@tambo-ai/typescript-sdk", version: "0.96.4", stainless: "tambo.yml" },
  { name: "knock", package: "@knocklabs/node", version: "1.35.0" },
  { name: "lithic", package: "lithic", version: "0.145.0" },
  { name: "letta", package: "@letta-ai/letta-client", version: "1.12.1" },
  { name: "honcho", package: "@honcho-ai/core", version: "2.2.0" },
  { name: "braintrust", package: "@braintrust/api", version: "0.1.1" },
];

/** @returns {Moving[]} empty if the data is missing */
export function movingSdks() {
  const documents = new Map(owners().map(({ name, document }) => [name, document]));
  return SDKS.flatMap(({ stainless, ...sdk }) => {
    const document = documents.get(sdk.name);
    if (document === undefined) return [];
    const file = stainless === undefined ? undefined : path.join(folder, "stainless", stainless);
    return [{ ...sdk, document, ...(file !== undefined && existsSync(file) ? { stainless: file } : {}) }];
  });
}
