// What the web server needs from outside. Types only.
import type { LiveSnapshot } from '../live-snapshot.ts';
import type { Log } from '../log.ts';
import type { SearchLoad } from '../search-threads/model.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';

/** Given once, when the app is made. */
export interface AppDependencies {
  /** Lends the served snapshot. */
  readonly live: Pick<LiveSnapshot<ServedSnapshot>, 'borrow' | 'state'>;
  /** How busy those who search are. */
  readonly searchLoad: () => SearchLoad;
  /** The system's clock unless given. */
  readonly now?: () => Date;
  /** Version of the program. */
  readonly version: string;
  /** Gets internal errors; never a reader's query or address. */
  readonly log: Pick<Log, 'error'>;
}
