// A short way to write the markup of a forum program down.
import type { ForumMarkup } from './model.ts';

/** The markup of a program; what it has nothing of its own for is filled in empty. */
export function describeForum(
  platform: string,
  markup: Partial<ForumMarkup> & Pick<ForumMarkup, 'messages' | 'body'>,
): ForumMarkup {
  return { platform, author: [], date: [], title: [], dropped: '', ...markup };
}
