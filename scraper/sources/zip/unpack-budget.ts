// How much may come out of a ZIP: a few kilobytes can be made to hold more than any disk.

export interface UnpackBudget {
  /** @throws Error when more comes out than is believed. */
  use(bytes: number): void;
  /** True once it has failed. */
  readonly isSpent: boolean;
}

/** Text packs to a tenth, repeated text to a fiftieth; each entry may be read a few times. */
const MAX_RATIO = 200;
const ALWAYS_ALLOWED_BYTES = 2 ** 30;

/** A budget for an archive of so many bytes and all archives in it. */
export function createUnpackBudget(packedBytes: number): UnpackBudget {
  const most = Math.max(ALWAYS_ALLOWED_BYTES, packedBytes * MAX_RATIO);
  let used = 0;
  return {
    use: (bytes) => {
      used += bytes;
      if (used > most)
        throw new Error(
          `more than ${most} bytes come out of an archive of ${packedBytes}: it is not read on`,
        );
    },
    get isSpent() {
      return used > most;
    },
  };
}
