// Processor time of this process: unlike a clock it does not count what other processes take on a busy machine.

/** Milliseconds of processor time so far, user and system. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
