// What every engine must do behind the port: which documents a plan finds.

import * as assert from 'uvu/assert';
import type { PlanNode } from '../../index/engine.ts';
import type { Filter } from '../../index/query/model.ts';
import {
  and,
  filter,
  idsFound,
  makeRequest,
  not,
  or,
  phrase,
  prefix,
  word,
} from '../support/engine-samples.ts';
import type { EngineContract } from './engine-contract.ts';

const EVERYTHING: PlanNode = { kind: 'everything' };

/** Defines the tests. */
export function defineFinding({ define, engine }: EngineContract): void {
  const finds = async (plan: PlanNode, ids: readonly string[]): Promise<void> => {
    assert.equal([...(await idsFound(engine(), plan))].sort(), [...ids].sort());
  };
  const passes = (wanted: Filter, ids: readonly string[]): Promise<void> => finds(filter(wanted), ids);

  define('finds every document, and no ping', async () => {
    await finds(EVERYTHING, ['ferry', 'ferry.1', 'ferry.2', 'soup', 'soup.1', 'loose.1']);
    await finds({ kind: 'nothing' }, []);
  });

  define('finds a word by its stem in titles, texts and tags', async () => {
    await finds(word('ferry'), ['ferry']);
    await finds(word('leaving'), ['ferry']);
    await finds(word('timetable'), ['ferry']);
    await finds(word('boats'), ['ferry', 'ferry.1', 'ferry.2']);
  });

  define('finds a word whatever its accents', async () => {
    await finds(word('cafe'), ['soup', 'loose.1']);
    await finds(word('CAFÉ'), ['soup', 'loose.1']);
    await finds(word('ete'), ['ferry']);
  });

  define('scores the exact form a little above its stem', async () => {
    const exact = await engine().search(makeRequest(word('winter')));
    const stemmed = await engine().search(makeRequest(word('winters')));
    const best = exact.groups[0]?.hits[0]?.score ?? 0;
    const other = stemmed.groups[0]?.hits[0]?.score ?? 0;
    assert.ok(best > other && best < other * 1.2, `${best} and ${other}`);
  });

  define('finds a quoted word in that form only', async () => {
    await finds(phrase('ferries'), ['ferry']);
    await finds(phrase('boat'), ['ferry.1', 'ferry.2']);
    await finds(phrase('boats'), ['ferry', 'ferry.1']);
    await finds(phrase('leaving'), []);
  });

  define('finds a phrase in its order and forms, stop words included', async () => {
    await finds(phrase('winter ferry'), ['ferry']);
    await finds(phrase('ferry winter'), []);
    await finds(phrase('to be'), ['soup.1']);
    await finds(phrase('not to be a soup'), ['soup.1']);
    await finds(phrase('be to'), []);
  });

  define('does not find a phrase across title, text and tags', async () => {
    await finds(phrase('timetables the'), []);
    await finds(phrase('earlier boats'), []);
    await finds(phrase('boats ete'), []);
  });

  define('finds words by prefix', async () => {
    await finds(prefix('run'), ['ferry.1', 'ferry.2', 'soup.1']);
    await finds(prefix('runn'), ['soup.1']);
    await finds(prefix('zzz'), []);
  });

  define('finds any of similar forms, the near ones first', async () => {
    const forms = [
      { form: 'runners', distance: 1 },
      { form: 'run', distance: 0 },
    ];
    const ids = await idsFound(engine(), { kind: 'similar', forms, scope: 'any' });
    assert.equal(ids.at(-1), 'soup.1');
    assert.is(ids.length, 3);
  });

  define('looks in titles only where that is asked', async () => {
    await finds(word('soup', 'title'), ['soup']);
    await finds(word('winter', 'title'), []);
    await finds(phrase('ferry timetables', 'title'), ['ferry']);
    await finds(prefix('time', 'title'), ['ferry']);
  });

  define('tells quoted parts from own words', async () => {
    await finds(word('boat', 'quote'), ['ferry.2']);
    await finds(word('boat', 'own'), ['ferry', 'ferry.1']);
    await finds(phrase('the boat', 'quote'), ['ferry.2']);
    await finds(phrase('the boat', 'own'), ['ferry.1']);
    await finds(phrase('sundays it', 'any'), ['ferry.2']);
    await finds(phrase('sundays it', 'own'), []);
    await finds(prefix('sun', 'quote'), ['ferry.2']);
  });

  define('joins with and, or and not', async () => {
    await finds(and(word('winter'), word('soup')), ['soup']);
    await finds(or(word('winter'), word('soup')), ['ferry', 'soup', 'soup.1']);
    await finds(and(word('soup'), not(word('winter'))), ['soup.1']);
    await finds(not(word('soup')), ['ferry', 'ferry.1', 'ferry.2', 'loose.1']);
    await finds(and(not(word('soup')), filter({ field: 'type', type: 'comment' })), [
      'ferry.1',
      'ferry.2',
      'loose.1',
    ]);
    await finds(and(), ['ferry', 'ferry.1', 'ferry.2', 'soup', 'soup.1', 'loose.1']);
    await finds(or(), []);
  });

  define('puts documents with more of the words first where that is asked', async () => {
    const plan: PlanNode = {
      kind: 'or',
      nodes: [word('earlier'), word('soup'), word('runners')],
      moreFirst: true,
    };
    const { groups } = await engine().search(makeRequest(plan));
    assert.is(groups[0]?.hits[0]?.id, 'soup.1');
    const scores = groups.map(({ hits }) => hits[0]?.score ?? 0);
    assert.equal(
      scores,
      [...scores].sort((a, b) => b - a),
    );
  });

  define('filters by author, by name or slug, whatever case and accents', async () => {
    await passes({ field: 'author', names: ['ANA FERRER'] }, ['ferry', 'ferry.2']);
    await passes({ field: 'author', names: ['ana-ferrer'] }, ['ferry', 'ferry.2']);
    await passes({ field: 'author', names: ['dee'] }, ['loose.1']);
    await passes({ field: 'author', names: ['bo', 'dée'] }, ['ferry.1', 'soup', 'loose.1']);
    await passes({ field: 'author', names: ['Elsewhere', 'nobody', ''] }, []);
  });

  define('filters replies by whom they answer', async () => {
    await passes({ field: 'to', name: 'BO' }, ['ferry.2']);
    await passes({ field: 'to', name: 'Ana Ferrer' }, []);
  });

  define('filters by kind', async () => {
    await passes({ field: 'type', type: 'post' }, ['ferry', 'soup']);
    await passes({ field: 'type', type: 'comment' }, ['ferry.1', 'ferry.2', 'soup.1', 'loose.1']);
    await passes({ field: 'is-op' }, ['ferry.2']);
  });

  define(
    'filters by the written day, a coarse date only with its whole span, an unknown one never',
    async () => {
      const span = (from: string | null, until: string | null): Filter => ({
        field: 'date',
        span: { from, until },
      });
      await passes(span('2008-12-31', '2008-12-31'), ['ferry.1']);
      await passes(span('2009-01-01', '2009-01-01'), ['soup.1']);
      await passes(span('2009-01-01', '2009-12-31'), ['ferry.2', 'soup', 'soup.1']);
      await passes(span('2009-01-02', null), ['ferry.2']);
      await passes(span(null, '2009-01-01'), ['ferry', 'ferry.1', 'soup.1']);
      await passes(span('0001-01-01', '9999-12-31'), ['ferry', 'ferry.1', 'ferry.2', 'soup', 'soup.1']);
    },
  );

  define('filters by thread: id, slug, pasted address', async () => {
    const ferry = ['ferry', 'ferry.1', 'ferry.2'];
    const names = [
      'ferry-timetables-0a1b2c3d',
      'ferry-timetables',
      'http://blog.example/2008/11/ferry-timetables/',
      'https://www.blog.example:443/2008/11/ferry-timetables?utm_source=x#comment-1',
      'blog.example/2008/11/ferry-timetables',
      '/2008/11/ferry-timetables/',
      'http://web.archive.org/web/20090101000000/http://blog.example/2008/11/ferry-timetables/',
      'http://127.0.0.1:8080/threads/ferry-timetables-0a1b2c3d#c-1',
    ];
    for (const thread of names) await passes({ field: 'thread', thread }, ferry);
    await passes({ field: 'thread', thread: 'http://blog.example/?p=7' }, ['soup', 'soup.1']);
    for (const thread of [
      '',
      '/',
      'http://blog.example/',
      'http://%',
      'timetables',
      'http://blog.example/?p=8',
    ])
      await passes({ field: 'thread', thread }, []);
  });

  define('filters by tag and comment count of the thread, its comments included', async () => {
    await passes({ field: 'tag', tag: 'boats' }, ['ferry', 'ferry.1', 'ferry.2']);
    await passes({ field: 'tag', tag: 'ETE' }, ['ferry', 'ferry.1', 'ferry.2']);
    await passes({ field: 'tag', tag: 'boat' }, []);
    await passes({ field: 'comments', min: 2, max: null }, ['ferry', 'ferry.1', 'ferry.2']);
    await passes({ field: 'comments', min: null, max: 1 }, ['soup', 'soup.1', 'loose.1']);
  });

  define('filters by links: subdomains, ports and www aside, paths by whole segments', async () => {
    const links = (host: string, path = ''): Filter => ({ field: 'links', host, path });
    await passes(links('harbour.example'), ['ferry', 'ferry.1']);
    await passes(links('boats.harbour.example'), ['ferry.1']);
    await passes(links('arbour.example'), []);
    await passes(links('harbour.example', '/tables'), ['ferry']);
    await passes(links('harbour.example', '/tables/winter'), ['ferry']);
    await passes(links('harbour.example', '/tables/win'), []);
    await passes(links('boats.harbour.example', '/list'), ['ferry.1']);
  });

  define('filters by what a document holds', async () => {
    await passes({ field: 'has', what: 'link' }, ['ferry', 'ferry.1']);
    await passes({ field: 'has', what: 'image' }, ['soup']);
    await passes({ field: 'has', what: 'quote' }, ['ferry.2']);
  });
}
