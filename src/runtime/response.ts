/** Reads the body of an answer within the limits of its call. */
import type { Deadline } from "./deadline.js";
import { APIClientError, APIConnectionError } from "./errors.js";

/** A body that is read piece by piece. */
export interface OpenBody {
  /** The next piece; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Gives the rest up and frees the connection. */
  stop(): void;
}

/**
 * @param deadline within whose time each piece must come
 * @throws from `next`: APIConnectionError where the body breaks off, the deadline's error where that ends it
 */
export function openBody(response: Response, deadline: Deadline, call: string): OpenBody {
  const reader = response.body?.getReader();
  const stop = (): void => {
    reader?.cancel().catch(() => {});
  };
  return {
    async next() {
      if (!reader) return undefined;
      try {
        const { done, value } = await deadline.race(reader.read());
        return done ? undefined : value;
      } catch (error) {
        stop();
        throw connectionError(error, "the answer broke off", call);
      }
    },
    stop,
  };
}

/**
 * A body that outlives its call: reading it to its end, failing at it and stopping end the deadline.
 * @param timed whether each wait for a piece has the time of an attempt
 */
export function openStream(response: Response, deadline: Deadline, call: string, timed: boolean): OpenBody {
  const body = openBody(response, deadline, call);
  const stop = (): void => {
    deadline.end();
    body.stop();
  };
  deadline.rest();
  return {
    async next() {
      try {
        if (timed) deadline.begin();
        const piece = await body.next();
        deadline.rest();
        if (!piece) stop();
        return piece;
      } catch (error) {
        stop();
        throw error;
      }
    },
    stop,
  };
}

/** The whole body as text (UTF-8). */
export async function readText(body: OpenBody, limit: number, tooLarge: () => Error): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let piece; (piece = await body.next());) {
    size += piece.length;
    if (size > limit) {
      body.stop();
      throw tooLarge();
    }
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** A response whose body keeps listening to its call's deadline until it is read to its end or cancelled. */
export function detach(response: Response, body: OpenBody): Response {
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await body.next();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    cancel: () => body.stop(),
  });
  return Object.defineProperty(new Response(stream, response), "url", { value: response.url });
}

/** An error of ours as it is; one of the engine as the cause of an `APIConnectionError`. */
export function connectionError(error: unknown, message: string, call: string): APIClientError {
  if (error instanceof APIClientError) return error;
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } | null };
  const detail = code ?? cause?.code;
  return new APIConnectionError(typeof detail === "string" ? `${message} (${detail})` : message, call, error);
}
