import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { build } from "../../../src/api/build.js";
import { load } from "../../../src/document/load.js";
import { addressText } from "../../../src/document/address.js";
import { languageOf } from "../../../src/snippets/language.js";
import { camelCase } from "../../../src/naming/identifiers.js";
import { name } from "../../../src/naming/name.js";
import { methodCallOf } from "../../../src/snippets/snippet.js";
import { readJavaScript } from "../../../src/snippets/javascript.js";
import { methodsOf } from "./apis.js";

const spec = path.resolve("../shared/specs/portkey.yaml");
const isThere = existsSync(spec);
if (!isThere) console.warn(`Skipped: ${path.relative(".", spec)} is not there.`);

(isThere ? describe : describe.skip)("the whole Portkey API", () => {
  const naming = isThere
    ? load(spec).then(({ document }) => name(build(document).api, {}))
    : Promise.reject(new Error("no specification"));
  naming.catch(() => undefined);

  it("has a call of its own for each of its 231 operations", async () => {
    const calls = methodsOf(await naming).map(({ call }) => call);
    expect(calls).toHaveLength(231);
    expect(new Set(calls).size).toBe(231);
  });

  it("carries the call of the sample on at least 118 of 121 operations, and reports the other three", async () => {
    const named = await naming;
    const sampled = methodsOf(named).flatMap((method) => {
      const sources = method.operation.samples
        .filter((sample) => languageOf(sample) === "javascript")
        .map(({ source }) => source);
      const calls = sources
        .flatMap((source) => readJavaScript(source).calls)
        .flatMap((call) => methodCallOf(call)?.segments.map(camelCase).join(".") ?? []);
      return calls.length > 0 ? [{ method, calls }] : [];
    });
    const others = sampled.filter(({ method, calls }) => !calls.includes(method.call)).map(({ method }) => method);
    expect(sampled).toHaveLength(121);
    expect(others.map(({ operation, call }) => [addressText(operation.address), call]).sort()).toEqual(
      [
        ["GET /integrations/{slug}", "integrations.retrieve"],
        ["GET /fine_tuning/jobs/{fine_tuning_job_id}/events", "fineTuning.jobs.listEvents"],
        [
          "POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel",
          "beta.vectorStores.fileBatches.cancel",
        ],
      ].sort(),
    );
    for (const { operation } of others) {
      expect(named.diagnostics.some(({ message }) => message.includes(addressText(operation.address)))).toBe(true);
    }
  });

  it("is a client called Portkey that takes an apiKey", async () => {
    const { client } = (await naming).surface;
    expect(client).toMatchObject({
      className: "Portkey",
      variable: "portkey",
      spoken: "portkey",
      envPrefix: "PORTKEY",
      samplePackage: "portkey-ai",
    });
    expect(client.credentials[0]).toMatchObject({ option: "apiKey", env: "PORTKEY_API_KEY" });
    expect(client.credentials[1]).toMatchObject({ option: "virtualKey" });
  });

  it("says each thing once", async () => {
    const messages = (await naming).diagnostics.map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
    expect((await naming).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
