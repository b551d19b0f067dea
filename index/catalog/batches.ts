// Walks a query in batches, each a query of its own: no statement stays open, and no lock is held, while the caller works.
import { type Row, readNumber, readText, type SqlValue, type Statement } from './sqlite.ts';

/** The columns a batch goes on after, in the order of the statement's parameters. */
export type PlaceOf = (row: Row) => readonly SqlValue[];

/** Place before every reading, for statements ordered by `source_id, page, reading_id`. */
export const FIRST_READING: readonly SqlValue[] = [-1, '', 0];

export const placeOfReading: PlaceOf = (row) => [
  readNumber(row, 'source_id'),
  readText(row, 'page'),
  readNumber(row, 'reading_id'),
];

/** All rows after `start`; `next` takes a place and gives the following rows, none at the end. */
export function* iterateRows(
  next: Statement,
  start: readonly SqlValue[],
  placeOf: PlaceOf,
): IterableIterator<Row> {
  let place = start;
  for (;;) {
    const rows = next.all(...place);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    place = placeOf(last);
  }
}
