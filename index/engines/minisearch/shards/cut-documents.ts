// Cuts what is known of documents: columns that every search needs, columns that some filters need, and by groups of
// documents what only the best hits are asked for.

import type { PeopleChanges } from '../../../engine.ts';
import type { HiddenDocuments } from '../../../hidden-documents.ts';
import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import type { Sections, Shard } from '../../../shards/model.ts';
import type { SectionReader } from '../../../snapshot/section-file.ts';
import { readColumns } from '../columns.ts';
import { renamedColumns } from '../rename-in-index.ts';
import { COLUMN_SETS, type ColumnSet, DOCUMENTS_A_SHARD, SHARDS } from './layout.ts';
import { shownColumns } from './shown-columns.ts';

/** Section names by type, as they stand in the files of an index. */
const SETS: Readonly<Record<ColumnSet, readonly (readonly ['u32' | 'i32' | 'f64' | 'u8', string])[]>> = {
  dates: [
    ['f64', 'instants'],
    ['i32', 'firstDays'],
    ['i32', 'lastDays'],
  ],
  people: [
    ['u32', 'authors'],
    ['u32', 'repliedTo'],
    ['u32', 'merged'],
    ...strings('names'),
    ...strings('slugs'),
  ],
  threads: [...strings('threadIds'), ...strings('threadUrls')],
  tags: [['u32', 'threadTags'], ['u32', 'threadTags.starts'], ...strings('tags')],
  links: [['u32', 'documentLinks'], ['u32', 'documentLinks.starts'], ...strings('links')],
};

function strings(name: string): readonly (readonly ['u8' | 'u32', string])[] {
  return [
    ['u8', `${name}.bytes`],
    ['u32', `${name}.offsets`],
  ];
}

interface CutOptions {
  /** The two files of an index. */
  readonly terms: SectionReader;
  readonly documents: SectionReader;
  readonly hidden: HiddenDocuments | null;
  readonly changes: PeopleChanges | null;
}

/** Gives the shards, then the columns that every search needs. */
export function* cutDocuments({ terms, documents, hidden, changes }: CutOptions): Generator<Shard, Sections> {
  const columns = readColumns(documents);
  const renamed = changes === null ? { columns, merged: new Map() } : renamedColumns(columns, changes);
  const shown = shownColumns(renamed, hidden);
  for (const set of COLUMN_SETS) {
    const sections = SETS[set].map(([type, name]) => [name, shown[name] ?? documents[type](name)] as const);
    yield { name: SHARDS.columns(set), sections: Object.fromEntries(sections) };
  }
  yield* cutGroups({ terms, documents, hidden });
  const numbers = ['titled.documents', 'titled.tokens', 'titled.texts'];
  const quoted = ['quoted.documents', 'quoted.starts', 'quoted.ranges'];
  return {
    averages: terms.f64('averages'),
    'body.lengths': terms.u16or32('body.lengths'),
    'title.lengths': terms.u16or32('title.lengths'),
    flags: documents.u8('flags'),
    threadStarts: documents.u32('threadStarts'),
    commentCounts: documents.u32('commentCounts'),
    ...Object.fromEntries([...numbers, ...quoted].map((name) => [name, documents.u32(name)])),
  };
}

/** Telling stems, and where in their texts words stand. */
function* cutGroups({ terms, documents, hidden }: Omit<CutOptions, 'changes'>): Generator<Shard> {
  const telling = terms.u8('telling');
  const tellingStarts = terms.u32('telling.starts');
  const checkpoints = documents.u32('checkpoints');
  const checkpointStarts = documents.u32('checkpoints.starts');
  const documentCount = tellingStarts.length - 1;
  for (let from = 0; from < documentCount; from += DOCUMENTS_A_SHARD) {
    const sizes = new GrowingUint32();
    const bytes = new GrowingBytes();
    const counts = new GrowingUint32();
    const distances = new GrowingUint32();
    for (let at = from; at < Math.min(from + DOCUMENTS_A_SHARD, documentCount); at++) {
      const isHidden = hidden?.has(at) === true;
      const start = tellingStarts[at] ?? 0;
      const end = isHidden ? start : (tellingStarts[at + 1] ?? 0);
      sizes.push(end - start);
      bytes.pushAll(telling.subarray(start, end));
      const first = checkpointStarts[at] ?? 0;
      const places = checkpoints.subarray(first, isHidden ? first : (checkpointStarts[at + 1] ?? 0));
      counts.push(places.length);
      places.forEach((place, index) => {
        distances.push(place - (places[index - 1] ?? 0));
      });
    }
    yield {
      name: SHARDS.documents(from / DOCUMENTS_A_SHARD),
      sections: {
        'telling.sizes': sizes.values(),
        'telling.bytes': bytes.values(),
        'checkpoints.counts': counts.values(),
        'checkpoints.distances': distances.values(),
      },
    };
  }
}
