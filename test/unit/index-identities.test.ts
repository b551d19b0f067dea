// Who is who by the keeper's file: every surface answers as if the names had been written so in the first place.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { readIdentityRules } from '../../index/identities/rules.ts';
import type { Thread } from '../../scraper/model.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite("who is who by the keeper's file");

const at = (publishedAt: string) => ({ publishedAt, datePrecision: 'day' as const });
const BLOG = 'http://blog.example';

/** The archive as written, or with other names: `nameOf` is given the name and the number of the comment. */
function threadsWith(nameOf: (name: string, id: string) => string): readonly Thread[] {
  const comment = (id: string, author: string, text: string, date: string, parentId: string | null = null) =>
    makeComment({
      ...{ id, author: nameOf(author, id), text, parentId, url: `${BLOG}/ferry/#comment-${id}` },
      ...at(date),
    });
  return [
    makeThread({
      id: 'ferry-0a1b2c3d',
      url: `${BLOG}/ferry/`,
      post: makePost({
        title: 'The ferry',
        author: nameOf('Orla', 'post'),
        text: 'Late.',
        ...at('2008-01-01'),
      }),
      comments: [
        comment('1', 'Bram', 'The gangway is wet.', '2008-03-05'),
        comment('2', 'Tess', 'Mind the gangway.', '2008-03-06', '1'),
        comment('3', 'bram_old', 'I slipped on it.', '2007-12-31', '2'),
        comment('4', 'Tess', 'I saw the gangway.', '2009-03-06', '3'),
        comment('5', 'Anonymous', 'Who did not slip?', '2010-01-01', '1'),
        comment('6', 'Anonymous', 'Me, the gangway ghost.', '2011-01-01', '5'),
        comment('7', 'Tess', 'Ha, a ghost.', '2011-02-01', '6'),
        comment('8', 'Tess', 'And another.', '2011-02-02', '7'),
        comment('9', 'Anonymous', 'Boo.', '2011-03-02', '7'),
      ],
    }),
  ];
}

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(threadsWith((name) => name));
});
test.after(() => served.close());

async function say(file: string, ...rules: readonly object[]): Promise<void> {
  writeFileSync(join(served.dataFolder, file), rules.map((rule) => `${JSON.stringify(rule)}\n`).join(''));
  await served.live.reload();
}

const SURFACES = (slugs: readonly string[]) => [
  '/api/v1/people',
  '/api/v1/people?sort=name',
  '/api/v1/people?q=br',
  '/api/v1/stats',
  '/api/v1/search?q=&facets=author&group=none',
  '/api/v1/search?q=gangway&facets=author',
  '/api/v1/suggest?q=bra',
  '/api/v1/threads/ferry-0a1b2c3d',
  '/api/v1/documents/ferry-0a1b2c3d.4?include=ancestors,replies',
  '/search.atom?q=ghost',
  '/threads/ferry-0a1b2c3d',
  '/people',
  ...slugs.flatMap((slug) => [
    `/api/v1/people/${slug}`,
    `/people/${slug}`,
    `/api/v1/search?q=author:${slug}&group=none`,
    `/api/v1/search?q=&author=${slug}&facets=author`,
    `/api/v1/search?q=to:${slug}&group=none`,
    `/api/v1/search?q=-author:${slug}&group=none`,
  ]),
];

