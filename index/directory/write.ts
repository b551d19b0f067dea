// Writes the directory of a snapshot: threads in, one file of packed tables out.
import type { Analysis } from '../analysis/model.ts';
import type { ThreadDocuments } from '../documents.ts';
import { writeSections } from '../snapshot/section-file.ts';
import { AddressWriter } from './addresses.ts';
import { ArchiveFactsWriter } from './archive-facts.ts';
import { PeopleWriter } from './people-writer.ts';
import { TitleWriter } from './titles.ts';

/** Takes threads in snapshot order. */
export class DirectoryWriter {
  readonly #analysis: Analysis;
  readonly #titles = new TitleWriter();
  readonly #people = new PeopleWriter();
  readonly #addresses = new AddressWriter();
  readonly #facts = new ArchiveFactsWriter();
  #threadRows = 0;
  #entryRows = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Every thread of the store, so that rows agree. */
  addThread(thread: ThreadDocuments): void {
    const { info, entries } = thread;
    this.#titles.addThread(info, this.#threadRows, this.#analysis.forms(info.title ?? ''));
    this.#people.addThread(entries);
    this.#addresses.addThread(thread, this.#entryRows);
    this.#facts.addThread(thread);
    this.#threadRows += 1;
    this.#entryRows += entries.length;
  }

  /** Writes `path`. */
  async finish(path: string): Promise<void> {
    await writeSections(path, {
      ...this.#titles.sections(),
      ...this.#facts.sections(),
      ...this.#addresses.sections(),
      ...this.#people.sections((name) => this.#analysis.forms(name)),
    });
  }
}
