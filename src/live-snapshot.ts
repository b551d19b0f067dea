// Lends the current snapshot to requests and follows CURRENT: opens a new one beside the old, swaps one reference,
// closes the old when its last borrower is done.
import { dataFolderPaths } from '../index/data-folder.ts';
import { IndexError } from '../index/errors.ts';
import { noSnapshot } from '../index/snapshot/damage.ts';
import { readCurrent } from '../index/snapshot/publish.ts';
import { type KeepersFiles, type KeptState, NOTHING_KEPT } from './keepers-files.ts';
import { type Lendable, Loan } from './snapshot-loan.ts';

/** No snapshot is being served (yet, or any more): answer 503. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

export type LiveEvent =
  | { readonly kind: 'served'; readonly snapshotId: string; readonly previousId: string | null }
  | { readonly kind: 'failed'; readonly snapshotId: string | null; readonly error: Error }
  | { readonly kind: 'closed'; readonly snapshotId: string };

export interface LiveState {
  readonly ready: boolean;
  readonly snapshotId: string | null;
  readonly builtAt: string | null;
  /** Why the newest snapshot is not served, as one sentence with its hint; null when it is. */
  readonly lastError: string | null;
}

export interface LiveOptions<Lent extends Lendable> {
  /** Opens a snapshot of the data folder. */
  readonly open: (dataFolder: string, id: string, kept: KeptState) => Promise<Lent>;
  /** What the keeper says of it: when that changes, it is opened anew. Left out: nothing. */
  readonly keepers?: Pick<KeepersFiles, 'look' | 'reread' | 'lastError'>;
  /** Time between looks at `CURRENT` and the keeper's files, 250 by default: what is taken back is gone within a second. */
  readonly pollMs?: number;
  readonly onEvent?: (event: LiveEvent) => void;
}

const POLL_MS = 250;
const CLOSE_DEADLINE_MS = 10_000;
/** At most 256 polling times between two tries of a snapshot that does not open. */
const MAX_BACKOFF_DOUBLINGS = 8;
/** Between two tries to open the one in service anew. */
const KEEP_UP_PAUSE_MS = 5_000;

