// @ts-check
// What a caller does with the API of ships that every server here has.
import assert from "node:assert/strict";

/** @typedef {{ id: string, name: string, built: number, tags?: string[] }} Ship */
/** @typedef {{ bytes: number, filename: string, note?: string }} Log */
/** @typedef {Promise<{ data: Ship[], total: number }> & AsyncIterable<Ship>} Ships */

/**
 * @typedef {object} ShipsClient the client that is generated from the document of each server
 * @property {{
 *   create: (params: Omit<Ship, "id">) => Promise<Ship>,
 *   list: (params?: { tag?: string[], builtAfter?: number }) => Ships,
 *   retrieve: (params: { id: string }) => Promise<Ship>,
 *   update: (params: { id: string } & Partial<Ship>) => Promise<Ship>,
 *   delete: (params: { id: string }) => Promise<void>,
 *   uploadLog: (params: { id: string, file: File, note?: string }) => Promise<Log>,
 *   downloadLog: (params: { id: string }) => Promise<Response>,
 * }} ships
 * @property {(options: object) => ShipsClient} withOptions
 */

/** @type {readonly Omit<Ship, "id">[]} */
const FLEET = [
  { name: "Fram", built: 1892, tags: ["polar"] },
  { name: "Maud", built: 1917, tags: ["polar", "arctic"] },
  { name: "Vasa", built: 1628, tags: [] },
  { name: "Götheborg", built: 2003, tags: ["east indies & back"] },
  { name: "Gjøa", built: 1872, tags: ["polar"] },
];

/**
 * @param {ShipsClient} client
 * @returns {Promise<readonly string[]>} what was checked
 */
export async function scenario(client) {
  /** @type {string[]} */
  const checks = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    await check(client);
    checks.push(name);
  }
  return checks;
}

/** In their order: each builds on those before. @type {Readonly<Record<string, (client: ShipsClient) => Promise<void>>>} */
const CHECKS = {
  create: async ({ ships }) => {
    for (const [index, ship] of FLEET.entries())
      assert.deepEqual({ ...(await ships.create(ship)) }, { id: String(index + 1), ...ship });
  },
  "page through": async ({ ships }) => {
    const names = [];
    for await (const { name } of ships.list()) names.push(name);
    assert.deepEqual(
      names,
      FLEET.map(({ name }) => name),
    );
    assert.equal((await ships.list()).total, FLEET.length);
  },
  filter: async ({ ships }) => {
    const { data } = await ships.list({ tag: ["polar", "arctic"], builtAfter: 1900 });
    assert.deepEqual(
      data.map(({ name }) => name),
      ["Maud"],
    );
    const { data: others } = await ships.list({ tag: ["east indies & back"] });
    assert.equal(others[0]?.name, "Götheborg");
  },
  update: async ({ ships }) => {
    assert.equal((await ships.update({ id: "1", name: "Fram II" })).name, "Fram II");
    assert.equal((await ships.retrieve({ id: "1" })).built, 1892);
  },
  upload: async ({ ships }) => {
    const file = new File([BYTES], "log 1.bin");
    assert.deepEqual(
      { ...(await ships.uploadLog({ id: "1", file, note: "a & b" })) },
      { bytes: BYTES.length, filename: "log 1.bin", note: "a & b" },
    );
  },
  download: async ({ ships }) => {
    const response = await ships.downloadLog({ id: "1" });
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), BYTES);
  },
  delete: async ({ ships }) => {
    assert.equal(await ships.delete({ id: "3" }), undefined);
    await fails(ships.retrieve({ id: "3" }), "NotFoundError", 404, "404 no such ship");
  },
  "a body that the server refuses": async ({ ships }) => {
    await fails(ships.create({ name: "", built: 1 }), "BadRequestError", 400, /^400 .*name/);
  },
  "a wrong key": async (client) => {
    const { ships } = client.withOptions({ apiKey: "other-9876543210" });
    await fails(ships.retrieve({ id: "1" }), "AuthenticationError", 401, "401 no key");
  },
  "a server that fails": async ({ ships }) => {
    await fails(ships.retrieve({ id: "broken" }), "InternalServerError", 503, "503 busy");
  },
  "a timeout": async (client) => {
    const { ships } = client.withOptions({ timeout: 200 });
    await fails(
      ships.retrieve({ id: "slow" }),
      "APIConnectionTimeoutError",
      undefined,
      "Request timed out after 200 ms",
    );
  },
  "no server": async (client) => {
    const { ships } = client.withOptions({ baseUrl: "http://127.0.0.1:9" });
    await fails(ships.retrieve({ id: "1" }), "APIConnectionError", undefined, /^Connection failed/);
  },
};

const BYTES = new Uint8Array([0, 1, 2, 250, 255, 13, 10, 45, 45]);

/**
 * @param {Promise<unknown>} call
 * @param {string} name
 * @param {number | undefined} status
 * @param {string | RegExp} message
 */
async function fails(call, name, status, message) {
  const error = /** @type {{ name?: string, status?: number, message?: string } | undefined} */ (
    await call.then(
      () => undefined,
      (/** @type {unknown} */ reason) => reason,
    )
  );
  assert.deepEqual({ name: error?.name, status: error?.status }, { name, status });
  if (typeof message === "string") assert.equal(error?.message, message);
  else assert.match(error?.message ?? "", message);
}
