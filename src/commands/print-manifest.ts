// Prints what a snapshot holds, for people.
import type { Manifest } from '../../index/snapshot/model.ts';
import { countOf, printBytes } from '../numbers.ts';
import { oneLine } from '../terminal-text.ts';

/** `30 posts and 300 comments in 30 threads, by 40 people, 2008-01-02 to 2009-12-30, 1.5 MB`. */
export function describeManifest(manifest: Manifest): string {
  const { posts, comments, threads, people } = manifest.counts;
  const dates =
    manifest.firstAt === null || manifest.lastAt === null
      ? 'undated'
      : `${oneLine(manifest.firstAt).slice(0, 10)} to ${oneLine(manifest.lastAt).slice(0, 10)}`;
  return [
    `${countOf(posts, 'post')} and ${countOf(comments, 'comment')} in ${countOf(threads, 'thread')}`,
    `by ${countOf(people, 'person', 'people')}`,
    dates,
    printBytes(manifestBytes(manifest)),
  ].join(', ');
}

/** Size of all files of the snapshot. */
export function manifestBytes(manifest: Manifest): number {
  return Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
}
