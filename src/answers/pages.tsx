// The pages for readers: home, results, thread, help. Made from the same search function as the API.
import type { Hit, ThreadId } from '../../index/model.ts';
import { resolveAddress } from '../../index/resolve.ts';
import { searchThread } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { HelpPage } from '../pages/help-page.tsx';
import { HomePage } from '../pages/home-page.tsx';
import type { Frame } from '../pages/layout.tsx';
import { renderView } from '../pages/render-view.ts';
import { ResolvePage } from '../pages/resolve-page.tsx';
import { ResultsPage, wordsToMark } from '../pages/results-page.tsx';
import { threadPage } from '../pages/thread-page.tsx';
import { type ThreadAsked, type ThreadFound, viewThread } from '../pages/thread-view.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import { timedSearch } from './answer-search.ts';
import type { PageFiles, Question } from './model.ts';
import { mostDiscussedOfDay } from './on-this-day.ts';
import { readThread, type WholeThread } from './thread-reading.ts';

/** As much as the parser reads of a query. */
const MAX_MARKED_WORDS = 2_000;

export async function homePage(
  snapshot: Snapshot,
  { day }: Extract<Question, { readonly kind: 'home-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const overview = await tools.overviews.of(snapshot);
  const today = { day, hits: await mostDiscussedOfDay(snapshot, day, tools) };
  const frame = frameOf(tools.files, overview.siteName);
  return htmlPage(renderView(<HomePage frame={frame} overview={overview} today={today} />));
}

export async function helpPage(
  snapshot: Snapshot,
  { origin }: Extract<Question, { readonly kind: 'help-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const overview = await tools.overviews.of(snapshot);
  return htmlPage(
    renderView(
      <HelpPage frame={frameOf(tools.files, overview.siteName)} overview={overview} origin={origin} />,
    ),
  );
}

/** The choice between the documents at an address. */
export async function resolvePage(
  snapshot: Snapshot,
  { url }: Extract<Question, { readonly kind: 'resolve-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  const matches = url === '' ? [] : await resolveAddress(snapshot, url);
  return htmlPage(renderView(<ResolvePage frame={frame} url={url} matches={matches} />));
}

export async function resultsPage(
  snapshot: Snapshot,
  { asked, mistakes }: Extract<Question, { readonly kind: 'results-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const counted = {
    ...asked.request,
    facets: ['author', 'type', 'year'] as const,
    histogram: 'month' as const,
  };
  const { answer, times } = await timedSearch(snapshot, counted, tools);
  const overview = await tools.overviews.of(snapshot);
  const archived = await tools.archived.of(snapshot, threadsOf(answer.hits));
  const words = wordsToMark(asked.request, answer).slice(0, MAX_MARKED_WORDS);
  const view = (
    <ResultsPage
      frame={frameOf(tools.files, overview.siteName)}
      overview={overview}
      asked={asked}
      answer={answer}
      mistakes={mistakes}
      archived={archived}
      marker={tools.markerFor(words, snapshot.manifest.language)}
    />
  );
  return { ...htmlPage(renderView(view)), times };
}

/** Null when no thread has this id. Cost: reading all its texts, showing those of one page. */
export async function threadPageOf(
  snapshot: Snapshot,
  { id, asked, origin }: Extract<Question, { readonly kind: 'thread-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer | null> {
  const thread = await readThread(snapshot.store, id);
  if (thread === null) return null;
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  const found = await findInThread(snapshot, thread, { asked, tools });
  const words = asked.request === null ? '' : wordsToMark(asked.request, found);
  const marker = tools.markerFor(words, snapshot.manifest.language);
  const view = viewThread(thread, asked, found);
  const isArchived = (await tools.archived.of(snapshot, [thread.info.id])).size > 0;
  const pieces = [...threadPage({ frame, thread, view, isArchived, marker, origin })];
  return { text: pieces.join(''), contentType: HTML };
}

async function findInThread(
  snapshot: Snapshot,
  { info }: WholeThread,
  { asked, tools }: { readonly asked: ThreadAsked; readonly tools: AnswerTools },
): Promise<ThreadFound> {
  if (asked.request === null) return { hits: [], relaxed: null };
  const { ids, relaxed } = await searchThread(snapshot, info.id, asked.request, tools);
  return { hits: ids, relaxed };
}

const HTML = 'text/html; charset=utf-8';

/** A whole page; the doctype is added. */
export function htmlPage(html: string): WrittenAnswer {
  return { text: `<!DOCTYPE html>\n${html}`, contentType: HTML };
}

/** What every page knows of the server and the archive. */
export function frameOf(files: PageFiles, siteName: string): Frame {
  return { siteName, ...files };
}

/** The threads that hits stand in. */
export function threadsOf(hits: readonly Hit[]): readonly ThreadId[] {
  return hits.map(({ thread }) => thread.id);
}
