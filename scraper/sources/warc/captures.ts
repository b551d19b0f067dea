// Remembers the captures of a source: names that are taken, and contents that a revisit may point back to.
import { createLineRegister } from '../line-register.ts';

/** What became of a capture. */
export type CaptureKind = 'page' | 'other';

export interface Captures {
  /** A path nobody has: the address, with the time of the capture behind it when the address was captured before. */
  claimPath(path: string, capturedAt: string | null): string;
  /** Notes what a capture was, under each of its names. */
  note(names: readonly string[], kind: CaptureKind): void;
  /** What an earlier capture under one of these names was; null when there was none. */
  find(names: readonly string[]): CaptureKind | null;
}

/** An empty memory: some 50 bytes for each name. */
export function createCaptures(): Captures {
  const paths = createLineRegister();
  const contents = createLineRegister();
  const count = (path: string): number => {
    const times = paths.lineOf(path) + 1;
    paths.put(path, times);
    return times;
  };
  const claimPath = (path: string, capturedAt: string | null): string => {
    const times = count(path);
    if (times === 1) return path;
    const time = capturedAt?.replace(/\D/g, '').slice(0, 14) ?? '';
    if (time === '') return claimPath(`${path}#${times}`, null);
    const timed = `${path}#${time}`;
    const sameTime = count(timed);
    return sameTime === 1 ? timed : `${timed}-${sameTime}`;
  };
  return {
    claimPath,
    note: (names, kind) => {
      for (const name of names) contents.put(name, kind === 'page' ? 1 : 2);
    },
    find: (names) => {
      for (const name of names) {
        const found = contents.lineOf(name);
        if (found !== 0) return found === 1 ? 'page' : 'other';
      }
      return null;
    },
  };
}
