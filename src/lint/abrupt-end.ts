/** Cleans up when this process ends before the work does. */

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `clean` when the process exits, or is about to be ended by a signal that has no other handler.
 *
 * @returns a function that removes the handlers
 */
export function onAbruptEnd(clean: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    forget();
    clean();
    // Without other listeners, the signal must have its default effect.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off("exit", clean);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on("exit", clean);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}
