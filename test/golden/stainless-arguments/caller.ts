import { Acme } from "./src/index.js";

const acme = new Acme();
await acme.messages.create({ text: "hi", betas: "one,two", jurisdiction: "eu", traceId: "t" });
// @ts-expect-error the configuration has another name for it
await acme.messages.create({ text: "hi", trace: "t" });
await acme.users.tokens.retrieve("u", "t", { token_id_query: "q", q: "?" });
await acme.users.tokens.retrieve({ userID: "u", token_id: "t" });
