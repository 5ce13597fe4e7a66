import { Vault } from "./src/index.js";

const client = new Vault();
const token = { type: "token", token: "t" } as const;

const kept = await client.credentials.create({ auth: token, named: { ...token, name: "n" }, others: [token], spare: null });
if (kept.auth.type === "oauth") void (kept.auth.access satisfies string);
if (kept.named?.type === "token") void (kept.named.token satisfies string);
for (const other of kept.others ?? []) if (other.type === "oauth") void (other.access satisfies string);
if (kept.spare?.type === "token") void (kept.spare.token satisfies string);

// @ts-expect-error A credential of that type has no token.
void client.credentials.create({ auth: { type: "oauth", token: "t" } });
