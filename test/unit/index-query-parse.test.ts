// The query language, construct by construct: the tree it gives and what it warns of.
import * as assert from 'uvu/assert';
import type { Filter, QueryNode } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: query language');

function word(text: string, scope: 'any' | 'title' | 'quote' | 'own' = 'any'): QueryNode {
  return { kind: 'word', text, scope };
}

function phrase(text: string, scope: 'any' | 'title' = 'any'): QueryNode {
  return { kind: 'phrase', text, scope };
}

function and(...nodes: readonly QueryNode[]): QueryNode {
  return { kind: 'and', nodes };
}

function or(...nodes: readonly QueryNode[]): QueryNode {
  return { kind: 'or', nodes };
}

function not(node: QueryNode): QueryNode {
  return { kind: 'not', node };
}

function by(filter: Filter): QueryNode {
  return { kind: 'filter', filter };
}

function author(name: string): QueryNode {
  return by({ field: 'author', names: [name] });
}

function between(from: string | null, until: string | null): QueryNode {
  return by({ field: 'date', span: { from, until } });
}

/** Reads as this tree, without a warning. */
function reads(query: string, root: QueryNode | null): void {
  const parsed = parseQuery(query);
  assert.equal(parsed.root, root, query);
  assert.equal(parsed.warnings, [], query);
}

/** Reads as this tree, with one warning that says this. */
function readsAsText(query: string, root: QueryNode, warning: RegExp): void {
  const parsed = parseQuery(query);
  assert.equal(parsed.root, root, query);
  assert.is(parsed.warnings.length, 1, query);
  assert.match(parsed.warnings[0] ?? '', warning);
}

test('takes words in any number, and AND between them', () => {
  reads('', null);
  reads('  \n ', null);
  reads('walrus', word('walrus'));
  reads('walrus narwhal', and(word('walrus'), word('narwhal')));
  reads('walrus AND narwhal', and(word('walrus'), word('narwhal')));
  reads('walrus and narwhal', and(word('walrus'), word('and'), word('narwhal')));
});

test('takes signs around a word for punctuation', () => {
  reads('why, walrus?', and(word('why'), word('walrus')));
  reads('...harbour!!! [steps]', and(word('harbour'), word('steps')));
  reads('salt & pepper - rope', and(word('salt'), word('pepper'), word('rope')));
});

test('knows every pair of quotation marks', () => {
  for (const query of [
    '"a gull"',
    '“a gull”',
    '„a gull“',
    '„a gull”',
    '”a gull”',
    '«a gull»',
    '»a gull«',
    '＂a gull＂',
    '“a gull"',
  ]) {
    reads(query, phrase('a gull'));
  }
  reads('"  a\n gull "', phrase('a gull'));
  reads('"walrus"', phrase('walrus'));
});

test('takes an apostrophe for a letter of a word, not for a quotation mark', () => {
  reads("don't ‘haul’", and(word("don't"), word('haul')));
});

test('ignores a quotation mark without a partner, and says so', () => {
  readsAsText('"copper kettle', and(word('copper'), word('kettle')), /quotation mark " at character 1/);
  readsAsText('copper kettle”', and(word('copper'), word('kettle')), /quotation mark ” at character 14/);
});

test('lets OR bind closer than the space', () => {
  reads('a OR b', or(word('a'), word('b')));
  reads('a | b', or(word('a'), word('b')));
  reads('a|b||c', or(word('a'), word('b'), word('c')));
  reads('a OR b c', and(or(word('a'), word('b')), word('c')));
  reads('c a OR b', and(word('c'), or(word('a'), word('b'))));
  reads('a OR OR b', or(word('a'), word('b')));
  reads('a or b', and(word('a'), word('or'), word('b')));
});

test('searches an operator with nothing to work on as a word, and says so', () => {
  readsAsText('a OR', and(word('a'), word('or')), /“OR” \(character 3\)/);
  readsAsText('OR a', and(word('or'), word('a')), /“OR” \(character 1\)/);
  readsAsText('AND', word('and'), /“AND”/);
  readsAsText('a NOT', and(word('a'), word('not')), /“NOT”/);
});

test('groups with brackets', () => {
  reads('(a OR b) c', and(or(word('a'), word('b')), word('c')));
  reads('(a b) OR c', or(and(word('a'), word('b')), word('c')));
  reads('(a OR (b OR c))', or(word('a'), word('b'), word('c')));
});

test('keeps brackets that change nothing, because a query with brackets is never loosened', () => {
  reads('(walrus)', and(word('walrus')));
  reads('(a b)', and(and(word('a'), word('b'))));
  assert.is.not(JSON.stringify(parseQuery('(a b)').root), JSON.stringify(parseQuery('a b').root));
});

test('closes open brackets at the end and ignores closing ones, and says so', () => {
  readsAsText('(a OR b', or(word('a'), word('b')), /not closed/);
  readsAsText('a) OR b', or(word('a'), word('b')), /bracket \) at character 2/);
  reads('well done :-)', and(word('well'), word('done')));
});

