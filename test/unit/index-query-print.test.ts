// Printing a query back: the examples of the contract, and filters as short as they go.
import * as assert from 'uvu/assert';
import { parseQuery } from '../../index/query/parse.ts';
import { printFilter, printQuery } from '../../index/query/print.ts';
import { suite } from '../support/suite.ts';

const test = suite('index: printed queries');

function prints(query: string, printed: string): void {
  const { root, sort } = parseQuery(query);
  assert.is(printQuery(root, sort), printed);
  const again = parseQuery(printed);
  assert.equal({ root: again.root, sort: again.sort }, { root, sort }, printed);
}

test('prints AND between what is required', () => {
  prints('"health care" by:sricki', '"health care" AND author:sricki');
  prints('walrus narwhal', 'walrus AND narwhal');
});

test('prints a longer question as it was asked', () => {
  prints('why had the lamplighter painted buoys?', 'why had the lamplighter painted buoys');
});

test('prints alternatives and brackets', () => {
  prints('a | b', 'a OR b');
  prints('c (a|b)', 'c AND (a OR b)');
  prints('(a b) OR c', '(a AND b) OR c');
  prints('(a b)', '(a AND b)');
  prints('(a)', '(a)');
});

test('prints negations', () => {
  prints('NOT a', '-a');
  prints('a NOT (b OR c)', 'a AND -(b OR c)');
  prints('-(-a)', '-(-a)');
  prints('-OR', '-or');
});

test('prints words with their signs', () => {
  prints('gasli* lantern~2', 'gasli* AND lantern~');
  prints('title:(a "b c")', '(title:a AND title:"b c")');
  prints('walrus -in:quote', 'walrus -in:quote');
  prints('sort:newest walrus', 'walrus sort:newest');
});

test('prints dates as short as they go', () => {
  prints('date:2008-01-01..2008-12-31', 'date:2008');
  prints('on:2008-11', 'date:2008-11');
  prints('on:2008-11-04', 'date:2008-11-04');
  prints('date:2008-10..2008-11', 'date:2008-10-01..2008-11-30');
  prints('after:2009-01-01', 'after:2009');
  prints('before:2009', 'before:2009');
  prints('date:..2008-11-03', 'before:2008-11-04');
  prints('date:..9999', 'date:..9999-12-31');
  prints('before:0001', 'before:0001');
});

test('prints names in quotes where they need them', () => {
  prints('author:“Maribel Finch”', 'author:"Maribel Finch"');
  prints('author:“Mal "Rope" Lory”', 'author:“Mal "Rope" Lory”');
  prints('author:"a,"', 'author:"a,"');
  assert.is(printFilter({ field: 'author', names: ['a', 'b c'] }), '(author:a OR author:"b c")');
});

test('prints numbers of comments', () => {
  prints('comments:>100', 'comments:>=101');
  prints('comments:<0', 'comments:<0');
  prints('comments:5..5', 'comments:5');
  prints('comments:..7', 'comments:<=7');
});

test('prints nothing for no query', () => {
  prints('', '');
  prints('sort:oldest', 'sort:oldest');
});

test.run();
