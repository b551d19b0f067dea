// What every engine must do behind the port: orders, pages, counts, spellings, odd input.

import * as assert from 'uvu/assert';
import type { EngineRequest, PlanNode } from '../../index/engine.ts';
import { HiddenDocuments } from '../../index/hidden-documents.ts';
import { and, filter, idsFound, makeRequest, not, or, word } from '../support/engine-samples.ts';
import type { EngineContract } from './engine-contract.ts';

const EVERYTHING: PlanNode = { kind: 'everything' };

/** Defines the tests. */
export function defineAnswers({ define, engine, open }: EngineContract): void {
  const order = (sort: EngineRequest['sort']): Promise<readonly string[]> =>
    idsFound(engine(), EVERYTHING, { sort });

  define('sorts by instant, undated last', async () => {
    assert.equal(await order('newest'), ['ferry.2', 'ferry.1', 'soup', 'soup.1', 'ferry', 'loose.1']);
    assert.equal(await order('oldest'), ['ferry', 'soup.1', 'soup', 'ferry.1', 'ferry.2', 'loose.1']);
  });

  define('sorts the most discussed threads first, equal ones in document order', async () => {
    const inOrder = ['ferry', 'ferry.1', 'ferry.2', 'soup', 'soup.1', 'loose.1'];
    assert.equal(await order('discussed'), inOrder);
    assert.equal(await order('relevance'), inOrder);
  });

  define('groups by thread in the order of the best hit, and counts all hits', async () => {
    const { groups, totalHits, totalThreads } = await engine().search(
      makeRequest(or(word('soup'), word('winter')), { group: 'thread' }),
    );
    assert.is(totalHits, 3);
    assert.is(totalThreads, 2);
    assert.equal(
      groups.map(({ threadId, hitCount }) => [threadId, hitCount]),
      [
        ['soup-11111111', 2],
        ['ferry-timetables-0a1b2c3d', 1],
      ],
    );
    assert.is(groups[0]?.hits[0]?.id, 'soup');
  });

  define('lists at most four hits of a thread, the newest first when that is the order', async () => {
    const { groups } = await engine().search(makeRequest(EVERYTHING, { group: 'thread', sort: 'newest' }));
    assert.equal(
      groups.map(({ hits }) => hits.map(({ id }) => id)),
      [['ferry.2', 'ferry.1', 'ferry'], ['soup', 'soup.1'], ['loose.1']],
    );
  });

  define('without some documents it is as if they were not there', async () => {
    // The comments of the first thread.
    const hiding = engine().hiding(new HiddenDocuments([1, 2], 6));
    assert.equal(await idsFound(hiding, EVERYTHING, {}), ['ferry', 'soup', 'soup.1', 'loose.1']);
    const { totalHits, facets, histogram } = await hiding.search(
      makeRequest(EVERYTHING, { facets: ['author', 'type'], histogram: 'year' }),
    );
    assert.is(totalHits, 4);
    assert.equal(facets, { author: { 'Ana Ferrer': 1, Bo: 1, Dée: 1 }, type: { post: 2, comment: 2 } });
    assert.equal(histogram?.buckets, [
      { key: '2008', count: 1 },
      { key: '2009', count: 2 },
    ]);
    assert.not(await hiding.knows('sundays', 'sunday'));
    assert.not(await hiding.begins('sund'));
    assert.equal(await hiding.similarForms('sundxys', 3, 1), []);
    assert.ok(await engine().knows('sundays', 'sunday'));
    assert.ok(await hiding.knows('winter', 'winter'));
    assert.equal(
      await idsFound(engine(), EVERYTHING, { limit: 2 }),
      ['ferry', 'ferry.1'],
      'the other is whole',
    );
  });

  define('cuts the page asked for', async () => {
    assert.equal(await idsFound(engine(), EVERYTHING, { limit: 2, offset: 1 }), ['ferry.1', 'ferry.2']);
    assert.equal(await idsFound(engine(), EVERYTHING, { limit: 2, offset: 10_000 }), []);
    assert.equal(await idsFound(engine(), EVERYTHING, { limit: 0 }), []);
    const { groups } = await engine().search(
      makeRequest(EVERYTHING, { group: 'thread', limit: 1, offset: 2 }),
    );
    assert.equal(
      groups.map(({ threadId }) => threadId),
      ['loose-22222222'],
    );
  });

  define('puts the post first whose title is the query', async () => {
    const plan = or(word('soup'), word('winter'), word('ferry'));
    assert.is((await idsFound(engine(), plan))[0], 'ferry');
    const raised = await engine().search(makeRequest(plan, { exactTitle: ['soup'] }));
    assert.is(raised.groups[0]?.hits[0]?.id, 'soup');
    assert.is((await idsFound(engine(), plan, { exactTitle: ['ferry'] }))[0], 'ferry');
  });

  define('counts facets and histogram over the whole result, not the page', async () => {
    const answer = await engine().search(
      makeRequest(EVERYTHING, { limit: 1, facets: ['author', 'type', 'year', 'tag'], histogram: 'month' }),
    );
    assert.equal(answer.facets, {
      author: { 'Ana Ferrer': 2, Bo: 2, Dée: 1 },
      type: { comment: 4, post: 2 },
      year: { 2008: 2, 2009: 3 },
      tag: { Boats: 3, Été: 3 },
    });
    assert.equal(Object.keys(answer.facets.year ?? {}), ['2008', '2009']);
    assert.equal(answer.facetsCut, []);
    assert.equal(answer.histogram, {
      interval: 'month',
      buckets: [
        { key: '2008-11', count: 1 },
        { key: '2008-12', count: 1 },
        { key: '2009-01', count: 2 },
      ],
      undated: 2,
    });
  });

  define('gives only the counts asked for', async () => {
    const answer = await engine().search(makeRequest(word('soup'), { facets: ['type'], histogram: 'year' }));
    assert.equal(answer.facets, { type: { comment: 1, post: 1 } });
    assert.equal(answer.histogram?.buckets, [{ key: '2009', count: 2 }]);
    const bare = await engine().search(makeRequest(word('soup')));
    assert.equal(bare.facets, {});
    assert.is(bare.histogram, null);
  });

  define('knows a word by its form or its stem', async () => {
    assert.ok(await engine().knows('ferries', 'ferri'));
    assert.ok(await engine().knows('ferrying', 'ferri'));
    assert.ok(await engine().knows('to', 'to'));
    assert.not(await engine().knows('doubloon', 'doubloon'));
  });

  define('finds similar forms within so many edits, of which a swap is one', async () => {
    const near = async (form: string, edits: number): Promise<readonly (readonly [string, number])[]> =>
      (await engine().similarForms(form, 5, edits)).map((found) => [found.form, found.distance] as const);
    assert.equal(await near('wniter', 1), [['winter', 1]]);
    assert.equal(await near('wnitre', 1), []);
    assert.equal(await near('wnitre', 2), [['winter', 2]]);
    assert.equal(await near('timetabel', 1), []);
    assert.equal(await near('timetabel', 2), [['timetables', 2]]);
    assert.equal(await near('soup', 1), []);
    assert.equal(await engine().similarForms('winte', 5, 1), [{ form: 'winter', distance: 1, documents: 2 }]);
    assert.equal(await engine().similarForms('winte', 0, 1), []);
  });

  define('rejects nothing that a query may say', async () => {
    const odd = ['', '\0', '\ud800', '__proto__', 'a'.repeat(5000), '=', '💥'];
    for (const text of odd) {
      const nodes: PlanNode[] = [
        { kind: 'stem', stem: text, form: text, scope: 'any' },
        { kind: 'phrase', forms: [text, text], scope: 'quote' },
        { kind: 'similar', forms: [{ form: text, distance: 2 }], scope: 'own' },
        filter({ field: 'author', names: [text] }),
        filter({ field: 'thread', thread: text }),
        filter({ field: 'tag', tag: text }),
        filter({ field: 'links', host: text, path: text }),
        filter({ field: 'date', span: { from: text, until: text } }),
      ];
      for (const node of nodes) await engine().search(makeRequest(node));
      await engine().knows(text, text);
      await engine().similarForms(text, 3, 2);
    }
  });

  define('answers a plan as long and as deep as queries get', async () => {
    const forms =
      'the winter ferry leaves at seven ferries of spring leave earlier does boat run on sundays see it ran last week cafe soup for a cold to be or not runners like nothing here but'.split(
        ' ',
      );
    const pairs = forms.flatMap((a) =>
      forms.map((b): PlanNode => ({ kind: 'phrase', forms: [a, b], scope: 'any' })),
    );
    const many = or(...pairs.slice(0, 900), ...pairs.slice(0, 100));
    const answer = await engine().search(makeRequest(many, { isRefined: true }));
    assert.is(answer.totalHits, 6);
    let deep: PlanNode = word('soup');
    for (let depth = 0; depth < 50; depth += 1)
      deep = depth % 3 === 0 ? or(deep, word('winter')) : depth % 3 === 1 ? and(deep, EVERYTHING) : not(deep);
    assert.is((await engine().search(makeRequest(deep))).totalHits, 3);
  });

  define('answers for an archive without documents', async () => {
    const empty = await open([]);
    const answer = await empty.search(makeRequest(not(word('soup')), { facets: ['year'], group: 'thread' }));
    assert.is(answer.totalHits, 0);
    assert.equal(answer.groups, []);
    assert.equal(await empty.similarForms('soup', 3, 2), []);
    await empty.close();
  });
}
