import { Acme } from "./src/index.js";

const acme = new Acme();
await acme.messages.create({ text: "hi", "acme-version": "1", betas: ["a", "b"], "x-trace": "t" });
await acme.messages.create({ text: "hi", acmeVersion: "1", xTrace: "t" });
// @ts-expect-error the version must be given, under either name
await acme.messages.create({ text: "hi" });
// @ts-expect-error the configuration has another name
await acme.messages.create({ text: "hi", acmeVersion: "1", "acme-beta": ["a"] });
await acme.messages.retrieve({ id: "m", xTrace: "query" });
await acme.messages.retrieve({ id: "m", trace_header: "header", trace: "query" });
