// What a reader may mean while typing: titles and people that begin so, and the right spelling of words nobody wrote.
import { personPath, threadPath } from './addresses.ts';
import type { Analysis, Token } from './analysis/model.ts';
import type { Engine } from './engine.ts';
import { analysisOf, type SearchOptions } from './prepare-search.ts';
import type { Snapshot } from './snapshot/model.ts';
import { isSpelt, nearestForm } from './spelling.ts';

/** One suggestion. */
export interface Suggestion {
  readonly kind: 'title' | 'person' | 'term';
  /** A title, a name, or the whole query with its words corrected. */
  readonly text: string;
  /** Path on this server: a thread, a person, a search. */
  readonly url: string | null;
}

/** What is typed beyond this is not looked at: no title is that long. */
const MAX_TYPED = 300;
const MAX_WORDS = 20;
/** Titles looked at for each that is suggested: those that read alike are suggested once. */
const TITLES_EACH = 4;
const MAX_CORRECTED = 2;
/** Places kept for people when there are titles enough. */
const PEOPLE_SHARE = 3 / 8;
const PERSON_OPERATOR = /^(?:-?(?:author|by|from|to):|@)["“„«]?(?=.)/iu;

/**
 * At most `limit` suggestions for what was typed so far: titles whose words begin so, of the most discussed threads
 * first; then people, by how much they wrote; then the corrected query, when a word is nowhere in the archive. The last
 * word may be unfinished. Never rejects for what was typed. Cost: a few look-ups, and a record a title.
 */
export async function suggest(
  snapshot: Snapshot,
  typed: string,
  { limit, ...options }: SearchOptions & { readonly limit: number },
): Promise<readonly Suggestion[]> {
  const analysis = options.analysis ?? analysisOf(snapshot.manifest.language);
  const text = options.repairText(typed.slice(0, MAX_TYPED)).trim();
  const name = text.replace(PERSON_OPERATOR, '');
  if (name !== text) return people(snapshot, analysis.forms(name), limit);
  const tokens = analysis.tokens(text).slice(0, MAX_WORDS);
  const words = tokens.map(({ form }) => form);
  const terms = (await correct(snapshot.engine, { text, tokens, analysis })).slice(0, limit);
  const persons = people(snapshot, words, limit - terms.length);
  const titles = await titlesOf(snapshot, words, limit - terms.length);
  const room = limit - terms.length;
  const kept = Math.max(room - titles.length, Math.min(persons.length, Math.ceil(room * PEOPLE_SHARE)));
  return [...titles.slice(0, room - Math.min(kept, persons.length)), ...persons.slice(0, kept), ...terms];
}

function people({ directory }: Snapshot, words: readonly string[], limit: number): readonly Suggestion[] {
  return directory.people.find(words, limit).map((number) => {
    const { name, slug } = directory.people.summary(number);
    return { kind: 'person', text: name, url: personPath(slug) };
  });
}

async function titlesOf(
  { directory, store }: Snapshot,
  words: readonly string[],
  limit: number,
): Promise<readonly Suggestion[]> {
  const numbers = directory.titles.find(words, limit * TITLES_EACH);
  const threads = await store.threadsAt(numbers.map((number) => directory.titles.threadRow(number)));
  const byTitle = new Map<string, Suggestion>();
  for (const { id, title } of threads) {
    const key = title?.trim().toLowerCase() ?? '';
    if (title === null || byTitle.has(key)) continue;
    byTitle.set(key, { kind: 'title', text: title, url: threadPath(id) });
    if (byTitle.size === limit) break;
  }
  return [...byTitle.values()];
}

interface Typed {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly analysis: Analysis;
}

/** The query with its unknown words corrected; nothing when none is unknown or none has a neighbour. */
async function correct(engine: Engine, { text, tokens, analysis }: Typed): Promise<readonly Suggestion[]> {
  let corrected = '';
  let copied = 0;
  let unknown = 0;
  for (const [index, { form, start, end }] of tokens.entries()) {
    if (!isSpelt(form)) continue;
    const isLast = index === tokens.length - 1;
    if (isLast ? await engine.begins(form) : await engine.knows(form, analysis.stem(form))) continue;
    unknown += 1;
    if (unknown > MAX_CORRECTED) break;
    const right = await nearestForm(engine, form, analysis);
    if (right === null) continue;
    corrected += text.slice(copied, start) + right;
    copied = end;
  }
  if (copied === 0) return [];
  const q = corrected + text.slice(copied);
  return [{ kind: 'term', text: q, url: `/search?${new URLSearchParams({ q })}` }];
}
