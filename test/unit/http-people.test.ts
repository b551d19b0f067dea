// The people of a small archive, as the API lists and describes them.
import * as assert from 'uvu/assert';
import { peopleAnswerSchema, personAnswerSchema } from '../../src/http/schemas.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('GET /api/v1/people');

const dated = (publishedAt: string) => ({ publishedAt, datePrecision: 'day' as const });
const THREADS = [
  makeThread({
    id: 'ferry',
    post: makePost({ title: 'The ferry', author: 'Orla Quill', text: 'It is late.', ...dated('2008-03-04') }),
    comments: [
      makeComment({ id: '1', author: 'Bram', text: 'Always.', ...dated('2008-03-05') }),
      makeComment({ id: '2', author: 'orla quill', text: 'Not always.', parentId: '1' }),
      makeComment({ id: '3', author: 'Bram', text: 'Always!', parentId: '2', ...dated('2010-01-02') }),
      makeComment({ id: '4', author: 'Bram', text: 'To myself.', parentId: '3' }),
      makeComment({ id: '5', author: null, text: 'Hush.', parentId: '3' }),
      makeComment({ id: '6', kind: 'pingback', author: 'Elsewhere', text: 'A link.' }),
    ],
  }),
  makeThread({
    id: 'pier',
    post: makePost({ title: 'The pier', author: 'Orla Quill', text: 'It stands.', ...dated('2009-03-04') }),
    comments: [makeComment({ id: '1', author: 'zoë', text: 'Orla Quill is right.', parentId: null })],
  }),
];

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(THREADS);
});
test.after(() => served.close());

const get = (path: string) => served.app.request(path);
const people = async (query = '') =>
  peopleAnswerSchema.parse(await (await get(`/api/v1/people${query}`)).json());
const slugs = async (query: string) => (await people(query)).people.map(({ slug }) => slug);

test('lists those who wrote, most first, with counts and dates as written', async () => {
  assert.equal(await people(), {
    people: [
      {
        name: 'Orla Quill',
        slug: 'orla-quill',
        posts: 2,
        comments: 1,
        firstAt: '2008-03-04',
        lastAt: '2009-03-04',
      },
      { name: 'Bram', slug: 'bram', posts: 0, comments: 3, firstAt: '2008-03-05', lastAt: '2010-01-02' },
      { name: 'zoë', slug: 'zoe', posts: 0, comments: 1, firstAt: null, lastAt: null },
    ],
    total: 3,
    limit: 50,
    offset: 0,
  });
});

test('pages, sorts by name and finds the beginnings of names', async () => {
  assert.equal(await slugs('?limit=1&offset=1'), ['bram']);
  assert.equal(await slugs('?sort=name'), ['bram', 'orla-quill', 'zoe']);
  assert.equal(await slugs('?sort=name&offset=2'), ['zoe']);
  assert.equal(await slugs('?offset=9'), []);
  assert.equal(await slugs('?limit=0'), []);
  assert.equal(await slugs('?q=qui'), ['orla-quill']);
  assert.equal(await slugs('?q=ZOE&sort=name'), ['zoe']);
  assert.equal(await slugs('?q=...'), []);
  assert.is((await people('?q=qui')).total, 1);
  assert.is((await get('/api/v1/people?limit=201&sort=age')).status, 400);
});

test('describes a person by year, by whom they answered and by who answered them', async () => {
  const bram = personAnswerSchema.parse(await (await get('/api/v1/people/bram')).json());
  assert.equal(bram.years, [
    { year: 2008, count: 1 },
    { year: 2010, count: 1 },
  ]);
  assert.is(bram.undated, 1);
  const orla = { name: 'Orla Quill', slug: 'orla-quill' };
  assert.equal(bram.repliedTo, [{ person: orla, count: 1 }]);
  assert.equal(bram.repliedBy, [{ person: orla, count: 1 }]);
  assert.equal(
    bram.recent.map(({ id }) => id),
    ['ferry.3', 'ferry.1', 'ferry.4'],
  );
  assert.is((await get('/api/v1/people/elsewhere')).status, 404);
  assert.is((await get('/api/v1/people/Bram')).status, 404);
});

test.run();