test('negates words, phrases, filters and brackets', () => {
  reads('-walrus', not(word('walrus')));
  reads('NOT walrus', not(word('walrus')));
  reads('a -"b c"', and(word('a'), not(phrase('b c'))));
  reads('a -author:x', and(word('a'), not(author('x'))));
  reads('a -@x', and(word('a'), not(author('x'))));
  reads('-(a OR b)', not(or(word('a'), word('b'))));
  reads('-(-a)', not(not(word('a'))));
  reads('a OR -b', or(word('a'), not(word('b'))));
  reads('-OR', not(word('or')));
});

test('takes a dash for a sign where it negates nothing', () => {
  reads('e-mail', word('e-mail'));
  reads('rope - tar', and(word('rope'), word('tar')));
  reads('--help', word('help'));
  reads('rope-', word('rope'));
});

test('reads word* with three letters or more', () => {
  reads('gasli*', { kind: 'prefix', text: 'gasli', scope: 'any' });
  reads('gas**', { kind: 'prefix', text: 'gas', scope: 'any' });
  readsAsText('ga*', word('ga'), /“ga\*” \(character 1\) has fewer than three letters/);
  reads('l*a *lamp', and(word('l*a'), word('lamp')));
  reads('lamp***6983***', word('lamp***6983'));
});

test('reads word~', () => {
  reads('marmalade~', { kind: 'similar', text: 'marmalade', scope: 'any' });
  reads('marmalade~2', { kind: 'similar', text: 'marmalade', scope: 'any' });
  reads('~marmalade', word('marmalade'));
});

test('counts what costs more for more: phrases, joined words, words of in:quote', () => {
  for (const [piece, count] of [
    ['"a b" ', 25],
    ['R&D ', 25],
    ['a ', 300],
    ['don’t ', 300],
  ] as const) {
    const { root, warnings } = parseQuery(piece.repeat(302));
    assert.is(root?.kind === 'and' ? root.nodes.length : 0, count, piece);
    assert.match(warnings.join(), /query is too long; from character \d+ on it was ignored/);
  }
  const { root } = parseQuery(`in:quote ${'a '.repeat(200)}`);
  assert.is(root?.kind === 'and' ? root.nodes.length : 0, 50);
});

test('takes only so many * and ~', () => {
  const parsed = parseQuery(Array.from({ length: 30 }, (_, index) => `word${index}*`).join(' '));
  const nodes = parsed.root?.kind === 'and' ? parsed.root.nodes : [];
  assert.is(nodes.filter((node) => node.kind === 'prefix').length, 20);
  assert.is(nodes.length, 30);
  assert.is(parsed.warnings.length, 1);
});

test('reads people in all their spellings', () => {
  for (const query of [
    'author:keelhaul',
    'by:keelhaul',
    'from:keelhaul',
    '@keelhaul',
    'AUTHOR:keelhaul',
    'author:keelhaul,',
  ]) {
    reads(query, author('keelhaul'));
  }
  reads('author:"Old Tom  Harker"', author('Old Tom Harker'));
  reads('@“Maribel Finch”', author('Maribel Finch'));
  reads('to:pintle', by({ field: 'to', name: 'pintle' }));
  reads('author:“Mal "<svg/onload=alert(1)>" Lory”', author('Mal "<svg/onload=alert(1)>" Lory'));
});

test('takes @ inside a word and alone for a sign', () => {
  reads('me@tides.example', word('me@tides.example'));
  reads('@ walrus', word('walrus'));
});

test('reads from: with a date as a date when nobody is called so', () => {
  readsAsText('from:2008-11', between('2008-11-01', null), /nobody’s name.*after:2008-11/);
  const parsed = parseQuery('from:2008', { isPerson: (name) => name === '2008' });
  assert.equal(parsed, { root: author('2008'), sort: null, warnings: [] });
});

