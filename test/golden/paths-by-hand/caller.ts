import createClient from "openapi-fetch";
import { Lamps, type Lamp, type RoomsLampsListParams } from "./src/index.js";
import type { paths } from "./src/schema.js";

const lamps = new Lamps();

// Calls of this client that name the path themselves.
const found: Lamp[] = await lamps.get("/lamps", { params: { query: { watts: 60 } } });
const ofRoom: Lamp[] = await lamps.get("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { lit: true } } });
const added: Lamp = await lamps.post("/rooms/{room}/lamps", { params: { path: { room: "hall" } }, body: { name: "Oak" } });
const removed: undefined = await lamps.delete("/lamps");
const switched: undefined = await lamps.put("/power");
await lamps.put("/power", { body: { on: true } });
// @ts-expect-error a required parameter is missing
await lamps.get("/lamps");
// @ts-expect-error no query is declared
await lamps.delete("/lamps", { params: { query: { watts: 60 } } });
// @ts-expect-error no query is declared beside the path
await lamps.post("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { lit: true } }, body: { name: "Oak" } });
// @ts-expect-error no body is declared
await lamps.delete("/lamps", { body: { name: "Oak" } });
// @ts-expect-error a value that is not in the list
await lamps.get("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { order: "biggest" } } });

// The same calls of openapi-fetch.
const client = createClient<paths>();
const search = await client.GET("/lamps", { params: { query: { watts: 60 } } });
const searched: Lamp[] | undefined = search.data;
const list = await client.GET("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { lit: true } } });
const listed: Lamp[] | undefined = list.data;
const message: string | undefined = list.error?.message;
const created = await client.POST("/rooms/{room}/lamps", { params: { path: { room: "hall" } }, body: { name: "Oak" } });
const made: Lamp | undefined = created.data;
const removal = await client.DELETE("/lamps");
const nothing: undefined = removal.data;
await client.PUT("/power");
await client.PUT("/power", { body: { on: true } });
// @ts-expect-error a required parameter is missing
await client.GET("/lamps");
// @ts-expect-error the path has no such method
await client.POST("/lamps");
// @ts-expect-error no query is declared
await client.DELETE("/lamps", { params: { query: { watts: 60 } } });
// @ts-expect-error no query is declared beside the path
await client.POST("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { lit: true } }, body: { name: "Oak" } });
// @ts-expect-error no body is declared
await client.DELETE("/lamps", { body: { name: "Oak" } });
// @ts-expect-error a value that is not in the list
await client.GET("/rooms/{room}/lamps", { params: { path: { room: "hall" }, query: { order: "biggest" } } });

declare const params: RoomsLampsListParams;
const room: string = params.room;
const order: "oldest" | "newest" | undefined = params.order;
const colours: readonly ("white" | "warm" | "red" | "green" | "blue")[] | undefined = params.colours;

console.log(found, ofRoom, added, removed, switched, searched, listed, message, made, nothing, room, order, colours);
