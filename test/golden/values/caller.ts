import { type Acme, ApiKeyObjectLevel, ApiKeyObjectScopesValues, ApiKeyObjectStatus, MoodValues, Role } from "./src/index.js";

declare const acme: Acme;

export async function statuses(): Promise<readonly ApiKeyObjectStatus[]> {
  const role: Role = "guest";
  // @ts-expect-error
  const nobody: Role = "nobody";
  void nobody;
  Role satisfies readonly ["owner", "guest"];
  ApiKeyObjectLevel satisfies readonly [1, 2];
  ApiKeyObjectScopesValues satisfies readonly ["read", "write"];
  MoodValues satisfies readonly ["good", "bad"];
  const keys = await acme.keys.list();
  const known = ApiKeyObjectStatus.filter((status) => keys.some((key) => key.status === status && key.role === role));
  return [...known, ...keys.map(({ status }) => status)];
}
