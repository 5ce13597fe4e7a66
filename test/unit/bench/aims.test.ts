/** The table of the benchmark's aims: every row belongs to a part that runs, and every part answers for all of its rows. */
import { describe, expect, it } from "@jest/globals";
import { AIMS, judged } from "../../../scripts/lib/bench/aims.mjs";
import { PARTS } from "../../../scripts/lib/bench/run.mjs";

describe("the benchmark's aims", () => {
  it("belong to a part, and every part has some", () => {
    expect(Object.keys(AIMS).sort()).toEqual(Object.keys(PARTS).sort());
  });

  it("say in words the limit that they are judged by", () => {
    const silent = Object.values(AIMS)
      .flatMap((rows) => Object.values<{ aim: string; limit: number }>(rows))
      .filter(({ aim, limit }) => !/less than one byte|no growth/.test(aim) && !aim.includes(String(limit)));
    expect(silent).toEqual([]);
  });

  it("are met at their limit, and say what holds them back beyond it", () => {
    const figures = { bare: 0.95, openai: 2.4 };
    expect(judged("throughput", figures)).toEqual([
      { aim: AIMS.throughput.bare.aim, figure: "0.950", met: true },
      { aim: AIMS.throughput.openai.aim, figure: "2.400", met: false, held: AIMS.throughput.openai.held },
    ]);
  });

  it("stay in the table where nothing could be measured", () => {
    const [aim] = judged("watch", { changed: Number.NaN });
    expect(aim).toEqual({ aim: AIMS.watch.changed.aim, figure: "not measured", met: null });
  });

  it("need a figure each", () => {
    // @ts-expect-error -- A part that leaves out a row does not compile either.
    expect(() => judged("many", { cold: 1, unchanged: 1 })).toThrow("part many has no figure for its aim changed");
  });
});
