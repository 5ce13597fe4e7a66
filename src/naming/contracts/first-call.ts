/** The method of the first call that the README shows: the one that most people come for. */
import type { Api } from "../../api/api.js";
import type { Decisions } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { unknownFirstCall } from "../findings/contracts.js";
import type { Method } from "../surface.js";

/** @param methods all of the surface, in the order of the document */
export function chooseFirst(
  api: Api,
  methods: readonly Method[],
  { readme, placeOf }: Decisions,
): { readonly first?: Method; readonly diagnostics: readonly Diagnostic[] } {
  const wanted = readme?.first;
  const given = methods.find(({ call }) => call === wanted);
  const first = given ?? richest(methods) ?? mainOfFirstTag(api, methods);
  const isUnknown = wanted !== undefined && given === undefined;
  return {
    ...(first ? { first } : {}),
    diagnostics: isUnknown ? [unknownFirstCall(wanted, placeOf?.("readme", "first"))] : [],
  };
}

/** The method whose own samples name it, in the most variants; of equals one that only reads, and none that removes. */
function richest(methods: readonly Method[]): Method | undefined {
  const sampled = methods.filter(({ reason, operation: { address, deprecated } }) => {
    return reason.authority === "sample" && !deprecated && address.method !== "delete";
  });
  const most = Math.max(...sampled.map(samplesOf));
  return reading(sampled.filter((method) => samplesOf(method) === most));
}

function samplesOf({ operation }: Method): number {
  return operation.samples.length;
}

/** Owners list first what matters most; what is deprecated comes last. */
function mainOfFirstTag(api: Api, methods: readonly Method[]): Method | undefined {
  const current = methods.filter(({ operation }) => !operation.deprecated);
  const ofTag = api.tags.map(({ name }) => current.filter(({ operation }) => operation.tags[0] === name));
  return reading(ofTag.find((tagged) => tagged.length > 0) ?? current) ?? reading(current) ?? methods[0];
}

/** The first that only reads, else the first. */
function reading(methods: readonly Method[]): Method | undefined {
  return methods.find(isReading) ?? methods[0];
}

function isReading({ operation }: Method): boolean {
  return operation.address.method === "get";
}
