/** No test here waits for a fixed time: each waits for the run that its change must cause. */
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { watchFiles } from "../../../src/output/watch.js";
import type { Watcher } from "../../../src/output/watch.js";
import { put, temporaryFolder } from "./folders.js";

interface Runs {
  /** The files of the next run that was not read yet. */
  next(): Promise<string[]>;
  readonly count: number;
}

const open: Watcher[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((watcher) => watcher.close()));
});

/** Watches files; `during` runs in each run and returns the files to watch next. */
async function watching(
  files: readonly string[],
  during: (changed: string[]) => Promise<readonly string[]> | readonly string[] = () => files,
): Promise<Runs> {
  const runs: string[][] = [];
  let asked = 0;
  let notify: () => void = () => undefined;
  const watcher = watchFiles(files, async (changed) => {
    runs.push(changed);
    notify();
    return during(changed);
  });
  open.push(watcher);
  await watcher.ready;
  return {
    async next() {
      while (runs.length <= asked) await new Promise<void>((settle) => (notify = settle));
      return runs[asked++] ?? [];
    },
    get count() {
      return runs.length;
    },
  };
}

describe("watchFiles", () => {
  it("reports a file that was written, and no other", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.yaml": "1", "b.yaml": "1", "other.yaml": "1" });
    const runs = await watching([join(folder, "a.yaml"), join(folder, "b.yaml")]);
    put(folder, { "other.yaml": "22" });
    put(folder, { "b.yaml": "22" });
    expect(await runs.next()).toEqual([join(folder, "b.yaml")]);
    put(folder, { "a.yaml": "22" });
    expect(await runs.next()).toEqual([join(folder, "a.yaml")]);
    expect(runs.count).toBe(2);
  });

  it("reports what changed before it was ready", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.yaml");
    put(folder, { "a.yaml": "1" });
    const started = watching([file]);
    writeFileSync(file, "22");
    expect(await (await started).next()).toEqual([file]);
  });

  it("follows a file that editors replace, again and again", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.yaml");
    put(folder, { "a.yaml": "0" });
    const runs = await watching([file]);
    for (const text of ["one", "two two", "three three three"]) {
      put(folder, { "a.yaml~": text });
      renameSync(join(folder, "a.yaml~"), file);
      expect(await runs.next()).toEqual([file]);
    }
  });

  it("follows a file that is deleted and comes back, and one that was never there", async () => {
    const folder = temporaryFolder();
    const [file, absent] = [join(folder, "a.yaml"), join(folder, "absent.yaml")];
    put(folder, { "a.yaml": "1" });
    const runs = await watching([file, absent]);
    rmSync(file);
    expect(await runs.next()).toEqual([file]);
    put(folder, { "a.yaml": "1" });
    expect(await runs.next()).toEqual([file]);
    put(folder, { "absent.yaml": "1" });
    expect(await runs.next()).toEqual([absent]);
  });

  it("follows a file whose folder is deleted and made again, twice", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "spec/deep/a.yaml");
    put(folder, { "spec/deep/a.yaml": "1" });
    const runs = await watching([file]);
    for (const text of ["2", "3"]) {
      rmSync(join(folder, "spec"), { recursive: true });
      expect(await runs.next()).toEqual([file]);
      mkdirSync(join(folder, "spec"));
      put(folder, { "spec/deep/a.yaml": text });
      expect(await runs.next()).toEqual([file]);
    }
  });

  it("follows a link to a file that is replaced where it stands", async () => {
    const folder = temporaryFolder();
    put(folder, { "real/a.yaml": "1", "links/.keep": "" });
    const link = join(folder, "links/a.yaml");
    symlinkSync(join(folder, "real/a.yaml"), link);
    const runs = await watching([link]);
    put(folder, { "real/a.yaml~": "22" });
    renameSync(join(folder, "real/a.yaml~"), join(folder, "real/a.yaml"));
    expect(await runs.next()).toEqual([link]);
  });

  it("watches the files that a run gave back, in other folders too, and no longer the others", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.yaml": "1", "parts/b.yaml": "1" });
    // Older than any run: a file that a run adds counts as changed once if it is as new as the run.
    utimesSync(join(folder, "parts/b.yaml"), 1_000, 1_000);
    const [a, b] = [join(folder, "a.yaml"), join(folder, "parts/b.yaml")];
    let files = [a, b];
    const runs = await watching([a], () => files);
    writeFileSync(a, "22");
    expect(await runs.next()).toEqual([a]);
    files = [b];
    writeFileSync(b, "22");
    expect(await runs.next()).toEqual([b]);
    writeFileSync(a, "333");
    writeFileSync(b, "333");
    expect(await runs.next()).toEqual([b]);
    expect(runs.count).toBe(3);
  });

  it("never runs twice at once, and runs again for what changed meanwhile", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.yaml");
    put(folder, { "a.yaml": "1" });
    let running = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const runs = await watching([file], async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((settle) => (release = settle));
      running--;
      return [file];
    });
    appendFileSync(file, "2");
    await runs.next();
    appendFileSync(file, "3");
    appendFileSync(file, "4");
    release();
    expect(await runs.next()).toEqual([file]);
    release();
    appendFileSync(file, "5");
    expect(await runs.next()).toEqual([file]);
    release();
    expect(most).toBe(1);
    expect(runs.count).toBe(3);
  });

  it("ends with the error of a run that fails", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.yaml": "1" });
    const watcher = watchFiles([join(folder, "a.yaml")], () => Promise.reject(new Error("a bug")));
    await watcher.ready;
    put(folder, { "a.yaml": "22" });
    await expect(watcher.closed).rejects.toThrow("a bug");
  });

  it("lets a run end that is under way when it is closed, and starts no other", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.yaml");
    put(folder, { "a.yaml": "1" });
    const steps: string[] = [];
    let release: () => void = () => undefined;
    const started = new Promise<void>((isStarted) => {
      const watcher = watchFiles([file], async () => {
        isStarted();
        await new Promise<void>((settle) => (release = settle));
        steps.push("run ended");
        return [file];
      });
      open.push(watcher);
      void watcher.ready.then(() => writeFileSync(file, "22"));
    });
    await started;
    const closing = open[0]?.close().then(() => steps.push("closed"));
    writeFileSync(file, "333");
    release();
    await closing;
    expect(steps).toEqual(["run ended", "closed"]);
  });
});
