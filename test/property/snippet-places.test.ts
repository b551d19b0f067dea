// The law of snippets over the real engine: made of its places, they are those that looking through the texts makes.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Hit } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { AS_TYPED, openSampleSnapshot } from '../support/search-samples.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('property: snippets from places');

const WORDS = [
  'walrus',
  'Walruses',
  'gull',
  'gulls',
  'copper',
  'kettle',
  'don’t',
  'the',
  'café',
  '灯台',
  'R&D',
  '1,250',
];
const GAPS = [' ', ' ', ' ', ' ', '. ', ', ', '\n\n', ' — ', '-', '\u00ad', ' <b>', '😀'];
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 90, size: 'max' })
  .map((parts) => parts.flat().join(''));
const writing = text.map((drawn) => {
  const end = drawn.indexOf(' ', 40);
  return { text: drawn, quotes: end < 0 ? [] : [[0, end] as const] };
});
const thread = fc
  .record({
    post: writing,
    title: fc.constantFrom('', 'A walrus', 'Gulls and kettles'),
    comments: fc.array(writing, { maxLength: 6, size: 'max' }),
  })
  .map(({ post, title, comments }) => ({
    post: makePost({ ...post, title, tags: ['copper'] }),
    comments: comments.map((comment, index) => makeComment({ ...comment, id: String(index + 1) })),
  }));
const QUERIES = [
  'walrus',
  'walrus gull',
  'gull OR kettle OR copper',
  '"copper kettle"',
  '"gull gull" OR walrus',
  'wal* kettle',
  'walrsu~',
  'kettle in:quote',
  'gull -in:quote',
  'title:walrus gull',
  "don't",
  'cafe -walrus',
  '灯台',
  'R&D 1250',
  'the',
  '"the"',
  'tag:copper',
  '',
];

test(
  'makes the same snippets of places as of whole texts',
  async () => {
    const drawn = fc.sample(thread, { numRuns: 60, seed: 4 });
    const threads = drawn.map((fields, number) => makeThread({ id: `thread-${number}`, ...fields }));
    const snapshot = await openSampleSnapshot(threads);
    assert.type(snapshot.engine.locate, 'function');
    for (const q of QUERIES) {
      const placed = await hitsOf(snapshot, q);
      assert.ok(placed.length > 0, q);
      assert.equal(placed, await hitsOf(withoutPlaces(snapshot), q), q);
    }
    await snapshot.close();
  },
  { timeoutMs: 60_000 },
);

async function hitsOf(snapshot: Snapshot, q: string): Promise<readonly Hit[]> {
  const request = { ...defaultRequest(q), group: 'none', limit: 100 } as const;
  return (await search(snapshot, request, AS_TYPED)).hits;
}

function withoutPlaces(snapshot: Snapshot): Snapshot {
  const { name, close } = snapshot.engine;
  return {
    ...snapshot,
    engine: {
      name,
      close,
      search: (request) => snapshot.engine.search(request),
      knows: (form, stem) => snapshot.engine.knows(form, stem),
      begins: (prefix) => snapshot.engine.begins(prefix),
      similarForms: (form, limit, edits) => snapshot.engine.similarForms(form, limit, edits),
      renaming: (changes) => snapshot.engine.renaming(changes),
      hiding: (hidden) => snapshot.engine.hiding(hidden),
    },
  };
}

test.run();
