// Holds the arrows between the rooms and the rules about files, and proves that each rule can fail.

import * as assert from 'uvu/assert';
import { RULES } from '../support/architecture.ts';
import { findDocumentProblems } from '../support/documents.ts';
import { checkoutPath } from '../support/shared.ts';
import { PRODUCT_ROOMS, readSourceFiles, type SourceFile } from '../support/source-files.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('architecture');
const files = readSourceFiles(checkoutPath, [...PRODUCT_ROOMS, 'test']);

for (const rule of RULES) test(rule.sentence, () => assert.equal(rule.find(files), []));

test('the documents are there and whole', () => assert.equal(findDocumentProblems(checkoutPath), []));

test('an empty checkout has a problem with each document', () => {
  assert.is(findDocumentProblems(makeTempFolder()).length, 4);
});

function sourceFile(path: string, text: string): SourceFile {
  return { path, room: path.split('/')[0] ?? '', text };
}

const header = '// What this is for.\n';
const broken: Readonly<Record<string, SourceFile>> = {
  'scraper imports index': sourceFile('scraper/a.ts', `${header}import { x } from '../index/model.ts';`),
  'index imports scraper code': sourceFile(
    'index/a.ts',
    `${header}import { x } from '../scraper/extract.ts';`,
  ),
  'index imports values of the model': sourceFile(
    'index/a.ts',
    `${header}import { x } from '../scraper/model.ts';`,
  ),
  'index re-exports src': sourceFile(
    'index/q/a.ts',
    `${header}export * from '../../src/settings.ts';\nconst a = 1;`,
  ),
  'index imports scraper lazily': sourceFile('index/a.ts', `${header}await import('../scraper/extract.ts');`),
  'several lines of import': sourceFile(
    'scraper/a.ts',
    `${header}import {\n  a,\n  b,\n} from '../src/log.ts';`,
  ),
  'product imports tests': sourceFile('src/a.ts', `${header}import '../test/support/suite.ts';`),
  'index opens a server': sourceFile('index/a.ts', `${header}import { Hono } from 'hono';`),
  'index parses HTML': sourceFile('index/a.ts', `${header}import { load } from 'cheerio';`),
  'a table takes from an engine': sourceFile(
    'index/directory/a.ts',
    `${header}import { x } from '../engines/minisearch/x.ts';`,
  ),
  'scraper reads the environment': sourceFile('scraper/a.ts', `${header}const a = process.env.HOME;`),
  'index prints': sourceFile('index/a.ts', `${header}console.log(1);`),
  'a file called index': sourceFile('src/http/index.ts', `${header}const a = 1;`),
  'a room for everything': sourceFile('src/utils/dates.ts', `${header}const a = 1;`),
  'another spelling': sourceFile('src/LiveSnapshot.ts', `${header}const a = 1;`),
  'a barrel': sourceFile('src/all.ts', `${header}export { a } from './a.ts';\nexport * from './b.ts';`),
  'no header': sourceFile('src/a.ts', 'const a = 1;'),
  'a long header': sourceFile('src/a.ts', `${header.repeat(4)}const a = 1;`),
  'a long file': sourceFile('src/a.ts', `${header}${'f();\n'.repeat(300)}`),
  'a bare export': sourceFile('src/a.ts', `${header}\nexport function f() {}`),
  'an unfinished place': sourceFile('src/a.ts', `${header}const a = 1; // ${'TO'}DO`),
};

for (const [name, file] of Object.entries(broken)) {
  test(`notices: ${name}`, () => assert.is(RULES.flatMap((rule) => rule.find([file])).length, 1));
}

test('lets pass what is allowed', () => {
  const text = `${header}import type { Thread } from '../scraper/model.ts';
import { readFile } from 'node:fs/promises';
// process.exit is named in a comment only
/** Documented. */
export function f(a: string): void;
export function f(a: number): void;
`;
  assert.equal(
    RULES.flatMap((rule) => rule.find([sourceFile('index/a.ts', text)])),
    [],
  );
});

test.run();
