/** Cleaning up when this process ends before the work does. */

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `clean` when the process exits, or is about to be ended by a signal that nobody else handles.
 *
 * @returns a function that takes the watch off again
 */
export function onAbruptEnd(clean: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    forget();
    clean();
    // Without listeners of others the signal shall do what it does by default.
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
