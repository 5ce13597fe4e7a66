/** A `stainless.yml` of a real owner, imported: every call that it lists is found, under its name and with its ids by position. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { folder, owners } from "../../scripts/lib/names/owners.mjs";
import { build } from "../../src/api/build.js";
import { withStainless } from "../../src/config/stainless/apply.js";
import { load } from "../../src/document/load.js";
import { addressText, blankAddress } from "../../src/document/address.js";
import { methodsOf } from "../../src/naming/changes.js";
import { name } from "../../src/naming/name.js";

const files = path.join(folder, "stainless");

/** The owners with such a file; its name may lack the hyphens. */
const all = existsSync(files)
  ? readdirSync(files).flatMap((file) => {
      const owner = owners().find((one) => one.name.replace("-", "") === path.parse(file).name.replace("-", ""));
      return owner ? [{ ...owner, stainless: path.join(files, file) }] : [];
    })
  : [];
if (all.length === 0) console.warn("skipped: the stainless.yml files of API owners are not beside the project");

(all.length === 0 ? describe.skip : describe)("the stainless.yml", () => {
  it.each(all.map((owner) => [owner.name, owner] as const))(
    "of %s keeps its calls",
    async (_, owner) => {
      const { document } = await load(owner.document);
      const { decisions } = withStainless({
        name: owner.name,
        spec: owner.document,
        stainless: owner.stainless,
        decisions: { onlyStainless: true },
      });
      const methods = methodsOf(name(build(document, decisions).api, decisions).surface);
      const listed = new Map(
        Object.entries(decisions.stainless ?? {}).map(([address, call]) => [blankAddress(address), call]),
      );
      const wanted = owner.operations.filter((one) => listed.has(blankAddress(addressText(one))));
      const misses = wanted.flatMap(({ method, path: where, call, also = [] }) => {
        const found = methods.filter((one) => addressText(one.operation.address) === `${method} ${where}`);
        const isFound = found.some((one) => [call, ...also].includes(one.call));
        return isFound ? [] : [`${method} ${where}: ${found.map((one) => one.call).join()} for ${call}`];
      });
      const further = Object.entries(decisions.stainlessFurther ?? {}).flatMap(([address, calls]) =>
        calls.filter(
          (call) =>
            !methods.some(
              (one) => one.call === call && blankAddress(addressText(one.operation.address)) === blankAddress(address),
            ),
        ),
      );
      const misplaced = methods.filter(({ operation, positional }) => {
        const ids = [...operation.address.path.matchAll(/\{([^{}]+)\}/g)].map(([, id]) => id);
        return ids.join() !== (positional?.names ?? []).join();
      });
      expect([misses, further, misplaced.map(({ call }) => call)]).toEqual([[], [], []]);
    },
    60_000,
  );
});
