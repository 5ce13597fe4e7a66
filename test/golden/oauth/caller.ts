import { Ledger } from "./src/index.js";

const ledger = new Ledger({
  appId: "id",
  clientSecret: "secret",
  scopes: ["entries:read"],
  organization: "acme",
  region: "us",
});
await ledger.entries.list();

new Ledger({ accessToken: async (refused) => (refused === undefined ? "a" : "b") });
// @ts-expect-error no such scope
new Ledger({ scopes: ["entries:burn"] });
