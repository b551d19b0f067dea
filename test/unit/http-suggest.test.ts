// Suggestions while typing: titles, people and corrected words, over a small archive.
import * as assert from 'uvu/assert';
import { suggestAnswerSchema } from '../../src/http/schemas.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('GET /api/v1/suggest');

const thread = (id: string, title: string, comments: number) =>
  makeThread({
    id,
    post: makePost({ title, author: 'Ingrid Åkerlund', text: 'Cormorants again, drying their wings.' }),
    comments: Array.from({ length: comments }, (_, number) =>
      makeComment({
        id: String(number),
        author: number === 0 ? 'Ingmar Berg' : 'keelhaul',
        text: 'A reply.',
      }),
    ),
  });

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads([
    thread('rules', 'Regatta rules, once more', 2),
    thread('results', 'Regatta results', 5),
    thread('cafe', 'The Café on the quay', 1),
    thread('again', 'regatta RESULTS', 4),
    thread('untitled', '', 9),
  ]);
});
test.after(() => served.close());

async function suggestions(q: string, more = '') {
  const response = await served.app.request(`/api/v1/suggest?q=${encodeURIComponent(q)}${more}`);
  assert.is(response.status, 200, q);
  const answer = suggestAnswerSchema.parse(await response.json());
  assert.is(answer.query, q);
  return answer.suggestions;
}
const texts = async (q: string, more = '') => (await suggestions(q, more)).map(({ text }) => text);

test('titles come by the beginning of the last word, the most discussed first, those that read alike once', async () => {
  assert.equal(await texts('reg'), ['Regatta results', 'Regatta rules, once more']);
  assert.equal(await suggestions('REGATTA ru'), [
    { kind: 'title', text: 'Regatta rules, once more', url: '/threads/rules' },
  ]);
  assert.equal(await texts('more regatta'), ['Regatta rules, once more']);
  assert.equal(await texts('cafe'), ['The Café on the quay']);
  assert.equal(await texts('gatta'), []);
});

test('people come by the beginning of any word of their names, accents aside, those who wrote most first', async () => {
  assert.equal(await suggestions('aker'), [
    { kind: 'person', text: 'Ingrid Åkerlund', url: '/people/ingrid-akerlund' },
  ]);
  assert.equal(await texts('ing'), ['Ingrid Åkerlund', 'Ingmar Berg']);
  assert.equal(await texts('ingrid a'), ['Ingrid Åkerlund']);
  assert.equal(await texts('author:ing'), ['Ingrid Åkerlund', 'Ingmar Berg']);
  assert.equal(await texts('@keel'), ['keelhaul']);
});

test('a word that nobody wrote is corrected in its place, and only such a word', async () => {
  const [term] = await suggestions('drying Cormorent');
  assert.equal(term, {
    kind: 'term',
    text: 'drying cormorants',
    url: '/search?q=drying+cormorants',
  });
  assert.equal(await texts('cormor'), []);
  assert.equal(await texts('drying wings'), []);
  assert.equal(await texts('12345'), []);
});

test('what is asked for more is refused or cut', async () => {
  assert.equal(await texts('regatta', '&limit=1'), ['Regatta results']);
  for (const bad of ['limit=0', 'limit=21', 'limit=x', 'type=post', 'q=b'])
    assert.is((await served.app.request(`/api/v1/suggest?q=a&${bad}`)).status, 400, bad);
});

test('nothing that is typed is an error', async () => {
  for (const q of ['', '"', '(', '\0', '<script>', '😀', 'author:', '@', '-', 'a'.repeat(5_000)])
    await suggestions(q);
});

test('an answer that is known is not made again', async () => {
  const path = '/api/v1/suggest?q=reg';
  const tag = (await served.app.request(path)).headers.get('etag') ?? '';
  assert.is((await served.app.request(path, { headers: { 'if-none-match': tag } })).status, 304);
  assert.is((await served.app.request(`${path}a`, { headers: { 'if-none-match': tag } })).status, 200);
});

test.run();
