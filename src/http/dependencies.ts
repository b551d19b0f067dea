// What the web server needs from outside. Types only.
import type { AdminDesk } from '../admin/desk.ts';
import type { LiveSnapshot } from '../live-snapshot.ts';
import type { Log } from '../log.ts';
import type { SearchLoad } from '../search-threads/model.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import type { ClientPolicy } from './clients/know-clients.ts';
import type { RequestLogging } from './log-requests.ts';

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
  /** Left out: everybody may ask as often as they like, and proxies are not believed. */
  readonly clients?: ClientPolicy;
  /** Left out: requests are not logged. */
  readonly requestLog?: RequestLogging;
  /** Left out: there are no admin routes. */
  readonly admin?: AdminDesk;
}
