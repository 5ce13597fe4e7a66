// Fastify with @fastify/swagger: the document is made of the schemas that the routes validate by.
import Fastify from "fastify";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";

const app = Fastify();
await app.register(multipart, { attachFieldsToBody: true });
await app.register(swagger, {
  openapi: {
    openapi: "3.0.3",
    info: { title: "Ships", version: "1.0.0" },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
    security: [{ key: [] }],
  },
});

const text = { type: "string" };
const tags = { type: "array", items: text };
const properties = { name: { ...text, minLength: 1 }, built: { type: "integer" }, tags };
app.addSchema({
  $id: "Ship",
  type: "object",
  required: ["id", "name", "built"],
  properties: { id: text, ...properties },
});
app.addSchema({
  $id: "Problem",
  type: "object",
  required: ["statusCode", "message"],
  properties: { statusCode: { type: "integer" }, error: text, message: text },
});
const ship = { $ref: "Ship#" };
const problem = { $ref: "Problem#" };
const params = { type: "object", required: ["id"], properties: { id: text } };

const ships = new Map();
const logs = new Map();

app.addHook("onRequest", async (request, reply) => {
  if (request.url !== "/openapi.json" && request.headers["x-api-key"] !== process.env.KEY) {
    await reply.code(401).send({ statusCode: 401, error: "Unauthorized", message: "no key" });
  }
});

/** Routes that the document shows are declared within a plugin, as @fastify/swagger wants it. */
await app.register(async (routes) => {
  const body = { type: "object", required: ["name", "built"], properties };
  routes.post("/ships", { schema: { body, response: { 201: ship, 400: problem } } }, async (request, reply) => {
    const made = { id: String(ships.size + 1), ...request.body };
    ships.set(made.id, made);
    return reply.code(201).send(made);
  });

  const integer = { type: "integer" };
  const querystring = {
    type: "object",
    properties: {
      offset: { ...integer, default: 0 },
      limit: { ...integer, default: 2 },
      tag: tags,
      builtAfter: integer,
    },
  };
  const page = {
    type: "object",
    required: ["data", "total"],
    properties: { data: { type: "array", items: ship }, total: integer },
  };
  routes.get("/ships", { schema: { querystring, response: { 200: page } } }, async ({ query }) => {
    const { offset, limit, tag = [], builtAfter = -1 } = query;
    const found = [...ships.values()].filter(
      (one) => tag.every((wanted) => one.tags?.includes(wanted)) && one.built > builtAfter,
    );
    return { data: found.slice(offset, offset + limit), total: found.length };
  });

  const one = { schema: { params, response: { 200: ship, 404: problem, 503: problem } } };
  routes.get("/ships/:id", one, async ({ params: { id } }, reply) => {
    if (id === "broken") return reply.code(503).send({ statusCode: 503, message: "busy" });
    if (id === "slow") await new Promise((resolve) => setTimeout(resolve, 2_000));
    return ships.get(id) ?? reply.code(404).send({ statusCode: 404, error: "Not Found", message: "no such ship" });
  });

  const partial = { type: "object", properties };
  const updating = { schema: { params, body: partial, response: { 200: ship } } };
  routes.patch("/ships/:id", updating, async ({ params: { id }, body }) => Object.assign(ships.get(id), body));

  const removing = { schema: { params, response: { 204: { type: "null" } } } };
  routes.delete("/ships/:id", removing, async ({ params: { id } }, reply) => {
    ships.delete(id);
    return reply.code(204).send();
  });

  const form = { type: "object", required: ["file"], properties: { file: { ...text, format: "binary" }, note: text } };
  const log = { type: "object", properties: { bytes: integer, filename: text, note: text } };
  const uploading = {
    schema: { params, consumes: ["multipart/form-data"], body: form, response: { 200: log } },
    // Parts are not values of their schemas.
    validatorCompiler: () => () => true,
  };
  routes.put("/ships/:id/log", uploading, async ({ params: { id }, body: { file, note } }) => {
    const content = await file.toBuffer();
    logs.set(id, content);
    return { bytes: content.length, filename: file.filename, note: note?.value };
  });

  const bytes = { content: { "application/octet-stream": { schema: { ...text, format: "binary" } } } };
  const downloading = { schema: { params, response: { 200: bytes } } };
  routes.get("/ships/:id/log", downloading, async ({ params: { id } }, reply) =>
    reply.type("application/octet-stream").send(logs.get(id)),
  );
});

app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
await app.listen({ port: 0, host: "127.0.0.1" });
console.log(`http://127.0.0.1:${String(app.server.address().port)}`);
