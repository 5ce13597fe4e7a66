import { Accounts, isErrorOf } from "./src/index.js";

declare const client: Accounts;

export async function open(): Promise<string> {
  const account = await client.accounts.create({ name: "a", password: "p", owner: { name: "o", pin: null } });
  // What the server sets is there, and what only the caller sends is not, at any depth.
  const known: [string, string, string] = [account.id, account.created, account.owner.id];
  const notes: unknown = account.owner.notes;
  // @ts-expect-error
  void account.password;
  // @ts-expect-error
  void account.owner.pin;
  const { data } = await client.accounts.list();
  // @ts-expect-error
  void data[0]?.password;
  return [...known, notes, data[0]?.owner.name].join();
}

export async function send(): Promise<void> {
  // The password is asked for, and is a text.
  // @ts-expect-error
  await client.accounts.create({ name: "a", owner: { name: "o" } });
  // @ts-expect-error
  await client.accounts.create({ name: "a", password: 1, owner: { name: "o" } });
  // @ts-expect-error
  await client.accounts.create({ name: "a", password: {}, owner: { name: "o" } });
  // An answer can be sent back, with what it lacks.
  const account = await client.accounts.create({ name: "a", password: "p", owner: { name: "o" } });
  await client.accounts.update({ id: account.id, body: { ...account, password: "q" } });
}

export function why(error: unknown): string | undefined {
  if (!isErrorOf(error, "accounts.create")) return undefined;
  // @ts-expect-error
  void error.body.password;
  return error.body.name;
}

export async function found(): Promise<string> {
  const team = await client.teams.create({ name: "t", pin: "1" });
  // @ts-expect-error
  await client.teams.create({ name: "t" });
  // @ts-expect-error
  await client.teams.create({ name: undefined, pin: "1" });
  // @ts-expect-error
  void team.pin;
  return team.id + team.name;
}
