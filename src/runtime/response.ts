/** Small things about answers. */

/** Frees the connection of a body that is not read to its end. */
export function discard(body: { cancel(): Promise<void> } | null | undefined): void {
  body?.cancel().catch(() => {});
}
