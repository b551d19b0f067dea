// Writes the directory of a snapshot: threads in, one file of packed tables out.
import type { Analysis } from '../analysis/model.ts';
import type { ThreadDocuments } from '../documents.ts';
import { writeSections } from '../snapshot/section-file.ts';
import { PeopleWriter } from './people-writer.ts';
import { TitleWriter } from './titles.ts';

/** Takes threads in snapshot order. */
export class DirectoryWriter {
  readonly #analysis: Analysis;
  readonly #titles = new TitleWriter();
  readonly #people = new PeopleWriter();
  #rows = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Every thread of the store, so that rows agree. */
  addThread({ info, entries }: ThreadDocuments): void {
    this.#titles.addThread(info, this.#rows, this.#analysis.forms(info.title ?? ''));
    this.#people.addThread(entries);
    this.#rows += 1;
  }

  /** Writes `path`. */
  async finish(path: string): Promise<void> {
    await writeSections(path, {
      ...this.#titles.sections(),
      ...this.#people.sections((name) => this.#analysis.forms(name)),
    });
  }
}
