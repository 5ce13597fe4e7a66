/** Client credentials: one token for all calls, renewed before it ends and after it was refused (RFC 6749, section 4.4). */
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { Client, type ClientOptions, type Credential } from "../../../src/runtime/index.js";
import { clientCredentials } from "../../../src/runtime/oauth.js";
import type { ApiSettings } from "../../../src/runtime/operation.js";
import { bearer } from "../../../src/runtime/security.js";
import { failure, settings } from "./api.js";

const SECRET = "s3cret/with:signs";

interface Options extends ClientOptions {
  accessToken?: Credential | null;
  clientId?: string;
  clientSecret?: string;
  tokenUrl?: string;
  scopes?: readonly string[];
}

const own: ApiSettings = {
  ...settings,
  servers: [{ url: "https://api.example" }],
  complete: clientCredentials({
    token: ["accessToken", "ACME_ACCESS_TOKEN"],
    id: ["clientId", "ACME_CLIENT_ID"],
    secret: ["clientSecret", "ACME_CLIENT_SECRET"],
    tokenUrl: "https://auth.example/token",
  }),
  security: {
    oauth: { option: "accessToken", env: "ACME_ACCESS_TOKEN", in: "header", name: "authorization", write: bearer },
  },
};

class Acme extends Client<Options> {
  constructor(options: Options = {}) {
    super(own, options);
  }
}

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A token endpoint that numbers its tokens, and an API that takes those that are not refused. */
function service({ life = 3_600, refused = [] as string[], broken = undefined as Response | undefined } = {}) {
  const sent: Sent[] = [];
  let tokens = 0;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push({ url, init });
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (url.includes("/token")) {
      tokens += 1;
      return broken?.clone() ?? Response.json({ access_token: `t${String(tokens)}`, expires_in: life });
    }
    const token = new Headers(init.headers).get("authorization") ?? "";
    return refused.includes(token.replace("Bearer ", "")) ? new Response("{}", { status: 401 }) : Response.json({});
  };
  const asked = () => sent.filter(({ url }) => url.includes("/token"));
  const used = () =>
    sent.flatMap(({ url, init }) => (url.includes("/token") ? [] : [new Headers(init.headers).get("authorization")]));
  return { fetch, asked, used };
}

const keys = { clientId: "a b", clientSecret: SECRET };

afterEach(() => {
  delete process.env.ACME_ACCESS_TOKEN;
  delete process.env.ACME_CLIENT_ID;
  delete process.env.ACME_CLIENT_SECRET;
});

describe("client credentials", () => {
  it("get one token for calls that need one at once, as RFC 6749 says", async () => {
    const { fetch, asked, used } = service();
    const client = new Acme({ ...keys, fetch, scopes: ["read", "write"] });
    await Promise.all([client.get("/a"), client.get("/b"), client.post("/c")]);
    await client.withOptions({ maxRetries: 0 }).get("/d");
    expect(used()).toEqual(Array(4).fill("Bearer t1"));
    const [first] = asked();
    expect(asked()).toHaveLength(1);
    expect([first?.url, first?.init.method, first?.init.body]).toEqual([
      "https://auth.example/token",
      "POST",
      "grant_type=client_credentials&scope=read+write",
    ]);
    const headers = new Headers(first?.init.headers);
    expect(atob((headers.get("authorization") ?? "").replace("Basic ", ""))).toBe("a+b:s3cret%2Fwith%3Asigns");
    expect(headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  });

  it("renew a token before it ends", async () => {
    const { fetch, asked, used } = service({ life: 100 });
    const client = new Acme({ ...keys, fetch });
    await client.get("/a");
    const now = Date.now();
    const clock = jest.spyOn(Date, "now").mockReturnValue(now + 30_000);
    await client.get("/a");
    clock.mockReturnValue(now + 51_000);
    await client.get("/a");
    clock.mockRestore();
    expect(used()).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    expect(asked()).toHaveLength(2);
  });

  it("ask once more after a 401, together, and give up where the next token is refused too", async () => {
    const first = service({ refused: ["t1"] });
    const client = new Acme({ ...keys, fetch: first.fetch });
    await Promise.all([client.get("/a"), client.post("/b")]);
    expect(first.asked()).toHaveLength(2);
    expect(first.used().sort()).toEqual(["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]);
    const never = service({ refused: ["t1", "t2", "t3"] });
    expect(await failure(new Acme({ ...keys, fetch: never.fetch }).get("/a"))).toMatchObject({ status: 401 });
    expect(never.used()).toEqual(["Bearer t1", "Bearer t2"]);
  });

  it("yield to a token that is given, and come from the environment as it does", async () => {
    const { fetch, asked, used } = service();
    await new Acme({ ...keys, accessToken: "mine", fetch }).get("/a");
    process.env["ACME_CLIENT_ID"] = "id";
    process.env["ACME_CLIENT_SECRET"] = "secret";
    await new Acme({ fetch }).get("/a");
    process.env["ACME_ACCESS_TOKEN"] = "theirs";
    await new Acme({ fetch }).get("/a");
    await new Acme({ ...keys, fetch }).get("/a");
    expect(used()).toEqual(["Bearer mine", "Bearer t1", "Bearer theirs", "Bearer t2"]);
    expect(asked()).toHaveLength(2);
  });

  it("are others where withOptions changes them", async () => {
    const { fetch, asked } = service();
    const client = new Acme({ ...keys, fetch });
    await client.get("/a");
    await client.withOptions({ clientId: "other", tokenUrl: "https://other.example/token" }).get("/a");
    expect(asked().map(({ url }) => url)).toEqual(["https://auth.example/token", "https://other.example/token"]);
  });

  it.each([
    [Response.json({ error: "invalid_client", error_description: SECRET }, { status: 401 }), "401, invalid_client"],
    [Response.json({ error: `x ${SECRET}` }, { status: 400 }), "(400)"],
    [new Response(`<html>${SECRET}`, { status: 200 }), "(200)"],
    [new Response(null, { status: 302, headers: { location: "https://evil.example/" } }), "(302)"],
    [Response.json({ access_token: 3 }), "(200)"],
  ])("say why there is no token, and never quote a secret (%#)", async (broken, words) => {
    const { fetch, used, asked } = service({ broken });
    const client = new Acme({ ...keys, fetch });
    const error = await failure(client.get("/a"));
    expect(error.message).toContain(words);
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(SECRET);
    await failure(client.get("/a"));
    expect([used().length, asked().length]).toEqual([0, 2]);
  });

  it("say what must be set where the document names no token endpoint", () => {
    const lost: ApiSettings = {
      ...own,
      complete: clientCredentials({ token: ["t", "T"], id: ["clientId", "I"], secret: ["clientSecret", "S"] }),
    };
    expect(() => new Client<Options>(lost, keys)).toThrow("tokenUrl");
  });
});

describe("a credential that is a function", () => {
  it("is told which secret was refused", async () => {
    const { fetch, used } = service({ refused: ["old"] });
    const asked: (string | undefined)[] = [];
    const accessToken = (refused?: string): string => {
      asked.push(refused);
      return refused === undefined ? "old" : "new";
    };
    await new Acme({ accessToken, fetch }).post("/a");
    expect(asked).toEqual([undefined, "old"]);
    expect(used()).toEqual(["Bearer old", "Bearer new"]);
  });
});
