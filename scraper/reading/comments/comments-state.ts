// Whether comments are open, closed, none, or were drawn by a script and are not in the page.
import type { CommentsState } from '../../model.ts';
import { findAll, findFirst } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { type PageTree, subtree } from '../markup/tree.ts';

const closedCue =
  /comments (?:are|is) closed|comments closed|comments off|comment form is closed|comments (?:on|to|for) this (?:entry|post) are closed|(?:comments|responses)[^.]{0,40}(?:are|is) currently closed|new comments are not allowed|kommentare sind geschlossen|kommentarfunktion ist (?:geschlossen|deaktiviert)|kommentare geschlossen|commentaires sont (?:fermés|clos)|comentarios (?:están )?cerrados|comentários (?:estão )?(?:encerrados|fechados)|i commenti sono chiusi|reacties zijn gesloten|możliwość komentowania (?:jest|została) (?:wyłączona|zablokowana)|комментарии закрыты|yorumlar kapalı|yoruma kapalı|コメントは受け付けていません|コメントを受け付けていません/i;
const closedPlaces =
  '.nocomments, .no-comments, .comments-closed, #comments, #respond, .postmetadata, .comments-area, .comments, .post-metadata, .postmetabox, .comment-form, #commentsForm';
const openForm =
  '#commentform, #respond form, form[action*="wp-comments-post"], form[action*="mt-comments"], #comment-form, form[action*="comment"]';
const scripted =
  '#disqus_thread, .fb-comments, #fb-comments, .idc-thread, #IDCommentsHead, .js-kit-comments, #hypercomments_widget, #cusdis_thread, .utterances, .giscus, #commento, #remark42, #isso-thread, #livefyre-comments, #coral_talk_stream, #coral_thread, #hyvor-talk-view, #graphcomment, #discourse-comments, #gitalk-container, #vcomments, #waline, #twikoo, #ghost-comments-root, .powr-comments, #echo-comments, .fb_comments';

/**
 * State of the discussion, given how many comments the page holds and prints. `platformScripts` are further elements
 * that show that a script drew the comments.
 */
export function findCommentsState(
  tree: PageTree,
  { found, printed }: { readonly found: number; readonly printed: number | null },
  platformScripts = '',
): CommentsState {
  if (found === 0 && findFirst(tree, scripted) !== null) return 'not-archived';
  if (found === 0 && platformScripts !== '' && findFirst(tree, platformScripts) !== null)
    return 'not-archived';
  if (findFirst(tree, openForm) !== null) return 'open';
  const isClosed = findAll(tree, closedPlaces).some((at) =>
    closedCue.test(lineOf(tree, subtree(tree, at)).slice(0, 100_000)),
  );
  if (isClosed) return 'closed';
  if (found === 0 && printed === 0) return 'none';
  return 'unknown';
}
