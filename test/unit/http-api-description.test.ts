// Real answers against the description that clients are generated from: what /openapi.json says, read as JSON Schema.
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('the description of the API');

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, object>> }>>;
}

/** A thread with names, replies and a ping, one without a post, and one of which nothing is known. */
const THREADS = [
  makeThread({
    id: 'tea-1',
    url: 'http://teahouse.example/tea/',
    declaredCommentCount: 2,
    post: makePost({
      title: 'Tea',
      author: 'Ada',
      text: 'Rain.',
      publishedAt: '2009-06',
      datePrecision: 'month',
    }),
    comments: [
      makeComment({
        id: '1',
        author: 'Bo',
        text: 'Rain "rain".',
        quotes: [[5, 11]],
        links: ['http://a.example/'],
      }),
      makeComment({ id: '2', text: 'Rain, too.', parentId: '1' }),
      makeComment({ id: '3', kind: 'pingback', author: 'Elsewhere', text: 'Rain.' }),
    ],
  }),
  makeThread({ id: 'lost-1', post: null, comments: [makeComment({ id: '9', text: 'Rain on what?' })] }),
  makeThread({ id: 'bare-1', post: makePost({ text: 'Rain.' }) }),
];

const ASKED = {
  '/api/v1/search': [
    '/api/v1/search?q=rain&facets=author,type,year,tag&histogram=month',
    '/api/v1/search?q=rian&group=none&limit=1',
    '/api/v1/search?limit=0',
    '/api/v1/search?limit=x&colour=red',
  ],
  '/api/v1/suggest': [
    '/api/v1/suggest?q=te',
    '/api/v1/suggest?q=raim',
    '/api/v1/suggest',
    '/api/v1/suggest?limit=0',
  ],
  '/api/v1/documents/{id}': [
    '/api/v1/documents/tea-1.2?include=ancestors,replies',
    '/api/v1/documents/bare-1.post',
    '/api/v1/documents/nope',
  ],
  '/api/v1/threads/{id}': [
    '/api/v1/threads/tea-1?q=rain',
    '/api/v1/threads/lost-1',
    '/api/v1/threads/bare-1',
    '/api/v1/threads/nope',
  ],
  '/api/v1/people': ['/api/v1/people', '/api/v1/people?q=a&sort=name&limit=1', '/api/v1/people?limit=x'],
  '/api/v1/people/{slug}': ['/api/v1/people/ada', '/api/v1/people/nobody', '/api/v1/people/ada?colour=red'],
  '/api/v1/resolve': [
    '/api/v1/resolve?url=http://teahouse.example/tea',
    '/api/v1/resolve?url=http://teahouse.example/coffee',
    '/api/v1/resolve',
  ],
  '/api/v1/stats': ['/api/v1/stats', '/api/v1/stats?colour=red'],
  '/metrics': ['/metrics'],
  '/search.atom': ['/search.atom?q=rain', '/search.atom?limit=x'],
  '/on-this-day.atom': ['/on-this-day.atom', '/on-this-day.atom?date=x'],
  '/healthz': ['/healthz'],
  '/readyz': ['/readyz'],
} as const;

let served: ServedArchive;
let description: Description;

test.before(async () => {
  served = await serveThreads(THREADS);
  description = (await (await served.app.request('/openapi.json')).json()) as Description;
});
test.after(() => served.close());

test('names every route once, and this test asks them all', () => {
  assert.match(description.openapi, /^3\.1\./);
  assert.equal(Object.keys(description.paths).sort(), Object.keys(ASKED).sort());
  const names = Object.values(description.paths).map(({ get }) => get.operationId);
  assert.is(new Set(names).size, names.length);
});

test('fits what the routes really answer, names that are unknown included', async () => {
  for (const [path, addresses] of Object.entries(ASKED))
    for (const address of addresses) await holdAgainstDescription(path, await served.app.request(address));
});

test('fits the answer of a server that has no snapshot yet', async () => {
  const gone = await serveThreads(THREADS);
  await gone.close();
  for (const path of ['/readyz', '/api/v1/stats']) {
    const response = await gone.app.request(path);
    assert.is(response.status, 503);
    await holdAgainstDescription(path, response);
  }
});

test('lets a person be null where one may be unknown, and nowhere else', () => {
  assert.is(schemaOf(description.components.schemas.Person).safeParse(null).success, false);
  assert.is(schemaOf(description.components.schemas.Post).safeParse(null).success, false);
});

async function holdAgainstDescription(path: string, response: Response): Promise<void> {
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const content = description.paths[path]?.get.responses[response.status]?.content[type];
  assert.ok(content, `${path}: ${response.status} ${type} is not described`);
  const result = schemaOf(Reflect.get(content, 'schema')).safeParse(
    type.endsWith('json') ? await response.json() : await response.text(),
  );
  assert.ok(result.success, `${response.status} of ${path}: ${result.error?.message}`);
}

function schemaOf(schema: unknown): z.ZodType {
  const whole = { ...Object(schema), $defs: description.components.schemas };
  return z.fromJSONSchema(JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')));
}

test.run();
