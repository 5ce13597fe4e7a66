/** A small published SDK, as generators and people write them, and the document of its API. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

export const acmeDocument = `openapi: 3.1.0
info: { title: Acme API, version: 1.0.0 }
servers: [{ url: https://api.acme.example/v1 }]
security: [{ bearer: [] }]
paths:
  /keys:
    get:
      operationId: listKeys
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/KeyObject" } } } } } }
    post:
      operationId: createKey
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name, scope], properties: { name: { type: string }, scope: { type: string } } } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/KeyObject" } } } } }
  /keys/{key_id}:
    parameters: [{ name: key_id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getKey
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/KeyObject" } } } } }
    delete:
      operationId: deleteKey
      responses: { "204": { description: gone } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    KeyObject: { type: object, required: [id, name], properties: { id: { type: string }, name: { type: string }, made: { type: string } } }
`;

const declarations = `export declare class APIPromise<T> extends Promise<T> { asResponse(): Promise<Response>; private parse; }
export interface Key { id: string; name: string; made: Date; owner?: string }
export declare class Keys {
  private client;
  create(body: { name: string; note?: string }, options?: { timeout?: number }): APIPromise<Key>;
  fetch(keyId: string, options?: { timeout?: number }): APIPromise<Key>;
  list(query?: { limit?: number }, options?: { timeout?: number }): APIPromise<Key[]>;
  delete(keyId: string, options?: { timeout?: number }): APIPromise<void>;
  revoke(keyId: string): APIPromise<void>;
  createAndWait(body: { name: string }): Promise<Key>;
}
export declare class AcmeError extends Error {}
export declare class Acme {
  constructor(options?: { token?: string; baseURL?: string; region?: "eu" | "us" });
  keys: Keys;
  private secret;
  describe(): string;
}
export default Acme;
`;

const code = `class Keys {
  create(body, options) { return this._client.post("/v1/keys", { body, ...options }); }
  fetch(keyId, options) { return this._client.get(path\`/v1/keys/\${keyId}\`, options); }
  list(query, options) { return this._client.getAPIList("/v1/keys" + toQuery(query), options); }
  delete(keyId, options) { return this._client.request({ method: "delete", path: \`/v1/keys/\${keyId}\`, ...options }); }
  revoke(keyId) { return this._client.post(path\`/v1/keys/\${keyId}/revoke\`); }
  async createAndWait(body) { return poll(await this.create(body)); }
}
export class AcmeError extends Error {}
export class Acme { constructor() { this.keys = new Keys(); throw new Error("nobody runs the SDK"); } }
export default Acme;
`;

/** Writes the SDK as npm unpacks it: declarations, code, and a package.json whose \`exports\` list them. */
export function writeAcmeSdk(folder: string): void {
  mkdirSync(path.join(folder, "dist"), { recursive: true });
  const manifest = {
    name: "acme-sdk",
    version: "2.3.0",
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    scripts: { install: "exit 1" },
  };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "dist/index.d.ts"), declarations);
  writeFileSync(path.join(folder, "dist/index.js"), code);
}
