// Builds snapshots in tests, with the fake engine unless another is given.

import { type BuildOptions, buildSnapshot } from '../../index/snapshot/build.ts';
import type { EngineKit } from '../../index/snapshot/engine-kit.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import type { Thread } from '../../scraper/model.ts';
import { createFakeEngineKit } from './fake-engine-kit.ts';
import { makeComment, makePost, makeThread } from './threads.ts';

export const fakeEngine: EngineKit = createFakeEngineKit();

/** A thread with a post by Ada, a reply by Bo, Ada's answer to it, and a pingback. */
export function sampleThread(id = 'tea-and-rain-00000001'): Thread {
  return makeThread({
    id,
    url: 'http://teahouse.example/2009/06/tea/',
    post: makePost({
      title: 'Tea and rain',
      author: 'Ada',
      text: 'It rained.',
      publishedAt: '2009-06-18',
      datePrecision: 'day',
    }),
    comments: [
      makeComment({
        id: '11',
        author: 'Bo',
        text: 'Still does.',
        publishedAt: '2009-06-19T10:00',
        datePrecision: 'minute',
      }),
      makeComment({ id: '12', author: 'ada ', text: 'So it does.', parentId: '11' }),
      makeComment({ id: '13', kind: 'pingback', author: 'Elsewhere', text: 'Tea.' }),
    ],
  });
}

export function buildSample(
  dataFolder: string,
  threads: readonly Thread[] = [sampleThread()],
  options: Partial<BuildOptions> = {},
): Promise<Manifest> {
  return buildSnapshot({
    dataFolder,
    threads: () => threads,
    language: 'english',
    timeZone: 'UTC',
    program: 'antler test',
    now: () => new Date(),
    engine: fakeEngine,
    ...options,
  });
}