test('reads kinds', () => {
  reads('type:post', by({ field: 'type', type: 'post' }));
  reads('type:Comments', by({ field: 'type', type: 'comment' }));
  reads('is:op', by({ field: 'is-op' }));
  reads(
    'has:link has:image has:quote',
    and(
      by({ field: 'has', what: 'link' }),
      by({ field: 'has', what: 'image' }),
      by({ field: 'has', what: 'quote' }),
    ),
  );
});

test('reads dates, whole and partial', () => {
  reads('after:2009', between('2009-01-01', null));
  reads('after:2008-12', between('2008-12-01', null));
  reads('before:2009', between(null, '2008-12-31'));
  reads('before:2008-03-01', between(null, '2008-02-29'));
  reads('on:2008-11', between('2008-11-01', '2008-11-30'));
  for (const time of ['T12:00:00Z', 'T12:00', 'T23:30:00.5-05:00', ' 09:15']) {
    const value = `2008-11-04${time}`;
    readsAsText(`after:"${value}"`, between('2008-11-04', null), /names a time and was read as 2008-11-04/);
  }
  readsAsText('on:2008-11-04T12:00:00Z', between('2008-11-04', '2008-11-04'), /names a time/);
  reads('on:2008-02', between('2008-02-01', '2008-02-29'));
  reads('year:2007', between('2007-01-01', '2007-12-31'));
  reads('date:2008-10..2008-11', between('2008-10-01', '2008-11-30'));
  reads('year:2007..2008', between('2007-01-01', '2008-12-31'));
  reads('year:2009..', between('2009-01-01', null));
  reads('year:..2008', between(null, '2008-12-31'));
  reads('date:2009..', between('2009-01-01', null));
  reads('date:..2008', between(null, '2008-12-31'));
  reads('date:2008-11-04', between('2008-11-04', '2008-11-04'));
});

test('turns a backward range round, and says so', () => {
  const parsed = parseQuery('date:2010..2008');
  assert.equal(parsed.root, between('2008-01-01', '2010-12-31'));
  assert.match(parsed.warnings[0] ?? '', /backwards/);
});

test('searches what is no date as text, and says so', () => {
  for (const value of [
    'x',
    '2008-13',
    '2008-02-31',
    '2009-02-29',
    '99999',
    '2008-1',
    '0000',
    '2008-00',
    '2008-01-00',
  ]) {
    readsAsText(`after:${value}`, word(`after:${value}`), /searched as text/);
  }
  readsAsText('date:..', word('date'), /searched as text/);
  readsAsText('date:2008...2009', word('date:2008...2009'), /searched as text/);
  readsAsText('year:99999999999999999999', word('year:99999999999999999999'), /four digits/);
});

test('reads thread, tag, links and comments', () => {
  reads('thread:the-last-ferry-0a1b2c3d', by({ field: 'thread', thread: 'the-last-ferry-0a1b2c3d' }));
  reads(
    'thread:http://blog.example/quay/?p=1',
    by({ field: 'thread', thread: 'http://blog.example/quay/?p=1' }),
  );
  reads('tag:"open thread"', by({ field: 'tag', tag: 'open thread' }));
  reads('links:WWW.Tides.example', by({ field: 'links', host: 'tides.example', path: '' }));
  reads(
    'links:https://tides.example:8080/tables/',
    by({ field: 'links', host: 'tides.example', path: '/tables/' }),
  );
  reads('comments:>100', by({ field: 'comments', min: 101, max: null }));
  reads('comments:>=100', by({ field: 'comments', min: 100, max: null }));
  reads('comments:<5', by({ field: 'comments', min: null, max: 4 }));
  reads('comments:<=5', by({ field: 'comments', min: null, max: 5 }));
  reads('comments:5', by({ field: 'comments', min: 5, max: 5 }));
  reads('comments:3..5', by({ field: 'comments', min: 3, max: 5 }));
});

test('searches filters without a proper value as text, and says what they take', () => {
  readsAsText('author:', word('author'), /author: takes a name/);
  readsAsText('type:page', word('type:page'), /post or comment/);
  readsAsText('comments:>1e999', word('comments:>1e999'), /a number/);
  readsAsText('links://', word('links'), /a host/);
  readsAsText('sort:best', word('sort:best'), /newest/);
  readsAsText('walrus in:elsewhere', and(word('walrus'), word('in:elsewhere')), /\(character 8\)/);
  readsAsText('has:"no thing"', and(word('has'), phrase('no thing')), /link, image or quote/);
});

