// In a browser every page of results is reached by its offset: there is no server to be spared.

/** The highest `offset` that may be asked for. */
export const MAX_OFFSET = Number.MAX_SAFE_INTEGER;

/** Never needed below the highest offset. */
export function writeCursor(): string {
  throw new Error('no page lies this far');
}
