// Entry of a worker thread: reads the pages it is sent, one at a time.
import { parentPort, workerData } from 'node:worker_threads';
import type { Page, Reading } from '../../scraper/model.ts';
import { readHere } from './page-reader.ts';

/** What a worker is started with. */
export interface PageWorkerData {
  readonly siteUrl: string | null;
}

/** What a worker says: once that its modules are loaded, then a reading for every page, in order. */
export type PageWorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly reading: Reading };

const { siteUrl } = workerData as PageWorkerData;

function say(message: PageWorkerMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (page: Page) => say({ kind: 'reading', reading: readHere(page, siteUrl) }));
say({ kind: 'ready' });
