// The rival of the search benchmark: plain MiniSearch behind a bare HTTP server, as one would write it in an afternoon.
// Reads the lines of `antler extract` and prints its address; no snippets, no phrases, no filters.

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import MiniSearch from 'minisearch';

interface ExtractedThread {
  readonly url: string | null;
  readonly post: { readonly title: string; readonly text: string } | null;
  readonly comments: readonly { readonly id: string; readonly text: string }[];
}

const HITS = 20;

async function buildIndex(file: string): Promise<MiniSearch> {
  const index = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title', 'text'] });
  let id = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    // Written by the program under test a moment ago.
    const thread = JSON.parse(line) as ExtractedThread;
    const title = thread.post?.title ?? '';
    if (thread.post !== null) index.add({ id: id++, title, text: thread.post.text });
    for (const comment of thread.comments) index.add({ id: id++, title: '', text: comment.text });
  }
  return index;
}

const index = await buildIndex(process.argv[2] ?? '');
const server = createServer((request, response) => {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams.get('q') ?? '';
  const hits = index.search(query, { combineWith: 'AND' });
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ totalHits: hits.length, hits: hits.slice(0, HITS) }));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Rival serves http://127.0.0.1:${port}\n`);
});
