import type { Sensors } from "./src/index.js";

declare const sensors: Sensors;

export async function read(): Promise<number> {
  await sensors.readings.list({ sensor: "a", since: "2026-01-01" });
  const readings = await sensors.readings.list({ sensor: "a", since: 1 });
  // @ts-expect-error
  await sensors.readings.list({ since: 1 });
  // @ts-expect-error
  await sensors.readings.list({ sensor: "a", since: true });
  // @ts-expect-error
  void readings[0];
  const [first] = readings ?? [];
  if (first === undefined) return 0;
  // @ts-expect-error
  void first.value.toFixed();
  const raw = Array.isArray(first.raw) ? first.raw.length : Number(first.raw?.hex ?? 0);
  const unit: "C" | "F" | null | undefined = first.unit;
  const nothing: null | undefined = first.nothing;
  const either: string | null | undefined = first.either;
  return (typeof first.value === "number" ? first.value : 0) + raw + [unit, nothing, either].length;
}

export async function keep(): Promise<void> {
  await sensors.readings.create({ body: null });
  await sensors.readings.create({ body: { value: 1 } });
  // @ts-expect-error
  await sensors.readings.create({ value: 1 });
}
