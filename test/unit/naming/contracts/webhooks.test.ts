/** Which object has `unwrap`, the way to verify webhooks. */
import { describe, expect, it } from "@jest/globals";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf } from "../apis.js";

const webhooks = { format: "hex", header: "X-Signature", prefix: "sha256=" } as const;

function receiverOf(calls: Readonly<Record<string, string>>, config: Decisions = { webhooks }) {
  const api = apiOf(Object.fromEntries(Object.keys(calls).map((address) => [address, {}])));
  const { surface, diagnostics } = name(api, { ...config, calls });
  return { receiver: surface.receiver, codes: diagnostics.map(({ code }) => code) };
}

describe("unwrap", () => {
  it("belongs to `webhooks` of the client, and knows how the API signs", () => {
    expect(receiverOf({ "GET /keys": "keys.list" })).toEqual({
      receiver: {
        owner: "client",
        scheme: { format: "hex", header: "x-signature", hash: "SHA-256", prefix: "sha256=" },
      },
      codes: [],
    });
  });

  it("belongs to the resource `webhooks` where there is one", () => {
    expect(receiverOf({ "GET /webhooks": "webhooks.list" }).receiver?.owner).toMatchObject({ name: "webhooks" });
    expect(receiverOf({ "GET /a": "admin.webhooks.list" }).receiver?.owner).toBe("client");
  });

  it.each(["webhooks.unwrap", "webhooks.unwrap.create", "webhooks"])(
    "makes way for the call %s, which is said",
    (call) => {
      const { receiver, codes } = receiverOf({ "POST /webhooks/unwrap": call });
      expect(receiver?.owner).toBe("nobody");
      expect(codes).toContain("naming/unwrap-taken");
    },
  );

  it("is in no client of an API that sends nothing", () => {
    expect(receiverOf({ "GET /webhooks": "webhooks.list" }, {}).receiver).toBeUndefined();
  });
});