/** Open once, borrow for each request, close at the end. The timer does not keep the process alive. */
export class LiveSnapshot<Lent extends Lendable> {
  readonly #dataFolder: string;
  readonly #options: LiveOptions<Lent>;
  #current: Loan<Lent> | null = null;
  /** What the keeper said when the current one was opened. */
  #edition = '';
  readonly #retired = new Set<Loan<Lent>>();
  #lastError: Error | null = null;
  #failedId: string | null = null;
  #failures = 0;
  #retryAtMs = 0;
  #keepUpAtMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #look: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(dataFolder: string, options: LiveOptions<Lent>) {
    this.#dataFolder = dataFolder;
    this.#options = options;
  }

  /** Never rejects for what is in the data folder: without a usable snapshot it is not ready until one appears. */
  static async open<Lent extends Lendable>(
    dataFolder: string,
    options: LiveOptions<Lent>,
  ): Promise<LiveSnapshot<Lent>> {
    const live = new LiveSnapshot(dataFolder, options);
    await live.#follow();
    live.#schedule();
    return live;
  }

  /**
   * Runs `use` with the current snapshot, which stays open until the result is settled, whatever is published meanwhile.
   * @throws NotReady when no snapshot is open.
   */
  async borrow<T>(use: (snapshot: Lent) => Promise<T> | T): Promise<T> {
    const loan = this.#current;
    if (loan === null) throw new NotReady(this.#lastError?.message ?? 'No snapshot is served.');
    return loan.lend(use);
  }

  state(): LiveState {
    const manifest = this.#current?.snapshot.manifest;
    return {
      ready: manifest !== undefined,
      snapshotId: manifest?.id ?? null,
      builtAt: manifest?.builtAt ?? null,
      lastError:
        this.#lastError === null ? (this.#options.keepers?.lastError ?? null) : describe(this.#lastError),
    };
  }

  /** Looks now, at the keeper's files and at a snapshot that did not open too. Resolves when all is served that can be. */
  async reload(): Promise<void> {
    if (this.#isClosed) return;
    // The look under way, if any, sets the timer when it is done.
    await this.#look;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#retryAtMs = 0;
    this.#keepUpAtMs = 0;
    const rereading = this.#options.keepers?.reread() ?? Promise.resolve();
    this.#look = rereading.then(() => this.#follow()).finally(() => this.#schedule());
    await this.#look;
  }

  /** Stops polling, waits for borrowers up to the deadline, then closes all the same. Borrowing fails from now on. */
  async close(deadlineMs = CLOSE_DEADLINE_MS): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#look;
    if (this.#current !== null) this.#retire(this.#current);
    this.#current = null;
    await Promise.all([...this.#retired].map((loan) => loan.settle(deadlineMs)));
  }

  /** The next look starts when the last one is done: they never overlap. */
  #schedule(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#look = this.#follow().finally(() => this.#schedule());
    }, this.#pollMs());
    this.#timer.unref();
  }

  async #follow(): Promise<void> {
    let id: string | null = null;
    let kept: KeptState | null = null;
    try {
      kept = (await this.#options.keepers?.look()) ?? NOTHING_KEPT;
      id = await readCurrent(this.#dataFolder);
      if (id === null) throw noSnapshot(dataFolderPaths(this.#dataFolder).folder);
      const isServed = id === this.#servedId() && kept.edition === this.#edition;
      if (isServed) this.#succeed();
      else await this.#serve(id, kept);
    } catch (error) {
      this.#fail(id, asError(error));
    }
    if (kept !== null && id !== this.#servedId()) await this.#keepUp(kept);
  }

  async #serve(id: string, kept: KeptState): Promise<void> {
    if (id === this.#failedId && performance.now() < this.#retryAtMs) return;
    await this.#swap(id, kept);
    this.#succeed();
  }

  /** While the newer snapshot does not open, what the keeper takes back goes from the one in service. */
  async #keepUp(kept: KeptState): Promise<void> {
    const id = this.#servedId();
    if (id === null || kept.edition === this.#edition || performance.now() < this.#keepUpAtMs) return;
    try {
      await this.#swap(id, kept);
    } catch (error) {
      this.#keepUpAtMs = performance.now() + KEEP_UP_PAUSE_MS;
      this.#emit({ kind: 'failed', snapshotId: id, error: asError(error) });
    }
  }

  async #swap(id: string, kept: KeptState): Promise<void> {
    const snapshot = await this.#options.open(this.#dataFolder, id, kept);
    this.#edition = kept.edition;
    const previous = this.#current;
    this.#current = new Loan<Lent>(snapshot, (loan, error) => this.#onClosed(loan, error));
    if (previous !== null) this.#retire(previous);
    this.#emit({ kind: 'served', snapshotId: id, previousId: previous?.snapshot.manifest.id ?? null });
  }

  #servedId(): string | null {
    return this.#current?.snapshot.manifest.id ?? null;
  }

  #succeed(): void {
    this.#lastError = null;
    this.#failedId = null;
    this.#failures = 0;
  }

  /** The old snapshot stays. The same failure is told once; the same snapshot is tried again after growing pauses. */
  #fail(id: string | null, error: Error): void {
    const isNews = this.#lastError?.message !== error.message;
    this.#failures = id === this.#failedId ? this.#failures + 1 : 1;
    this.#failedId = id;
    this.#retryAtMs =
      performance.now() + this.#pollMs() * 2 ** Math.min(this.#failures, MAX_BACKOFF_DOUBLINGS);
    this.#lastError = error;
    if (isNews) this.#emit({ kind: 'failed', snapshotId: id, error });
  }

  #retire(loan: Loan<Lent>): void {
    this.#retired.add(loan);
    loan.retire();
  }

  #onClosed(loan: Loan<Lent>, error: Error | null): void {
    const snapshotId = loan.snapshot.manifest.id;
    this.#retired.delete(loan);
    this.#emit(error === null ? { kind: 'closed', snapshotId } : { kind: 'failed', snapshotId, error });
  }

  #pollMs(): number {
    return this.#options.pollMs ?? POLL_MS;
  }

  #emit(event: LiveEvent): void {
    this.#options.onEvent?.(event);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function describe(error: Error): string {
  return error instanceof IndexError ? `${error.message} ${error.hint}` : error.message;
}
