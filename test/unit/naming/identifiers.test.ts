import { describe, expect, it } from "@jest/globals";
import {
  asWritten,
  camelCase,
  claims,
  clientClass,
  constantCase,
  fileCase,
  legalClass,
  legalProperty,
  pascalCase,
  words,
} from "../../../src/naming/identifiers.js";

describe("words", () => {
  it.each([
    ["api-keys", ["api", "keys"]],
    ["APIKeys", ["api", "keys"]],
    ["api_keys", ["api", "keys"]],
    ["listMCPServers", ["list", "mcp", "servers"]],
    ["APIs", ["apis"]],
    ["userAPIs", ["user", "apis"]],
    ["usersBy2FA", ["users", "by2", "fa"]],
    ["ListAllUsers", ["list", "all", "users"]],
    ["oauth2TokenV2", ["oauth2", "token", "v2"]],
    ["ABs", ["abs"]],
    ["Integrations > Models", ["integrations", "models"]],
    ["GitHub's", ["git", "hubs"]],
    ["größe", ["größe"]],
  ])("of %s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("never gives none", () => {
    expect(words("")).toEqual(["unnamed"]);
    expect(words("😀")).toEqual(["u1f600"]);
    expect(words("--")).toEqual(["u2d", "u2d"]);
  });
});

describe("spellings", () => {
  it.each([
    ["list-reviews", "listReviews", "ListReviews", "LIST_REVIEWS", "list-reviews"],
    ["ID", "id", "Id", "ID", "id"],
    ["2fa", "n2fa", "N2fa", "2FA", "2fa"],
    ["größe", "größe", "Größe", "GROSSE", "grosse"],
    ["名前", "名前", "名前", "U540DU524D", "u540du524d"],
    ["😀", "u1f600", "U1f600", "U1F600", "u1f600"],
    ["a'); drop", "aDrop", "ADrop", "A_DROP", "a-drop"],
  ])("of %s", (text, camel, pascal, constant, file) => {
    expect([camelCase(text), pascalCase(text), fileCase(text)]).toEqual([camel, pascal, file]);
    expect(constantCase(text)).toBe(constant);
  });

  it("cuts very long names the same way always, and keeps different ones different", () => {
    const one = camelCase(`${"word-".repeat(60)}one`);
    expect(one).toHaveLength(120);
    expect(one).toBe(camelCase(`${"word-".repeat(60)}one`));
    expect(one).not.toBe(camelCase(`${"word-".repeat(60)}two`));
    expect(fileCase("word-".repeat(60))).toHaveLength(100);
  });

  it("leaves camelCase as somebody wrote it", () => {
    expect(asWritten("getURL")).toBe("getURL");
    expect(asWritten("list_events")).toBe("listEvents");
    expect(asWritten("GetURL")).toBe("getUrl");
  });
});

describe("names with a meaning of their own", () => {
  it.each(["then", "constructor", "__proto__", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON"])(
    "changes %s at any depth",
    (text) => {
      for (const depth of [0, 3]) expect(legalProperty(text, depth)).not.toBe(text);
    },
  );

  it.each(["get", "post", "options", "request", "trace", "withOptions"])("changes %s on the client only", (text) => {
    expect(legalProperty(text, 0)).toBe(`${text}_`);
    expect(legalProperty(text, 1)).toBe(text);
  });

  it.each(["delete", "default", "import", "new", "class", "await", "yield", "enum"])(
    "keeps the reserved word %s, which any property may be called",
    (text) => {
      expect(legalProperty(text, 1)).toBe(text);
    },
  );

  it("is idempotent", () => {
    for (const text of ["then", "options", "__proto__", "2fa"])
      expect(legalProperty(legalProperty(text, 0), 0)).toBe(legalProperty(text, 0));
  });

  it("shadows no global with a class", () => {
    expect(legalClass("request", "Acme")).toBe("RequestResource");
    expect(legalClass("requests", "Acme")).toBe("Requests");
    expect(legalClass("resource", "Acme")).toBe("ResourceResource");
    expect(legalClass("api-error", "Acme")).toBe("ApiErrorResource");
    expect(clientClass("OpenAI")).toBe("OpenAI");
    expect(clientClass("Map")).toBe("MapClient");
  });

  it.each(["con", "AUX", "nul", "com1", "LPT9", "index"])("calls no file %s", (text) => {
    expect(fileCase(text)).toBe(`${text.toLowerCase()}-resource`);
  });
});

describe("claims", () => {
  it("hands out each name once, whatever the letter case", () => {
    const claim = claims();
    expect([claim("AdminUsers"), claim("Adminusers"), claim("adminUsers"), claim("Admin")]).toEqual([
      "AdminUsers",
      "Adminusers2",
      "adminUsers3",
      "Admin",
    ]);
  });

  it("numbers around names that look numbered", () => {
    const claim = claims("-");
    expect([claim("a-2"), claim("a"), claim("a")]).toEqual(["a-2", "a", "a-3"]);
  });
});
