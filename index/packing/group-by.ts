// Puts numbered things into groups by counting: linear, in typed arrays.

/** Things by group; those of group g stand from `starts[g]` to before `starts[g + 1]`, ascending. */
export interface Grouped {
  readonly items: Uint32Array;
  readonly starts: Uint32Array;
}

/** Groups 0 … by what `groups` says of each of them; groups are numbered from 0 to before `groupCount`. */
export function groupBy(groups: Uint32Array, groupCount: number): Grouped {
  const starts = new Uint32Array(groupCount + 1);
  for (const group of groups) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < groupCount; group++)
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const items = new Uint32Array(groups.length);
  groups.forEach((group, item) => {
    const at = next[group] ?? 0;
    next[group] = at + 1;
    items[at] = item;
  });
  return { items, starts };
}
