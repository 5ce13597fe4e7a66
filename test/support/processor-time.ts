/**
 * Starts to measure this process's processor time, which, unlike elapsed time, does not depend on other processes.
 *
 * @returns a function that returns the milliseconds since
 */
export function processorTime(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  };
}