test('says that an unknown filter is none', () => {
  readsAsText('subject:tides', word('subject:tides'), /names no filter/);
});

test('looks in titles for title: with a word, a phrase or brackets', () => {
  reads('title:bowsprit', word('bowsprit', 'title'));
  reads('title:"an obituary"', phrase('an obituary', 'title'));
  reads('title:(rope OR tar) hull', and(or(word('rope', 'title'), word('tar', 'title')), word('hull')));
  reads('-title:rope', not(word('rope', 'title')));
});

test('lets in:quote and -in:quote speak for all words of the query', () => {
  reads('in:quote walrus', word('walrus', 'quote'));
  reads('walrus -in:quote gull', and(word('walrus', 'own'), word('gull', 'own')));
  reads('title:rope walrus in:quote', and(word('rope', 'title'), word('walrus', 'quote')));
  reads('in:quote', by({ field: 'has', what: 'quote' }));
  reads('-in:quote', null);
});

test('reads an order', () => {
  assert.is(parseQuery('walrus sort:newest').sort, 'newest');
  assert.equal(parseQuery('walrus sort:newest').root, word('walrus'));
  assert.is(parseQuery('sort:Discussed').sort, 'discussed');
  const twice = parseQuery('sort:newest sort:oldest');
  assert.is(twice.sort, 'oldest');
  assert.is(twice.warnings.length, 1);
});

test('takes what only looks like the query language for text, without a warning', () => {
  for (const text of [
    'Re',
    'http://x',
    'https://blog.example/quay/#comment-101',
    'mailto:a@b.c',
    'C++',
    'C#',
    '3.5',
    '1,250',
    '12:30',
    'R&D',
    'a/b',
    'a_b',
    "rock'n'roll",
  ]) {
    reads(text, word(text));
  }
  reads('Re: Re: tides', and(word('Re'), word('Re'), word('tides')));
});

test('keeps a query of signs as a word of signs, and forgets signs beside words', () => {
  for (const text of ['!!!', '😀', '*', '~', '@', '- -']) reads(text, word(text));
  reads('()', word('( )'));
  reads('walrus !!! 😀', word('walrus'));
  reads('author:keelhaul 😀', author('keelhaul'));
});

test('makes control characters and lone surrogates spaces', () => {
  reads('a\u0000b', and(word('a'), word('b')));
  reads('a\ud800 \udc00b\u202e', and(word('a'), word('b')));
  reads('\u0001\u0002', null);
});

test('reads only the beginning of an endless query, and says so', () => {
  const parsed = parseQuery('harbour '.repeat(900));
  assert.ok(parsed.root?.kind === 'and' && parsed.root.nodes.length === 250);
  assert.match(parsed.warnings[0] ?? '', /first 2000 characters/);
  const cut = parseQuery(`${'a'.repeat(1999)}😀`);
  assert.equal(cut.root, word('a'.repeat(1999)));
});

test('reads only so many words and so deep brackets, and says so', () => {
  const many = parseQuery('w '.repeat(1000));
  assert.ok(many.root?.kind === 'and' && many.root.nodes.length === 300);
  assert.match(many.warnings.join(), /too long/);
  const deep = parseQuery(`${'('.repeat(500)}walrus${')'.repeat(500)} gull`);
  assert.equal(deep.root, and(and(word('walrus')), word('gull')));
  assert.match(deep.warnings.join(), /too deep/);
});

test('gives no more than a few warnings', () => {
  assert.ok(parseQuery('after:x1 after:x2 after:x3 '.repeat(60)).warnings.length <= 8);
});

test('reads any hostile query in a moment', () => {
  const pieces = [
    '(',
    ')',
    '"',
    '“',
    '«',
    '-',
    '*',
    '~',
    '|',
    ':',
    '@',
    'a ',
    'a"',
    'x:',
    'author:"',
    'NOT ',
    'a OR ',
    'title:(',
    '-(',
    '\u0301',
    '\ud800',
    'ﷺ',
  ];
  for (const piece of pieces) {
    const started = cpuNow();
    parseQuery(piece.repeat(10_000));
    assert.ok(cpuNow() - started < 500, piece);
  }
});

test.run();
