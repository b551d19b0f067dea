// A document as the cluster stores it: words, and numbers and keys to filter, sort and count by.
import type { Analysis } from '../../analysis/model.ts';
import type { Entry, ThreadInfo } from '../../model.ts';
import { readDate, yearAndMonth } from '../../packing/packed-dates.ts';
import type { AnalysedDocument } from './analysed-document.ts';
import { linkLookups, linksOf } from './link-keys.ts';

/** Longer titles are nobody's query. */
const MAX_TITLE_KEY_LENGTH = 8_000;
/** Histogram months are named by one date only when it spans no more days. */
const MONTH_DAYS = 31;

/** Where a document stands, and who has to do with it; by the numbers that the cluster is to have, from the base of the build on. */
export interface DocumentPlace {
  readonly ordinal: number;
  readonly thread: number;
  readonly info: ThreadInfo;
  readonly author: number | null;
  readonly repliedTo: number | null;
  /** Of the thread. */
  readonly tags: readonly number[];
  /** By which the thread is found; for its first document alone. */
  readonly threadKeys: readonly string[];
}

/** The body without what all words together must be known for. */
export function documentBody(
  entry: Entry,
  analysed: AnalysedDocument,
  place: DocumentPlace,
  analysis: Analysis,
): Record<string, unknown> {
  const links = linksOf(entry);
  const titleKey = titleKeyOf(analysed.titleForms);
  return {
    id: entry.id,
    threadId: entry.threadId,
    ordinal: place.ordinal,
    thread: place.thread,
    body: analysed.parts,
    title: analysed.titleForms.join(' '),
    stems: stemsOf(analysed.forms, analysis).join(' '),
    titleStems: stemsOf(analysed.titleForms, analysis).join(' '),
    own: analysed.own,
    quoted: analysed.quoted,
    titleKey: titleKey !== '' && titleKey.length <= MAX_TITLE_KEY_LENGTH ? titleKey : null,
    marks: marksOf(entry, links.length > 0),
    author: place.author,
    repliedTo: place.repliedTo,
    tags: place.tags,
    links: linkLookups(links),
    threadKeys: place.threadKeys,
    comments: place.info.commentCount,
    quotes: analysed.quotes,
    checkpoints: analysed.checkpoints,
    ...datesOf(entry.publishedAt),
  };
}

/** The key of a title by which a query that is the title finds it. */
export function titleKeyOf(forms: readonly string[]): string {
  return forms.join(' ');
}

/** Of the forms that are no stop words, in order. */
export function stemsOf(forms: readonly string[], analysis: Analysis): readonly string[] {
  return forms.flatMap((form) => (analysis.isStopWord(form) ? [] : [analysis.stem(form)]));
}

/** What a document is or has. */
export const MARKS = ['post', 'comment', 'op', 'link', 'image', 'quote'] as const;
export type Mark = (typeof MARKS)[number];

function marksOf(entry: Entry, hasLink: boolean): readonly Mark[] {
  const isPost = entry.kind === 'post';
  const held: Readonly<Record<Mark, boolean>> = {
    post: isPost,
    comment: !isPost,
    op: !isPost && entry.byPostAuthor,
    link: hasLink,
    image: entry.hasImage,
    quote: entry.quotes.length > 0,
  };
  return MARKS.filter((mark) => held[mark]);
}

/** A date that spans several months or years is named by none of them; an unknown one has no field. */
function datesOf(publishedAt: string | null): Record<string, number> {
  const date = publishedAt === null ? null : readDate(publishedAt);
  if (date === null) return {};
  const { instant, firstDay, lastDay } = date;
  const { year, month } = yearAndMonth(firstDay);
  const dates = { instant, firstDay, lastDay, year };
  return lastDay - firstDay > MONTH_DAYS ? dates : { ...dates, month: 12 * year + month - 1 };
}
