// Merges segments into one index: per form their lists one behind the other, then the lists of stems, and everything
// that is counted by document.
import type { Analysis } from '../../../analysis/analysis.ts';
import type { WriteStep } from '../../../engine.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { mergeLengths, mergePlaces } from './document-merger.ts';
import { FormQueue } from './form-queue.ts';
import { appendUnion } from './list-union.ts';
import { ListWriter } from './list-writer.ts';
import type { Segment } from './segment.ts';
import { SegmentListReader } from './segment-lists.ts';
import { TellingStems } from './telling-stems.ts';
import { Vocabulary } from './vocabulary.ts';

export interface MergedSegments {
  /** Dictionary, lists, field lengths and their averages. */
  readonly terms: Record<string, Section>;
  /** Where titles end, and what is quoted. */
  readonly places: Record<string, Section>;
}

const LISTS_A_STEP = 2048;
/** What merging the forms is of the whole, and merging the lists of stems; the rest is choosing the telling ones. */
const SHARE_OF_FORMS = 0.6;
const SHARE_OF_UNIONS = 0.3;

/** Segments in snapshot order; how documents were cut into segments does not show. @throws IndexError `index-too-large` */
export async function mergeSegments(
  segments: readonly Segment[],
  analysis: Analysis,
  step: WriteStep = () => {},
): Promise<MergedSegments> {
  const vocabulary = new Vocabulary(analysis);
  const body = new ListWriter({ hasPositions: true });
  const title = new ListWriter({ hasPositions: false });
  const total = segments.reduce((sum, { forms }) => sum + forms.count, 0);
  let read = 0;
  let lists = 0;
  for (const own of mergeForms(segments, { vocabulary, body, title })) {
    read += own;
    if (++lists % LISTS_A_STEP === 0) await step(SHARE_OF_FORMS * (read / total));
  }
  const { sections, unions, stemLists } = vocabulary.finish();
  body.endPositions();
  for (const [index, forms] of unions.entries()) {
    appendUnion(body, forms);
    appendUnion(title, forms);
    if (index % LISTS_A_STEP === 0) await step(SHARE_OF_FORMS + SHARE_OF_UNIONS * (index / unions.length));
  }
  const lengths = mergeLengths(segments);
  const telling = new TellingStems({ lists: body.lists(), stemLists, ...lengths.body });
  for (let stem = 0; stem < stemLists.length; stem++) {
    telling.add(stem);
    if (stem % LISTS_A_STEP === 0)
      await step(
        SHARE_OF_FORMS + SHARE_OF_UNIONS + (1 - SHARE_OF_FORMS - SHARE_OF_UNIONS) * (stem / stemLists.length),
      );
  }
  return {
    terms: {
      ...sections,
      ...body.sections('body'),
      ...title.sections('title'),
      ...lengths.sections,
      ...telling.sections(),
    },
    places: mergePlaces(segments),
  };
}

interface Writers {
  readonly vocabulary: Vocabulary;
  readonly body: ListWriter;
  readonly title: ListWriter;
}

/** Merges form by form; gives the number of segments that have each. */
function* mergeForms(
  segments: readonly Segment[],
  { vocabulary, body, title }: Writers,
): IterableIterator<number> {
  const starts = firstDocuments(segments);
  const lists = segments.map((segment, index) => ({
    body: new SegmentListReader(segment.body, starts[index] ?? 0),
    title: new SegmentListReader(segment.title, starts[index] ?? 0),
  }));
  const queue = new FormQueue(segments.map(({ forms }) => forms));
  for (let { first } = queue; first !== undefined; first = queue.first) {
    const form = first.reader.form();
    vocabulary.add(form, first.reader.stemKey());
    let read = 0;
    while (queue.first?.reader.isAt(form)) {
      const own = lists[queue.first.segment];
      own?.body.copyNext(body);
      own?.title.copyNext(title);
      read++;
      queue.advance();
    }
    body.endList();
    title.endList();
    yield read;
  }
}

/** Ordinal of each segment's first document. */
function firstDocuments(segments: readonly Segment[]): number[] {
  let documents = 0;
  return segments.map(({ documentCount }) => {
    documents += documentCount;
    return documents - documentCount;
  });
}
