// Addresses that pages link to: searches and threads here, archived addresses elsewhere. Never a script.
import type { Hit } from '../../index/model.ts';

/** The address when a browser may safely follow it (http or https), else null. */
export function outwardAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
}

/** What links to other sites carry: no word about us, no vote for them. */
export const OUTWARD = { rel: 'noopener nofollow ugc', referrerpolicy: 'no-referrer' } as const;

/** A path of ours that marks words on the page it leads to. */
export function markingPath(path: string, words: string): string {
  if (words === '') return path;
  const [before = '', ...fragment] = path.split('#');
  const hash = fragment.length === 0 ? '' : `#${fragment.join('#')}`;
  return `${before}?${new URLSearchParams({ hl: words })}${hash}`;
}

/** A hit's title for people. */
export function titleOf(thread: Pick<Hit, 'title'>): string {
  return thread.title === null || thread.title.trim() === '' ? 'Untitled thread' : thread.title;
}
