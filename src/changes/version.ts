/** Which version comes next (Semantic Versioning 2.0.0; below 1.0.0 one step lower). */
import { STEPS, type Step } from "./judge.js";

export interface VersionAdvice {
  /** The step once 1.0.0 was made allowance for. */
  readonly step: Step;
  /** Absent where the earlier version is not of three numbers. */
  readonly next?: string;
  /** A sentence, where the later document's version is lower than `next`. */
  readonly warning?: string;
}

export function adviseVersion(before: string, after: string, wanted: Step): VersionAdvice {
  const old = numbersOf(before);
  if (old === undefined) return { step: wanted };
  const step = old[0] === 0 && wanted === "major" ? "minor" : old[0] === 0 && wanted === "minor" ? "patch" : wanted;
  const next = raised(old, step);
  const now = numbersOf(after);
  const isLower = now !== undefined && step !== "none" && order(now, next) < 0;
  const text = next.join(".");
  return {
    step,
    next: text,
    ...(isLower
      ? { warning: `\`info.version\` is ${after}, but these changes make it ${text} at least (${step}).` }
      : {}),
  };
}

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function raised([major, minor, patch]: Numbers, step: Step): Numbers {
  const rank = STEPS.indexOf(step);
  if (rank === 3) return [major + 1, 0, 0];
  if (rank === 2) return [major, minor + 1, 0];
  return rank === 1 ? [major, minor, patch + 1] : [major, minor, patch];
}

function order(one: Numbers, other: Numbers): number {
  const index = one.findIndex((value, place) => value !== other[place]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
