// What a query becomes for an engine: required and optional words, stop words, filters, order, exact title.
import * as assert from 'uvu/assert';
import { createAnalysis } from '../../index/analysis/analysis.ts';
import type { PlanNode } from '../../index/engine.ts';
import { type Plan, type PlanRequest, planQuery, withLooseWords } from '../../index/plan.ts';
import type { WordScope } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: plan');
const analysis = createAnalysis();

const NO_FILTERS: PlanRequest = {
  type: null,
  authors: [],
  from: null,
  until: null,
  thread: null,
  tag: null,
  sort: null,
  match: 'auto',
};

function plan(query: string, request: Partial<PlanRequest> = {}): Plan {
  return planQuery(parseQuery(query), { ...NO_FILTERS, ...request }, analysis);
}

/** The node as one line: `and(stem walrus, not(phrase the))`. */
function show(node: PlanNode): string {
  const scope = 'scope' in node && node.scope !== 'any' ? `${node.scope}:` : '';
  switch (node.kind) {
    case 'stem':
      return scope + node.form;
    case 'phrase':
      return `${scope}"${node.forms.join(' ')}"`;
    case 'prefix':
      return `${scope}${node.prefix}*`;
    case 'similar':
      return `${scope}${node.forms.map(({ form }) => form).join('|')}~`;
    case 'filter':
      return `<${node.filter.field}>`;
    case 'not':
      return `-${show(node.node)}`;
    case 'and':
    case 'or':
      return `${node.kind}(${node.nodes.map(show).join(', ')})`;
    default:
      return node.kind;
  }
}

function plans(query: string, expected: string, request: Partial<PlanRequest> = {}): void {
  assert.is(show(plan(query, request).node), expected, query);
}

test('requires all of up to four words, any of more', () => {
  plans('walrus', 'walrus');
  plans('walrus narwhal', 'and(walrus, narwhal)');
  plans('walrus narwhal gull tern', 'and(walrus, narwhal, gull, tern)');
  plans('walrus narwhal gull tern crane', 'or(walrus, narwhal, gull, tern, crane)');
});

