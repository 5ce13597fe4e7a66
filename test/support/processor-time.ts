/**
 * Starts to measure this process's processor time, which, unlike time on the clock, does not depend on what else the
 * machine does.
 *
 * @returns asks for the milliseconds since
 */
export function processorTime(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  };
}
