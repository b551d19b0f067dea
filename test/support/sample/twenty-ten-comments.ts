// The comments area of Twenty Ten (WordPress 3.0): a callback theme with nested replies and comment pages.

import { clockTime, longDate } from './dates.ts';
import { renderText, texturize } from './markup.ts';
import { inReadingOrder, type SampleComment, type SampleThread, threadPath } from './model.ts';
import { loginOf, SITE, slugOf } from './people.ts';

/** Top-level comments on one comment page. */
export const COMMENTS_PER_PAGE = 12;

/** The number of comment pages of a thread, at least 1. The last one is also shown at the post's own address. */
export function countCommentPages(thread: SampleThread): number {
  return Math.max(1, Math.ceil(thread.comments.length / COMMENTS_PER_PAGE));
}

/** The whole area below a post, showing comment page `page` (from 1). */
export function renderComments(thread: SampleThread, page: number): string {
  const total = inReadingOrder(thread.comments).length;
  const start = (page - 1) * COMMENTS_PER_PAGE;
  const shown = thread.comments.slice(start, start + COMMENTS_PER_PAGE);
  const closed = thread.isClosed ? '\n	<p class="nocomments">Comments are closed.</p>\n' : '';
  if (total === 0)
    return `\n			<div id="comments">\n${closed}${respondForm(thread)}\n</div><!-- #comments -->\n`;
  const navigation = renderNavigation(thread, page);
  return `
			<div id="comments">

			<h3 id="comments-title">${total === 1 ? 'One Response' : `${total} Responses`} to <em>${texturize(thread.title)}</em></h3>
${navigation}
			<ol class="commentlist">
${renderList(thread, shown)}			</ol>
${navigation}${closed}${thread.isClosed ? '' : respondForm(thread)}
</div><!-- #comments -->
`;
}

function renderNavigation(thread: SampleThread, page: number): string {
  const last = countCommentPages(thread);
  if (last === 1) return '';
  const link = (to: number, text: string): string =>
    `<a href="${SITE.url}${threadPath(thread)}comment-page-${to}/#comments" >${text}</a>`;
  const older = page === 1 ? '' : link(page - 1, '<span class="meta-nav">&larr;</span> Older Comments');
  const newer = page === last ? '' : link(page + 1, 'Newer Comments <span class="meta-nav">&rarr;</span>');
  return `
			<div class="navigation">
				<div class="nav-previous">${older}</div>
				<div class="nav-next">${newer}</div>
			</div> <!-- .navigation -->
`;
}

/** Opens and closes the nested lists without recursion, by the depth of one comment and the next. */
function renderList(thread: SampleThread, shown: readonly SampleComment[]): string {
  const all = inReadingOrder(shown);
  let html = '';
  for (const [at, comment] of all.entries()) {
    html += comment.kind === 'comment' ? renderComment(thread, comment, at) : renderPing(comment);
    const nextDepth = all[at + 1]?.depth ?? 1;
    if (nextDepth > comment.depth) html += "\n<ul class='children'>\n";
    else html += `\n</li>\n${'</ul>\n</li>\n'.repeat(comment.depth - nextDepth)}`;
  }
  return html;
}

function renderPing(comment: SampleComment): string {
  const label = comment.kind === 'pingback' ? 'Pingback' : 'Trackback';
  const link = `<a href='${comment.authorUrl}' rel='external nofollow' class='url'>${texturize(comment.author)}</a>`;
  return `	<li class="post ${comment.kind}">
		<p>${label}: ${link}</p>
	`;
}

function renderComment(thread: SampleThread, comment: SampleComment, at: number): string {
  const { id } = comment;
  const path = `${threadPath(thread)}`;
  const reply = thread.isClosed
    ? ''
    : `<a class='comment-reply-link' href='${path}?replytocom=${id}#respond' onclick='return addComment.moveForm("comment-${id}", "${id}", "respond", "${thread.id}")'>Reply</a>`;
  return `	<li class="${commentClasses(thread, comment, at)}" id="li-comment-${id}">
		<div id="comment-${id}">
		<div class="comment-author vcard">
			<img alt='' src='http://1.gravatar.com/avatar/${avatarHash(comment.author)}?s=40' class='avatar avatar-40 photo' height='40' width='40' />			<cite class="fn">${authorLink(comment)}</cite> <span class="says">says:</span>		</div><!-- .comment-author .vcard -->

		<div class="comment-meta commentmetadata"><a href="${SITE.url}${path}#comment-${id}">
			${longDate(comment.at)} at ${clockTime(comment.at)}</a>		</div><!-- .comment-meta .commentmetadata -->

		<div class="comment-body">${renderText(comment.text)}
</div>

		<div class="reply">
			${reply}		</div><!-- .reply -->
	</div><!-- #comment-##  -->
`;
}

function commentClasses(thread: SampleThread, comment: SampleComment, at: number): string {
  const login = loginOf(comment.author);
  const registered = login === null ? [] : ['byuser', `comment-author-${login}`];
  const byPostAuthor = login === thread.author ? ['bypostauthor'] : [];
  const stripe = at % 2 === 0 ? 'even' : 'odd alt';
  const top = comment.depth === 1 ? [`thread-${at % 2 === 0 ? 'even' : 'odd thread-alt'}`] : [];
  return ['comment', ...registered, ...byPostAuthor, stripe, ...top, `depth-${comment.depth}`].join(' ');
}

function authorLink({ author, authorUrl }: SampleComment): string {
  if (authorUrl === '') return texturize(author);
  const address = authorUrl.replaceAll('&', '&#038;');
  return `<a href='${address}' rel='external nofollow' class='url'>${texturize(author)}</a>`;
}

function avatarHash(author: string): string {
  return Buffer.from(`${slugOf(author)}-avatar-of-nobody`)
    .toString('hex')
    .slice(0, 32);
}

function respondForm(thread: SampleThread): string {
  return `								<div id="respond">
				<h3 id="reply-title">Leave a Reply <small><a rel="nofollow" id="cancel-comment-reply-link" href="${threadPath(thread)}#respond" style="display:none;">Cancel reply</a></small></h3>
									<form action="${SITE.url}/wp-comments-post.php" method="post" id="commentform">
																			<p class="comment-notes">Your email address will not be published. Required fields are marked <span class="required">*</span></p>
										<p class="comment-form-author"><label for="author">Name</label> <span class="required">*</span><input id="author" name="author" type="text" value="" size="30" aria-required='true' /></p>
										<p class="comment-form-comment"><label for="comment">Comment</label><textarea id="comment" name="comment" cols="45" rows="8" aria-required="true"></textarea></p>
										<p class="form-submit"><input name="submit" type="submit" id="submit" value="Post Comment" /> <input type='hidden' name='comment_post_ID' value='${thread.id}' id='comment_post_ID' /></p>
									</form>
							</div><!-- #respond -->
`;
}
