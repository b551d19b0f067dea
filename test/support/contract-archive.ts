// A small archive for the contract of engines: two posts with comments, and comments whose post is lost.

import type { ThreadDocuments } from '../../index/documents.ts';
import { makeSampleThread } from './engine-samples.ts';

const FERRY = makeSampleThread(
  'ferry-timetables-0a1b2c3d',
  [
    {
      id: 'ferry',
      kind: 'post',
      title: 'Ferry timetables',
      text: 'The winter ferry leaves at seven. The ferries of spring leave earlier.',
      tags: ['Boats', 'Été'],
      author: 'Ana Ferrer',
      publishedAt: '2008-11-01T08:00:00+02:00',
      links: ['http://www.harbour.example:8080/tables/winter?x=1'],
    },
    {
      id: 'ferry.1',
      text: 'Does the boat run on Sundays? See http://boats.harbour.example/list.',
      author: 'Bo',
      publishedAt: '2008-12-31T23:30:00-05:00',
    },
    {
      id: 'ferry.2',
      text: 'Does the boat run on Sundays? It ran last week.',
      quotes: [[0, 29]],
      author: 'ana ferrer',
      byPostAuthor: true,
      parentId: 'ferry.1',
      publishedAt: '2009-01-02',
    },
    { id: 'ferry.ping', kind: 'pingback', text: 'The winter ferry.', author: 'Elsewhere' },
  ],
  { originalUrl: 'http://blog.example/2008/11/ferry-timetables/' },
);

const SOUP = makeSampleThread(
  'soup-11111111',
  [
    {
      id: 'soup',
      kind: 'post',
      title: 'Soup',
      text: 'Café soup for a cold winter.',
      author: 'Bo',
      publishedAt: '2009',
      hasImage: true,
    },
    {
      id: 'soup.1',
      text: 'To be or not to be a soup. Runners like soup.',
      publishedAt: '2009-01-01T01:00:00+02:00',
    },
  ],
  { originalUrl: 'http://blog.example/?p=7' },
);

const LOOSE = makeSampleThread('loose-22222222', [
  { id: 'loose.1', text: 'Nothing here but a café.', author: 'Dée' },
]);

/** The archive that the contract of engines is about. */
export const CONTRACT_ARCHIVE: readonly ThreadDocuments[] = [FERRY, SOUP, LOOSE];
