// An index in which documents have other authors than it was built with: two columns are copied, the rest is the same.
import type { PeopleChanges } from '../../engine.ts';
import { renumberPeople } from '../renamed-people-numbers.ts';
import type { Columns } from './columns.ts';
import type { PackedIndex } from './packed-index.ts';
import { createPeopleNames } from './people-names.ts';

/** Columns with other authors, and whom the numbers of merged people stand for. */
export interface RenamedColumns {
  readonly columns: Columns;
  readonly merged: ReadonlyMap<number, number>;
}

/** Cost: that of `renamedColumns`. */
export function renameInIndex(index: PackedIndex, changes: PeopleChanges): PackedIndex {
  const { columns, merged } = renamedColumns(index.columns, changes);
  return { ...index, columns, peopleNames: createPeopleNames(columns, index.hidden, merged) };
}

/** Cost: 8 bytes a document, and a look at each. */
export function renamedColumns(columns: Columns, changes: PeopleChanges): RenamedColumns {
  const { people, merged } = renumberPeople(columns, changes);
  const renamed: Columns = {
    ...columns,
    authors: people.column(columns.authors, merged, changes.authors),
    repliedTo: people.column(columns.repliedTo, merged, changes.answered),
    names: people.names(),
    slugs: people.slugs(),
  };
  return { columns: renamed, merged };
}
