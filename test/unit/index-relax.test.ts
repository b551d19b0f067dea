// What is loosened, when, and what the answer says of it: over a small engine that reads every document.
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { Engine, EngineAnswer, EngineRequest, PlanNode, SimilarForm } from '../../index/engine.ts';
import type { DocumentId, Match, Relaxed, ThreadId, Typo } from '../../index/model.ts';
import { planQuery } from '../../index/plan.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { relaxAndSearch } from '../../index/relax.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: relaxing');
const analysis = createAnalysis();

const TEXTS = [
  'A cormorant crossed the harbour line first.',
  'One narwhal, one walrus, no tern.',
  'The lamplighter painted nineteen buoys violet.',
  'Ticket 48213 is in my coat.',
  'The label says marmelade.',
];

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 9;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1];
    for (const [to, other] of [...b].entries()) {
      const change = (row[to] ?? 9) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[to + 1] ?? 9) + 1, (next[to] ?? 9) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 9;
}

/** Matches plans by reading, scores by the number of parts that match. */
class ReadingEngine implements Engine {
  readonly name = 'minisearch';
  readonly renaming = () => this;
  readonly hiding = () => this;
  readonly requests: EngineRequest[] = [];
  readonly #forms = TEXTS.map((text) => analysis.forms(text));

  async search(request: EngineRequest): Promise<EngineAnswer> {
    this.requests.push(request);
    const hits = TEXTS.map((_, index) => ({
      id: `d${index}` as DocumentId,
      score: this.#score(index, request.plan),
    }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score);
    const groups = hits
      .slice(request.offset, request.offset + request.limit)
      .map((hit) => ({ threadId: hit.id as unknown as ThreadId, hitCount: 1, hits: [hit] }));
    return {
      totalHits: hits.length,
      totalThreads: hits.length,
      groups,
      facets: {},
      facetsCut: [],
      histogram: null,
    };
  }

  async knows(form: string, stem: string): Promise<boolean> {
    return this.#forms.flat().some((known) => known === form || analysis.stem(known) === stem);
  }

  async begins(prefix: string): Promise<boolean> {
    return this.#forms.flat().some((known) => known.startsWith(prefix));
  }

  async similarForms(form: string, limit: number): Promise<readonly SimilarForm[]> {
    const near = [...new Set(this.#forms.flat())].map((known) => ({
      form: known,
      distance: distance(form, known),
      documents: 1,
    }));
    return near.filter((known) => known.distance <= 1).slice(0, limit);
  }

  async close(): Promise<void> {}

