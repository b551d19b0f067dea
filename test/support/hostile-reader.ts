// The process that reads hostile files for `run-hostile.ts`: it may hang or die, and its parent tells at which case.
import { runHostile } from './hostile-runs.ts';
import { makeMemoryFolder } from './temp-folder.ts';

/** What it tells its parent. */
export type HostileMessage =
  | { readonly case: number }
  | { readonly failure: string }
  | { readonly tally: Awaited<ReturnType<typeof runHostile>> };

const [seed = 0, from = 0, to = 0] = process.argv.slice(2).map(Number);
const tell = (message: HostileMessage) => process.send?.(message);
const tally = await runHostile({
  seed,
  from,
  to,
  folder: makeMemoryFolder('hostile'),
  onCase: (number) => tell({ case: number }),
  onFailure: (failure) => tell({ failure }),
});
tell({ tally });
process.disconnect?.();
