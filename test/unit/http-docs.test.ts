// The interface for programs as a page: everything that the description has, and nothing from elsewhere.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { describeServer } from '../../src/http/app.ts';
import { printSchema } from '../../src/http/docs/print-schema.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { suite } from '../support/suite.ts';

const test = suite('GET /docs');

const { app } = madeApp(() => Promise.reject(new Error('nobody asks')));

test('shows every route with its parameters, answers and shapes', async () => {
  const response = await app.request('/docs');
  assert.is(response.status, 200);
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const page = cheerio.load(await response.text());
  // biome-ignore lint/suspicious/noExplicitAny: read as any client would
  const description: any = await (await app.request('/openapi.json')).json();
  for (const [path, { get }] of Object.entries<{ get: Record<string, never> }>(description.paths)) {
    const {
      operationId,
      parameters = [],
      responses,
    } = get as never as {
      operationId: string;
      parameters?: readonly { name: string }[];
      responses: object;
    };
    const section = page(`section[aria-labelledby="${operationId}"]`);
    assert.is(section.find('h2').text(), path);
    assert.equal(
      section
        .find('th code')
        .toArray()
        .map((at) => page(at).text()),
      parameters.map(({ name }) => name),
    );
    for (const status of Object.keys(responses)) assert.match(section.text(), status);
  }
  for (const name of Object.keys(description.components.schemas))
    assert.is(page(`#shape-${name}`).length, 1, name);
  for (const link of page('a[href^="#"]').toArray())
    assert.ok(page(page(link).attr('href') ?? '').length === 1, page(link).attr('href') ?? '');
  assert.is(
    page('script:not([src^="/antler.js?v="], [src^="/antler-theme.js?v="]), style, [style], iframe').length,
    0,
  );
});

test('shows what only the keeper may do, with its method', async () => {
  const description = describeServer('0.0.0', { hasAdmin: true });
  const kept = madeApp(() => Promise.reject(new Error('nobody asks')), 0, { description });
  const response = await kept.app.request('/docs');
  assert.is(response.status, 200);
  const page = cheerio.load(await response.text());
  assert.is(page('section[aria-labelledby="rebuild"] h2').text(), 'POST /api/v1/admin/rebuild');
  assert.is(page('section[aria-labelledby="getTask"] h2').text(), '/api/v1/admin/tasks/{id}');
});

test('prints shapes in the words of TypeScript', () => {
  const ref = { $ref: '#/components/schemas/Person' };
  assert.is(printSchema({ anyOf: [ref, { type: 'null' }] }), 'Person | null');
  assert.is(printSchema({ type: 'array', items: { enum: ['a', null] } }), '("a" | null)[]');
  assert.is(printSchema({ type: 'object', additionalProperties: { type: 'integer' } }), '{ [key]: integer }');
  assert.is(
    printSchema({
      type: ['object', 'null'],
      properties: { a: { type: 'string' }, b: { type: 'array', items: { type: 'object', properties: {} } } },
      required: ['a'],
    }),
    '{\n  a: string\n  b?: {\n  }[]\n} | null',
  );
  assert.is(printSchema({}), 'any');
});

test.run();
