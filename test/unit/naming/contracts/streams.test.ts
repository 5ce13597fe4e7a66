/** Streams that the document forgets to declare. */
import { describe, expect, it } from "@jest/globals";
import type { Operation } from "../../../../src/api/api.js";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, methodsOf, operationOf } from "../apis.js";

const json = { type: "application/json", kind: "json", typed: true, holds: "data" } as const;
const answer = { status: "200", media: [json], headers: [], pointer: "#/200" } as const;
const streamChoice = { name: "stream", value: true, others: [], isExplicit: true } as const;

function plan(config: Decisions, more: Partial<Operation> = {}) {
  const operation: Operation = { ...operationOf("POST /chats"), outcomes: [answer], streamChoice, ...more };
  const named = name(apiOf({}, { operations: [operation], schemas: ["Chunk"] }), config);
  const [method] = methodsOf(named);
  const codes = named.diagnostics.map(({ code }) => code);
  return { call: method?.call, streamed: method?.result.streamed, accept: method?.result.accept, codes };
}

describe("a body with `stream` and no stream among the answers", () => {
  it("is a finding, and its events are unknown", () => {
    const { streamed, accept, codes } = plan({});
    expect(streamed).toMatchObject({ kind: "events", parts: [{ kind: "unknown" }], isDeclared: false });
    expect(accept).toBe("application/json, text/event-stream");
    expect(codes).toEqual(["naming/undeclared-stream"]);
  });

  it.each(["chats.create", "POST /chats", "post  /chats"])("holds what the configuration says under %s", (key) => {
    const { streamed, codes } = plan({ streams: { [key]: { event: "Chunk" } } });
    expect(streamed).toMatchObject({ parts: [{ kind: "schema", name: "Chunk" }], isDeclared: true });
    expect(codes).toEqual([]);
  });

  it("does not stream where the configuration says so, or its schema does", () => {
    expect(plan({ streams: { "chats.create": false } })).toMatchObject({ streamed: undefined, codes: [] });
    expect(plan({}, { streamChoice: { ...streamChoice, isExplicit: false } }).streamed).toBeUndefined();
    expect(plan({}, { address: { method: "get", path: "/chats" } }).streamed).toBeUndefined();
  });

  it("tells of entries that meet nothing", () => {
    expect(plan({ streams: { "chats.nope": false } }).codes).toContain("naming/unknown-target");
    expect(plan({ streams: { "chats.create": { event: "Nope" } } }).codes).toEqual(["naming/unknown-schema"]);
  });
});
