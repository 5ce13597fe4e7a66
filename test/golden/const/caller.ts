import type { Commands } from "./src/index.js";

declare const commands: Commands;

export async function start(): Promise<number> {
  const started = await commands.commands.create({ version: 2, command: "start", force: true, level: "high", only: "this" });
  await commands.commands.create({ version: 2, command: "start", force: true, level: null });
  // @ts-expect-error
  await commands.commands.create({ version: 1, command: "start", force: true });
  // @ts-expect-error
  await commands.commands.create({ version: 2, command: "stop", force: true });
  // @ts-expect-error
  await commands.commands.create({ version: 2, command: "start", force: false });
  // @ts-expect-error
  await commands.commands.create({ version: 2, command: "start", force: true, level: 2 });
  // @ts-expect-error
  await commands.commands.create({ command: "start", force: true });
  const ratio: -0.5 | undefined = started.ratio;
  const nothing: null | undefined = started.nothing;
  const word: "two" | undefined = started.pair?.[1];
  const shape: 1 | undefined = started.shape?.a;
  started.ok satisfies true;
  started.group?.name satisfies string | undefined;
  return [ratio, nothing, word, shape].length;
}
