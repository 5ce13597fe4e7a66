/** Webhooks are believed where the holder of the secret signed them, as Node.js's own cryptography computes it. */
import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { APIUsageError, Client } from "../../../src/runtime/index.js";
import { ownDefaults } from "../../../src/runtime/own-options.js";
import {
  receive,
  WebhookVerificationError,
  withKeyOf,
  type RawHeaders,
  type WebhookScheme,
} from "../../../src/runtime/webhooks.js";

const SECRET = Buffer.from("0123456789abcdef01234567").toString("base64");
const KEY = `whsec_${SECRET}`;
const BODY = '{"type":"ping",  "data":{"ok":true}}';
const EVENT: unknown = JSON.parse(BODY);
const now = (): number => Math.floor(Date.now() / 1000);

const standard: WebhookScheme = { format: "standard", header: "webhook-", hash: "SHA-256", prefix: "" };
const hex: WebhookScheme = { format: "hex", header: "x-signature", hash: "SHA-256", prefix: "sha256=" };
const timestamped: WebhookScheme = { format: "timestamped", header: "signature", hash: "SHA-256", prefix: "" };

function signature(body: string | Buffer, { id = "msg_1", time = now(), secret = SECRET } = {}): string {
  const hmac = createHmac("sha256", Buffer.from(secret, "base64"));
  return `v1,${hmac
    .update(`${id}.${String(time)}.`)
    .update(body)
    .digest("base64")}`;
}

function headersOf(
  body: string,
  change: { readonly id?: string; readonly time?: number; readonly secret?: string } = {},
) {
  const { id = "msg_1", time = now() } = change;
  return { "webhook-id": id, "webhook-timestamp": String(time), "webhook-signature": signature(body, change) };
}

const unwrap = (headers: RawHeaders, body: string | Uint8Array | ArrayBuffer = BODY, key: string | string[] = KEY) =>
  receive<unknown>(body, headers, { key }, standard);

/** The reason for which a webhook is refused. */
async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  const error = await attempt.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(WebhookVerificationError);
  expect(String(error)).not.toContain(SECRET);
  return (error as WebhookVerificationError).reason;
}