/** An answer without what tells one snapshot, or one moment, from another. */
async function told({ app }: ServedArchive, path: string): Promise<string> {
  const text = await (await app.request(path)).text();
  return text
    .replace(/\d{8}T\d{6}Z-[0-9a-f]{6}/g, 'ID')
    .replace(/"(builtAt|processingTimeMs)":("[^"]*"|[\d.]+)|\(\d+ ms\)|<updated>[^<]*/g, '');
}

async function compare(written: readonly Thread[], slugs: readonly string[]): Promise<void> {
  const other = await serveThreads(written);
  try {
    for (const path of SURFACES(slugs)) assert.is(await told(served, path), await told(other, path), path);
  } finally {
    await other.close();
  }
}

test('names that are merged are one person everywhere, under every name of theirs', async () => {
  await say('people.jsonl', { merge: ['Bram', 'bram_old'], reason: 'the same boots' });
  await compare(
    threadsWith((name) => (name === 'bram_old' ? 'Bram' : name)),
    ['bram', 'tess'],
  );
  const total = async (q: string) =>
    ((await (await served.app.request(`/api/v1/search?limit=0&q=${q}`)).json()) as { totalHits: number })
      .totalHits;
  assert.is(await total('author:bram_old'), await total('author:bram'));
  assert.match(await told(served, '/people/bram-old'), /<h1[^>]*>Bram</);
});

test('what is said to be by somebody else is theirs everywhere, be they new or known', async () => {
  await say(
    'people.jsonl',
    { split: 'anonymous', name: 'The Ghost', documents: [`${BLOG}/ferry/#comment-6`, 'ferry-0a1b2c3d.9'] },
    { split: 'Anonymous', name: 'Tess', documents: ['ferry-0a1b2c3d.5'] },
  );
  await compare(
    threadsWith((name, id) => (name !== 'Anonymous' ? name : id === '5' ? 'Tess' : 'The Ghost')),
    ['the-ghost', 'bram', 'anonymous'].filter((slug) => slug !== 'anonymous'),
  );
  assert.is((await served.app.request('/people/anonymous')).status, 404);
});

test('a whole thread may be split off, and merged again under a third name', async () => {
  await say(
    'people.jsonl',
    { merge: ['Gh. Ost', 'Orla'], name: 'Orla Ost' },
    { split: 'Anonymous', name: 'Gh. Ost', threads: [`${BLOG}/ferry/`] },
  );
  const people = JSON.parse(await told(served, '/api/v1/people')) as {
    people: readonly { name: string; posts: number; comments: number; firstAt: string; lastAt: string }[];
  };
  const orla = people.people.find(({ name }) => name === 'Orla Ost');
  assert.equal(
    [people.people.length, orla?.posts, orla?.comments, orla?.firstAt, orla?.lastAt],
    [4, 1, 3, '2008-01-01', '2011-03-02'],
  );
});

test('to remove somebody removes them under all their names', async () => {
  await say('people.jsonl', { merge: ['Bram', 'bram_old'], name: 'Abraham' });
  await say('suppressed.jsonl', { author: 'bram_old' });
  for (const path of SURFACES(['tess']))
    assert.not.match(await told(served, path), /Bram|bram_old|Abraham|is wet|slipped on it/, path);
  await say('suppressed.jsonl', { author: 'Abraham' });
  for (const path of SURFACES(['tess']))
    assert.not.match(await told(served, path), /Bram|bram_old|Abraham|is wet|slipped on it/, path);
  await say('suppressed.jsonl');
  await say('people.jsonl');
});

test('every mistake of the file is named at once, and rules that mean nothing change nothing', async () => {
  const lines = [
    '# who is who',
    '',
    '{"merge": ["A", "a "]}',
    '{"merge": ["A", "B"], "nmae": "C", "reason": 3}',
    'merge A and B',
    '{"split": "A", "name": "a"}',
    '{"split": "A", "name": "B", "documents": "x"}',
    '{"merge": ["X", "Y"]}',
    '{"merge": ["y", "Z"]}',
    '{"name": "A"}',
  ];
  const { mistakes } = readIdentityRules(lines.join('\n'));
  assert.equal(mistakes, [
    'line 3: merge must be a list of at least two different names',
    'line 4: has nmae, but may have merge, name, reason',
    'line 4: reason must be a text',
    'line 5: is no JSON object such as {"merge": ["NAME", "OTHER NAME"]} or {"split": "NAME", "name": "NEW NAME", "documents": ["ID"]}',
    'line 6: split and name are the same name',
    'line 6: must have documents or threads: which of it is by somebody else',
    'line 7: documents must be a list of ids or addresses',
    'line 10: is no JSON object such as {"merge": ["NAME", "OTHER NAME"]} or {"split": "NAME", "name": "NEW NAME", "documents": ["ID"]}',
    'line 9: "y" is merged in line 8 already',
  ]);
  await say('people.jsonl', { merge: ['Bram', 'Nobody'] }, { split: 'Tess', name: 'X', documents: ['none'] });
  await compare(
    threadsWith((name) => name),
    ['bram', 'tess', 'anonymous'],
  );
});

test.run();
