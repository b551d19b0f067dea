// Law: an archive of which something is removed counts, facets and finds as if it had been built without it.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { DocumentId, SearchRequest } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import type { SuppressionRule } from '../../index/suppression/rules.ts';
import { withoutSuppressed } from '../../index/suppression/without-suppressed.ts';
import type { Thread } from '../../scraper/model.ts';
import { publishThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('suppression');

const WORDS = ['ferry', 'lantern', 'gangway', 'wick', 'harbour', 'soup', 'zeppelin'];
const NAMES = ['Ana', 'Bo', 'Céline', null];
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '));
const writing = fc.record({
  text,
  author: fc.constantFrom(...NAMES),
  year: fc.constantFrom('2008', '2009', null),
});
type Written = typeof writing extends fc.Arbitrary<infer Value> ? Value : never;

const fields = ({ text, author, year }: Written) => ({
  ...{ text, author, publishedAt: year },
  datePrecision: year === null ? null : ('year' as const),
});

const thread = fc
  .record({ post: writing, comments: fc.array(writing, { maxLength: 4 }) })
  .map(({ post, comments }) =>
    makeThread({
      post: makePost({
        ...fields(post),
        title: post.text.split(' ')[0] ?? '',
        tags: [post.text.split(' ')[0] ?? ''],
      }),
      comments: comments.map((comment, at) => makeComment({ id: String(at), ...fields(comment) })),
    }),
  );
const archive = fc
  .array(thread, { minLength: 2, maxLength: 5 })
  .map((threads) => threads.map((one, at) => ({ ...one, id: `t${at}-0000000${at}` })));

const QUERIES = [
  '',
  ...WORDS,
  'ferry wick',
  '"ferry wick"',
  '-ferry',
  'author:ana',
  'type:post',
  'year:2008',
  'zep*',
  'lantrn',
];

async function countsOf(snapshot: Snapshot): Promise<readonly unknown[]> {
  // Which words of a loosened query are called dropped hangs on the best hit, and scores know of what is hidden.
  const counts: unknown[] = [];
  for (const q of QUERIES) {
    const request: SearchRequest = {
      ...defaultRequest(q),
      group: 'none',
      limit: 100,
      histogram: 'year',
      sort: 'oldest',
      facets: ['author', 'type', 'year', 'tag'],
    };
    const found = await search(snapshot, request, { repairText: (written) => written });
    const ids = found.hits.map(({ id }) => id).sort();
    counts.push([
      q,
      found.totalHits,
      found.totalThreads,
      ids,
      found.facets,
      found.histogram,
      found.relaxed?.fuzzy,
    ]);
  }
  const { people } = snapshot.directory;
  const all = Array.from({ length: people.count }, (_, number) => people.details(number));
  const bySlug = all.map(({ repliedTo: _to, repliedBy: _by, ...person }) => person);
  return [...counts, bySlug.sort((a, b) => (a.slug < b.slug ? -1 : 1)), snapshot.manifest.counts];
}

async function open(threads: readonly Thread[]): Promise<Snapshot> {
  const folder = makeTempFolder('suppression');
  await publishThreads(folder, threads);
  return openCurrentSnapshot(folder);
}

/** Without the documents; a thread that has none left goes too. */
function dropped(threads: readonly Thread[], ids: ReadonlySet<string>, names: ReadonlySet<string | null>) {
  const isGone = (id: string, author: string | null) => ids.has(id) || (author !== null && names.has(author));
  return threads
    .map((one) => ({
      ...one,
      post: one.post !== null && isGone(`${one.id}.post`, one.post.author) ? null : one.post,
      comments: one.comments.filter(({ id, author }) => !isGone(`${one.id}.${id}`, author)),
    }))
    .filter(({ post, comments }) => post !== null || comments.length > 0);
}

test(
  'counts what is left as if nothing else had ever been there',
  () =>
    fc.assert(
      fc.asyncProperty(
        archive,
        fc.array(fc.nat(30), { maxLength: 4 }),
        fc.subarray(['Ana', 'Céline']),
        async (threads, picks, names) => {
          const all = threads.flatMap(({ id, comments }) => [
            `${id}.post`,
            ...comments.map((one) => `${id}.${one.id}`),
          ]);
          const ids = new Set(picks.map((pick) => all[pick % all.length] ?? ''));
          const rest = dropped(threads, ids, new Set(names));
          if (rest.length === 0) return;
          const rules: SuppressionRule[] = [
            ...[...ids].map((value) => ({ kind: 'id' as const, value })),
            ...names.map((value) => ({ kind: 'author' as const, value })),
          ].map((rule, at) => ({ ...rule, reason: null, line: at + 1 }));
          const [whole, without] = [await open(threads), await open(rest)];
          const { snapshot } = await withoutSuppressed(whole, rules);
          assert.equal(await countsOf(snapshot), await countsOf(without));
          for (const id of ids) assert.ok((await snapshot.store.entry(id as DocumentId))?.isRemoved);
          await whole.close();
          await without.close();
        },
      ),
      { numRuns: 10 },
    ),
  { timeoutMs: 120_000 },
);

test.run();