describe("a webhook signed as Standard Webhooks say", () => {
  it("gives its event, whatever holds body and headers", async () => {
    const headers = headersOf(BODY);
    expect(await unwrap(headers)).toEqual(EVENT);
    expect(await unwrap(new Headers(headers))).toEqual(EVENT);
    expect(await unwrap({ ...headers, "webhook-id": ["msg_1"], other: undefined })).toEqual(EVENT);
    expect(
      await unwrap(Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toUpperCase(), text]))),
    ).toEqual(EVENT);
    const bytes = Buffer.from(BODY);
    expect(await unwrap(headers, bytes)).toEqual(EVENT);
    expect(await unwrap(headers, new Uint8Array(bytes).buffer)).toEqual(EVENT);
  });

  it("gives the event of the specification's own example", async () => {
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const options = { key: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", tolerance: Number.MAX_SAFE_INTEGER };
    expect(await receive<unknown>('{"test": 2432232314}', headers, options, standard)).toEqual({ test: 2432232314 });
  });

  it("takes the secret without its prefix, and any of several secrets and signatures", async () => {
    const other = Buffer.from("another secret of some length").toString("base64");
    expect(await unwrap(headersOf(BODY), BODY, SECRET)).toEqual(EVENT);
    expect(await unwrap(headersOf(BODY), BODY, [`whsec_${other}`, KEY])).toEqual(EVENT);
    const several = `v1a,AAAA ${signature(BODY, { secret: other })} ${signature(BODY)}`;
    expect(await unwrap({ ...headersOf(BODY), "webhook-signature": several })).toEqual(EVENT);
  });

  it("is refused where body, id, time or secret are others", async () => {
    const headers = headersOf(BODY);
    const other = Buffer.from("another secret of some length").toString("base64");
    expect(await refusal(unwrap(headers, `${BODY} `))).toBe("signature");
    expect(await refusal(unwrap({ ...headers, "webhook-id": "msg_2" }))).toBe("signature");
    expect(await refusal(unwrap({ ...headers, "webhook-timestamp": String(now() - 1) }))).toBe("signature");
    expect(await refusal(unwrap(headersOf(BODY, { secret: other })))).toBe("signature");
    expect(await refusal(unwrap({ ...headers, "webhook-signature": "v1,%%% v2,AAAA" }))).toBe("signature");
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("is refused without %s", async (name) => {
    expect(await refusal(unwrap({ ...headersOf(BODY), [name]: undefined }))).toBe("header");
  });

  it("is refused more than five minutes before or after it was signed", async () => {
    expect(await unwrap(headersOf(BODY, { time: now() - 290 }))).toEqual(EVENT);
    expect(await refusal(unwrap(headersOf(BODY, { time: now() - 310 })))).toBe("time");
    expect(await refusal(unwrap(headersOf(BODY, { time: now() + 310 })))).toBe("time");
    expect(await refusal(unwrap(headersOf(BODY, { time: Number.NaN })))).toBe("time");
    const old = headersOf(BODY, { time: now() - 3_000 });
    expect(await receive<unknown>(BODY, old, { key: KEY, tolerance: 3_600 }, standard)).toEqual(EVENT);
  });

  it("is refused where its body is no JSON, or too large", async () => {
    expect(await refusal(unwrap(headersOf("no JSON"), "no JSON"))).toBe("body");
    expect(await refusal(receive<unknown>(BODY, headersOf(BODY), { key: KEY, maxBytes: 10 }, standard))).toBe("body");
  });

  it.each(["", "whsec_", "not base64!", []])("is not verified by the key %j", async (key) => {
    await expect(unwrap(headersOf(BODY), BODY, key)).rejects.toThrow(APIUsageError);
  });
});

describe("a webhook signed otherwise", () => {
  const digest = (text: string, hash = "sha256") => createHmac(hash, "shh").update(text).digest("hex");
  const options = { key: "shh" };

  it("is verified in hexadecimal behind a prefix", async () => {
    expect(await receive<unknown>(BODY, { "X-Signature": `sha256=${digest(BODY)}` }, options, hex)).toEqual(EVENT);
    expect(await refusal(receive<unknown>(BODY, { "x-signature": digest(BODY) }, options, hex))).toBe("signature");
    expect(await refusal(receive<unknown>(BODY, { "x-signature": "sha256=xyz" }, options, hex))).toBe("signature");
    const sha1: WebhookScheme = { ...hex, hash: "SHA-1", prefix: "" };
    expect(await receive<unknown>(BODY, { "x-signature": digest(BODY, "sha1") }, options, sha1)).toEqual(EVENT);
  });

  it("is verified in base64", async () => {
    const value = createHmac("sha256", "shh").update(BODY).digest("base64");
    const scheme: WebhookScheme = { ...hex, format: "base64", prefix: "" };
    expect(await receive<unknown>(BODY, { "x-signature": value }, options, scheme)).toEqual(EVENT);
  });

  it("is verified with its time", async () => {
    const at = (time: number) => `t=${String(time)}, v1=${"0".repeat(64)}, v1=${digest(`${String(time)}.${BODY}`)}`;
    expect(await receive<unknown>(BODY, { signature: at(now()) }, options, timestamped)).toEqual(EVENT);
    expect(await refusal(receive<unknown>(BODY, { signature: at(now() - 400) }, options, timestamped))).toBe("time");
    expect(await refusal(receive<unknown>(BODY, { signature: "v1=00" }, options, timestamped))).toBe("time");
  });
});

describe("the key of a client", () => {
  const settings = {
    agent: "a/1",
    baseUrlEnv: "TEST_WEBHOOK_URL",
    servers: [],
    security: {},
    complete: ownDefaults({ webhookSecret: { env: "TEST_WEBHOOK_SECRET" } }),
  };
  const unwrapFor = (options: object) =>
    withKeyOf(new Client(settings, options), "webhookSecret", (body, headers, given) =>
      receive<unknown>(body, headers, given, standard),
    );
  const wrong = `whsec_${Buffer.from("another").toString("base64")}`;

  afterEach(() => {
    delete process.env["TEST_WEBHOOK_SECRET"];
  });

  it("comes from its option, its environment, and before both from the call", async () => {
    expect(await unwrapFor({ webhookSecret: KEY })(BODY, headersOf(BODY))).toEqual(EVENT);
    expect(await unwrapFor({ webhookSecret: [wrong, KEY] })(BODY, headersOf(BODY))).toEqual(EVENT);
    process.env["TEST_WEBHOOK_SECRET"] = KEY;
    expect(await unwrapFor({})(BODY, headersOf(BODY), { tolerance: 60 })).toEqual(EVENT);
    const withOther = unwrapFor({ webhookSecret: wrong });
    await expect(withOther(BODY, headersOf(BODY))).rejects.toMatchObject({ reason: "signature" });
    expect(await withOther(BODY, headersOf(BODY), { key: KEY })).toEqual(EVENT);
  });

  it("is asked for where there is none", async () => {
    const rejected = expect(unwrapFor({})(BODY, headersOf(BODY))).rejects;
    await rejected.toThrow(
      new APIUsageError("A webhook is verified by a secret: pass `key`, or give the client `webhookSecret`"),
    );
  });
});