  #score(index: number, node: PlanNode): number {
    const forms = this.#forms[index] ?? [];
    switch (node.kind) {
      case 'stem':
        return forms.some((form) => analysis.stem(form) === node.stem) ? 1 : 0;
      case 'phrase':
        return ` ${forms.join(' ')} `.includes(` ${node.forms.join(' ')} `) ? 1 : 0;
      case 'similar':
        return node.forms.some(({ form }) => forms.includes(form)) ? 1 : 0;
      case 'and': {
        const scores = node.nodes.map((inner) => this.#score(index, inner));
        return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
      }
      case 'or':
        return node.nodes.reduce((sum, inner) => sum + this.#score(index, inner), 0);
      default:
        return 1;
    }
  }
}

interface Asked {
  readonly ids: readonly string[];
  readonly relaxed: Relaxed | null;
  readonly plan: PlanNode;
  readonly engine: ReadingEngine;
}

async function ask(
  q: string,
  settings: { readonly typo?: Typo; readonly match?: Match; readonly limit?: number } = {},
): Promise<Asked> {
  const engine = new ReadingEngine();
  const filters = { type: null, authors: [], from: null, until: null, thread: null, tag: null, sort: null };
  const plan = planQuery(parseQuery(q), { ...filters, match: settings.match ?? 'auto' }, analysis);
  const page = {
    group: 'none',
    limit: settings.limit ?? 20,
    offset: 0,
    facets: [],
    histogram: null,
  } as const;
  const found = await relaxAndSearch(engine, plan, page, {
    typo: settings.typo ?? 'auto',
    analysis,
    readTexts: async (ids) => ids.map((id) => TEXTS[Number(id.slice(1))] ?? ''),
  });
  const ids = found.answer.groups.flatMap((group) => group.hits.map((hit) => hit.id as string));
  return { ids, relaxed: found.relaxed, plan: found.plan.node, engine };
}

test('searches a query of known words as it is, once', async () => {
  const { ids, relaxed, engine } = await ask('walrus narwhal');
  assert.equal([ids, relaxed, engine.requests.length], [['d1'], null, 1]);
});

test('takes an unknown word for a similar one, and says so', async () => {
  const { ids, relaxed } = await ask('kormorant');
  assert.equal([ids, relaxed], [['d0'], { fuzzy: { kormorant: 'cormorant' } }]);
  assert.equal((await ask('Kormorant line')).relaxed, { fuzzy: { Kormorant: 'cormorant' } });
});

test('takes no known word for another, whatever it finds', async () => {
  assert.equal((await ask('tern walrus')).relaxed, null);
  assert.equal((await ask('ticket walrus')).relaxed?.fuzzy, undefined);
});

test('takes the form of a known stem for known', async () => {
  assert.equal((await ask('harbours')).relaxed, null);
});

test('forgives nothing with typo=off', async () => {
  assert.equal((await ask('kormorant', { typo: 'off' })).ids, []);
});

test('forgives nothing in numbers, quotes, joined words and other query language', async () => {
  for (const q of [
    '48214',
    '1896',
    '"kormorant"',
    '-kormorant walrus',
    '(kormorant)',
    'kormorant OR zzyzx',
    'corm+48214',
    'of',
  ]) {
    assert.equal((await ask(q)).relaxed?.fuzzy, undefined, q);
  }
});

test('corrects in long questions too', async () => {
  const { ids, relaxed } = await ask('why had the lamplightar painted buoys violet nineteen times');
  assert.is(ids[0], 'd2');
  assert.equal(relaxed, { fuzzy: { lamplightar: 'lamplighter' } });
});

test('drops what nothing has together, and names what the best hit lacks', async () => {
  const { ids, relaxed } = await ask('cormorant zzyzxqkw');
  assert.equal([ids, relaxed], [['d0'], { dropped: ['zzyzxqkw'] }]);
  const known = await ask('walrus narwhal lamplighter');
  assert.equal(known.relaxed, { dropped: ['lamplighter'] });
  assert.equal(known.ids, ['d1', 'd2']);
});

test('asks for hits with more of the words first when it drops some', async () => {
  const { plan } = await ask('walrus narwhal lamplighter');
  assert.ok(plan.kind === 'or' && plan.moreFirst === true);
});

test('corrects first and drops then', async () => {
  const { relaxed } = await ask('kormorant zzyzxqkw');
  assert.equal(relaxed, { fuzzy: { kormorant: 'cormorant' }, dropped: ['zzyzxqkw'] });
});

test('names the dropped words whatever page is asked for', async () => {
  const { ids, relaxed } = await ask('cormorant zzyzxqkw', { limit: 0 });
  assert.equal([ids, relaxed], [[], { dropped: ['zzyzxqkw'] }]);
});

test('drops nothing with match=all, nor when no word is anywhere', async () => {
  const strict = await ask('cormorant zzyzxqkw', { match: 'all' });
  assert.equal([strict.ids, strict.relaxed], [[], null]);
  const nothing = await ask('zzyzxqkw qqqqq');
  assert.equal([nothing.ids, nothing.relaxed], [[], null]);
});

test('drops nothing of a query with a phrase, OR, - or brackets', async () => {
  for (const q of [
    '"cormorant" zzyzxqkw',
    'cormorant zzyzxqkw -walrus',
    '(cormorant) zzyzxqkw',
    'cormorant (zzyzxqkw OR qqq)',
  ]) {
    const { ids, relaxed } = await ask(q);
    assert.equal([ids, relaxed], [[], null], q);
  }
});

test('finds similar words when they are asked for, and does not call that relaxed', async () => {
  const { ids, relaxed, plan } = await ask('marmalade~');
  assert.equal([ids, relaxed], [['d4'], null]);
  assert.ok(plan.kind === 'similar');
  assert.equal(plan.kind === 'similar' && plan.forms, [
    { form: 'marmalade', distance: 0 },
    { form: 'marmelade', distance: 1 },
  ]);
});

test('survives words that are names of object properties', async () => {
  for (const q of ['constructor', '__proto__', 'toString hasOwnProperty'])
    assert.equal((await ask(q)).relaxed, null);
});

test.run();