test('takes quotation marks in pasted prose for prose, and says so', () => {
  const nouns = Array.from({ length: 21 }, (_, at) => `noun${String.fromCharCode(97 + at)}`);
  const prose = `${nouns.join(' ')} "a gull"`;
  assert.match(show(plan(prose).node), /^or\("a gull", nouna, /);
  assert.is(plan(prose).warnings.length, 1);
  assert.is(plan(prose).loose, null);
  plans(
    `"a gull" author:x -tern ${nouns.join(' ')}`,
    `and(<author>, -tern, or("a gull", ${nouns.join(', ')}))`,
  );
  plans(`title:"a gull" ${nouns.join(' ')}`, `and(title:"a gull", or(${nouns.join(', ')}))`);
  plans(prose, `and("a gull", ${nouns.join(', ')})`, { match: 'all' });
  const question = `${nouns.slice(1).join(' ')} the noun${'b'} "a gull"`;
  assert.match(show(plan(question).node), /^and\("a gull", or\(nounb, /);
  assert.equal(plan(question).warnings, []);
  const quotation = `"${nouns.join(' ')}"`;
  plans(quotation, quotation);
});

test('carries stems and forms', () => {
  assert.equal(plan('Harbours').node, { kind: 'stem', stem: 'harbor', form: 'harbours', scope: 'any' });
});

test('matches all or any when told to', () => {
  plans('walrus narwhal', 'or(walrus, narwhal)', { match: 'any' });
  plans('walrus narwhal gull tern crane', 'and(walrus, narwhal, gull, tern, crane)', { match: 'all' });
  plans('walrus "a gull" -tern author:x', 'and(-tern, <author>, or("a gull", walrus))', { match: 'any' });
});

test('neither requires nor scores stop words beside other words', () => {
  plans('the walrus and the narwhal', 'and(walrus, narwhal)');
  plans('where is the walrus', 'walrus');
  plans('the "copper kettle"', '"copper kettle"');
  plans('the title:rope', 'title:rope');
});

test('takes a query for a long question by all its words, small ones too', () => {
  plans('what is the walrus harbour', 'or(walrus, harbour)');
  plans('what is the walrus of the harbour', 'or(walrus, harbour)');
  plans('what is the walrus of the harbour', 'and(walrus, harbour)', { match: 'all' });
});

test('takes stop words as exact forms where nothing else is asked for', () => {
  plans('the', '"the"');
  plans('to be or not to be', 'and("to", "be", "or", "not", "to", "be")');
  plans('the author:x', 'and(<author>, "the")');
  plans('walrus -the', 'and(-"the", walrus)');
  plans('walrus OR the', 'or(walrus, "the")');
  plans('"the"', '"the"');
  plans('the*', 'the*');
  plans('the~', 'the~');
});

test('counts a repeated word once and keeps its weight', () => {
  plans('gull gull gull gull gull', 'and(gull, gull, gull, gull, gull)');
});

test('always requires phrases, filters and negations', () => {
  plans(
    'one lamp painted nineteen buoys violet "the year" author:x -gull',
    'and("the year", <author>, -gull, or(one, lamp, painted, nineteen, buoys, violet))',
  );
});

test('keeps phrases exact, small words included', () => {
  plans('"To be a gull"', '"to be a gull"');
});

test('looks for words joined by dashes each by itself, for other joined words as a phrase', () => {
  plans('health-care', 'and(health, care)');
  plans('state-of-the-art', 'and(state, art)');
  plans('and/or', 'and("and", "or")');
  plans('R&D', '"r d"');
  plans('e-mail', '"e mail"');
  plans('12:30', '"12 30"');
  plans('covid-19', '"covid 19"');
  plans('me@tides.example', '"me tides example"');
  plans('灯台', '"灯 台"');
  plans('灯', '灯');
  plans('"health-care"', '"health care"');
});

test('looks for what stands behind an elided article, in languages that elide', () => {
  const planned = (query: string, language: string): string =>
    show(planQuery(parseQuery(query), NO_FILTERS, createAnalysis(language)).node);
  assert.is(planned('l’amour', 'french'), 'amour');
  assert.is(planned("qu'il l'aime d’été", 'french'), 'and(aime, ete)');
  assert.is(planned("l'", 'french'), '"l"');
  assert.is(planned("dell'arte", 'italian'), 'arte');
  assert.is(planned("-l'amour vie", 'french'), 'and(-amour, vie)');
  assert.is(planned("aujourd'hui", 'french'), '"aujourd hui"');
  assert.is(planned('"l’amour"', 'french'), '"l amour"');
  plans("don't haul", 'haul');
});

test('excludes a joined word only where it stands together', () => {
  plans('walrus -health-care', 'and(-"health care", walrus)');
});

test('counts a run of Chinese or Japanese as one word', () => {
  plans('灯台 静か walrus gull', 'and("灯 台", "静 か", walrus, gull)');
});

test('plans groups, alternatives and negations', () => {
  plans('(walrus OR narwhal) oilskin', 'and(or(walrus, narwhal), oilskin)');
  plans('(walrus gull) OR tern', 'or(and(walrus, gull), tern)');
  plans('-walrus', '-walrus');
  plans('-(walrus OR gull)', '-or(walrus, gull)');
  plans('(one two) (three four) five', 'or(one, two, three, four, five)');
});

test('plans prefixes and similar words', () => {
  plans('gasli*', 'gasli*');
  plans('health-care*', 'and("health", care*)');
  plans('marmalade~', 'marmalade~');
  plans('灯台守*', '"灯 台 守"');
});

test('carries scopes to the leaves', () => {
  plans('title:rope walrus in:quote', 'and(title:rope, quote:walrus)');
  plans('walrus -in:quote', 'own:walrus');
});

test('takes the parameters of the request for filters', () => {
  const request: Partial<PlanRequest> = {
    type: 'post',
    authors: ['a', 'b'],
    from: '2008-11',
    until: '2009',
    thread: 't',
    tag: 'x',
  };
  plans('walrus', 'and(<type>, <author>, <date>, <thread>, <tag>, walrus)', request);
  plans('', 'and(<type>, <author>, <date>, <thread>, <tag>)', request);
  const dated = plan('', { from: '2008-11', until: '2009' }).node;
  assert.equal(dated, {
    kind: 'filter',
    filter: { field: 'date', span: { from: '2008-11-01', until: '2009-12-31' } },
  });
});

test('finds everything for no query, nothing for a query of signs', () => {
  plans('', 'everything');
  plans('sort:newest', 'everything');
  plans('!!!', 'nothing');
  plans('😀', 'nothing');
  plans('!!!', 'nothing', { type: 'post' });
  plans('walrus ½', 'walrus');
  plans('½', 'nothing');
});

test('orders by relevance when there are words, else newest first', () => {
  assert.is(plan('walrus').sort, 'relevance');
  assert.is(plan('author:x').sort, 'newest');
  assert.is(plan('-walrus').sort, 'newest');
  assert.is(plan('').sort, 'newest');
  assert.is(plan('walrus sort:oldest').sort, 'oldest');
  assert.is(plan('walrus sort:oldest', { sort: 'discussed' }).sort, 'discussed');
  assert.is(plan('author:x', { sort: 'relevance' }).sort, 'relevance');
});

test('knows the whole query as a title would have it', () => {
  assert.equal(plan('Market Day on the Quay!').exactTitle, ['market', 'day', 'on', 'the', 'quay']);
  assert.equal(plan('The "last ferry" author:x').exactTitle, ['the', 'last', 'ferry']);
  for (const query of [
    '',
    'author:x',
    '!!!',
    'last -ferry',
    'last OR ferry',
    'ferr*',
    'title:ferry',
    'ferry in:quote',
  ]) {
    assert.is(plan(query).exactTitle, null, query);
  }
});

test('loosens queries of plain words only, filters aside', () => {
  for (const query of ['walrus', 'walrus gull', 'walrus author:x', 'one two three four five', 'R&D tide']) {
    assert.ok(plan(query).loose, query);
  }
  for (const query of [
    '"walrus"',
    'walrus "a b"',
    'a OR b',
    'walrus -gull',
    'walr* gull',
    'walrus~',
    '(walrus)',
    '(walrus gull)',
    'walrus (gull)',
    'title:walrus',
    'author:x',
    '',
    '!!!',
  ]) {
    assert.is(plan(query).loose, null, query);
  }
});

test('may drop words only where they were all required of themselves', () => {
  assert.is(plan('walrus gull').loose?.mayDrop, true);
  assert.is(plan('walrus').loose?.mayDrop, false);
  assert.is(plan('walrus gull', { match: 'all' }).loose?.mayDrop, false);
  assert.is(plan('walrus gull', { match: 'any' }).loose?.mayDrop, false);
});

test('puts loosened words in the place of the old ones', () => {
  const strict = plan('walrus gull author:x');
  assert.ok(strict.loose);
  assert.is(
    show(withLooseWords(strict, { ...strict.loose, matching: 'any' }).node),
    'and(<author>, or(walrus, gull))',
  );
  assert.is(show(withLooseWords(strict, strict.loose).node), 'and(<author>, walrus, gull)');
});

test('plans each scope that a word may have', () => {
  const scopes: readonly WordScope[] = ['any', 'title', 'quote', 'own'];
  for (const scope of scopes) {
    const root = { kind: 'word', text: 'walrus', scope } as const;
    const planned = planQuery({ root, sort: null, warnings: [] }, NO_FILTERS, analysis);
    assert.ok('scope' in planned.node && planned.node.scope === scope);
  }
});

test.run();
