// Worker threads that read pages. A worker that crashes or hangs costs its one page: it is replaced.
import { Worker } from 'node:worker_threads';
import type { Page, Reading } from '../../scraper/model.ts';
import { type PageReader, readHere, unreadablePage } from './page-reader.ts';
import type { PageWorkerData, PageWorkerMessage } from './page-worker.ts';

export interface PagePoolOptions extends PageWorkerData {
  /** Number of workers; they start when there is work for them. */
  readonly size: number;
  /** For one page, loading the worker not counted. */
  readonly deadlineMs: number;
  /** Told once, with the reason, when workers do not start and pages are read in this thread, without a deadline. */
  readonly onFallback?: (reason: string) => void;
  /** Module that runs in the workers; tests bring their own. */
  readonly entry?: URL;
}

// A hostile page must not take the machine's memory: a worker above this dies alone.
const MAX_HEAP_MEGABYTES = 1_024;
const STOPPED = 'reading was stopped';

interface Task {
  readonly page: Page;
  readonly resolve: (reading: Reading) => void;
}

/** A pool of workers. Pages wait in line; the caller bounds how many it hands over at a time. */
export function createPagePool(options: PagePoolOptions): PageReader {
  const pool = new PagePool(options);
  return { read: (page) => pool.read(page), close: () => pool.close() };
}

class PagePool {
  readonly #options: PagePoolOptions;
  readonly #waiting: Task[] = [];
  readonly #members = new Set<Member>();
  #isClosed = false;
  /** Workers do not start on this system: pages are read here instead. */
  #isBroken = false;

  constructor(options: PagePoolOptions) {
    this.#options = options;
  }

  read(page: Page): Promise<Reading> {
    if (this.#isClosed) return Promise.resolve(unreadablePage(page.path, STOPPED));
    return new Promise((resolve) => {
      this.#waiting.push({ page, resolve });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { page, resolve } of this.#waiting.splice(0)) resolve(unreadablePage(page.path, STOPPED));
    await Promise.all([...this.#members].map((member) => member.stop(STOPPED)));
  }

  #assign(): void {
    while (!this.#isClosed && this.#waiting.length > 0) {
      const member = this.#isBroken ? null : this.#findFree();
      if (member === null && !this.#isBroken) return;
      const task = this.#waiting.shift();
      if (!task) return;
      if (member) member.take(task);
      else task.resolve(readHere(task.page, this.#options.siteUrl));
    }
  }

  #findFree(): Member | null {
    for (const member of this.#members) if (member.isFree) return member;
    if (this.#members.size >= this.#options.size) return null;
    const member = new Member(this.#options, {
      onFree: () => this.#assign(),
      onEnd: (unread, detail) => this.#replace(member, unread, detail),
    });
    this.#members.add(member);
    return member;
  }

  /** `unread` is the page of a worker that never began: it is read here. */
  #replace(member: Member, unread: Task | null, detail: string): void {
    this.#members.delete(member);
    if (unread) {
      if (!this.#isBroken) this.#options.onFallback?.(detail);
      this.#isBroken = true;
      this.#waiting.unshift(unread);
    }
    this.#assign();
  }
}

interface MemberEvents {
  readonly onFree: () => void;
  readonly onEnd: (unread: Task | null, detail: string) => void;
}

/** One worker and the page it has. */
class Member {
  readonly #worker: Worker;
  readonly #options: PagePoolOptions;
  readonly #events: MemberEvents;
  #task: Task | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isReady = false;
  #hasEnded = false;

  constructor(options: PagePoolOptions, events: MemberEvents) {
    this.#options = options;
    this.#events = events;
    const workerData: PageWorkerData = { siteUrl: options.siteUrl };
    this.#worker = new Worker(options.entry ?? entryOfPool(), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    });
    this.#worker.on('message', (message: PageWorkerMessage) => this.#hear(message));
    this.#worker.on('error', (error: unknown) => void this.stop(whyItDied(error)));
    this.#worker.on('exit', () => void this.stop('its worker ended early'));
  }

  get isFree(): boolean {
    return this.#task === null;
  }

  take(task: Task): void {
    this.#task = task;
    if (this.#isReady) this.#begin(task);
  }

  /** Ends the worker; the page it has is given up for the reason in `detail`. */
  async stop(detail: string): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#timer) clearTimeout(this.#timer);
    const task = this.#task;
    const isUnread = !this.#isReady && detail !== STOPPED;
    if (task && !isUnread) task.resolve(unreadablePage(task.page.path, detail));
    this.#events.onEnd(isUnread ? task : null, detail);
    await this.#worker.terminate();
  }

  #hear(message: PageWorkerMessage): void {
    if (this.#hasEnded) return;
    if (message.kind === 'ready') {
      this.#isReady = true;
      if (this.#task) this.#begin(this.#task);
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    const task = this.#task;
    this.#task = null;
    task?.resolve(message.reading);
    this.#events.onFree();
  }

  #begin({ page }: Task): void {
    const { deadlineMs } = this.#options;
    const giveUp = () => void this.stop(`reading it took more than ${deadlineMs / 1000} seconds`);
    this.#timer = setTimeout(giveUp, deadlineMs);
    this.#worker.postMessage(page, transferable(page));
  }
}

/** The worker's file beside this one: TypeScript in the checkout, JavaScript when built. */
function entryOfPool(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './page-worker.ts' : './page-worker.js', import.meta.url);
}

/** Bytes with memory of their own are moved, others copied. */
function transferable({ bytes }: Page): ArrayBuffer[] {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? [buffer] : [];
}

function whyItDied(error: unknown): string {
  const isOutOfMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isOutOfMemory) return `reading it takes more than ${MAX_HEAP_MEGABYTES} megabytes of memory`;
  return `reading it failed: ${error instanceof Error ? error.message : String(error)}`;
}
