import { isErrorOf, type Weather } from "./src/index.js";

declare const weather: Weather;

export async function look(): Promise<string> {
  const stations = await weather.stations.list();
  // There may be none, and then no data either.
  // @ts-expect-error
  void stations.length;
  const prose: string = await weather.report.retrieve();
  const picture: Blob = await (await weather.radar.retrieve()).blob();
  const range: boolean | undefined = (await weather.range.retrieve()).ok;
  const only: boolean | undefined = (await weather.default.retrieve()).ok;
  const untyped = await weather.untyped.retrieve();
  // @ts-expect-error
  void untyped.anything;
  // @ts-expect-error
  void (await weather.stations.delete({ id: "1" })).anything;
  return [stations?.[0], prose, picture.type, range, only, untyped].join();
}

export function why(error: unknown): string | undefined {
  return isErrorOf(error, "stations.list") && error.status === 401 ? error.body.title : undefined;
}
