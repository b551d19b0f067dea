// The post page of Kubrick, the default theme up to WordPress 2.6: flat comments, no author shown, no body classes.

import { clockTime, ordinalDate, weekday } from './dates.ts';
import { renderText, texturize } from './markup.ts';
import { inReadingOrder, type SampleComment, type SampleThread, threadPath } from './model.ts';
import { SITE, slugOf } from './people.ts';

/** Posts before and after, for the navigation. */
export interface Neighbours {
  readonly previous: SampleThread | null;
  readonly next: SampleThread | null;
}

/** The whole page of a post. */
export function renderKubrickPost(thread: SampleThread, neighbours: Neighbours): string {
  return `${head(thread)}<body>
<div id="page">


<div id="header">
	<div id="headerimg">
		<h1><a href="${SITE.url}/">${SITE.name}</a></h1>
		<div class="description">${SITE.tagline}</div>
	</div>
</div>
<hr />

	<div id="content" class="widecolumn">


		<div class="navigation">
			<div class="alignleft">${neighbour(neighbours.previous, '&laquo; ', '')}</div>
			<div class="alignright">${neighbour(neighbours.next, '', ' &raquo;')}</div>
		</div>

		<div class="post" id="post-${thread.id}">
			<h2><a href="${SITE.url}${threadPath(thread)}" rel="bookmark" title="Permanent Link: ${texturize(thread.title)}">${texturize(thread.title)}</a></h2>

			<div class="entry">
				${renderText(thread.text)}


				<p class="postmetadata alt">
					<small>
						This entry was posted
												on ${weekday(thread.at)}, ${ordinalDate(thread.at)} at ${clockTime(thread.at)}						and is filed under ${categoryLink(thread)}.
						You can follow any responses to this entry through the <a href='${SITE.url}${threadPath(thread)}feed/'>RSS 2.0</a> feed.

													You can <a href="#respond">leave a response</a>, or <a href="${SITE.url}${threadPath(thread)}trackback/" rel="trackback">trackback</a> from your own site.

					</small>
				</p>

			</div>
		</div>

${comments(thread)}
	</div>

<hr />
<div id="footer">
	<p>
		${SITE.name} is proudly powered by <a href="http://wordpress.org/">WordPress</a>
		<br /><a href="${SITE.url}/feed/">Entries (RSS)</a>
		and <a href="${SITE.url}/comments/feed/">Comments (RSS)</a>.
		<!-- 19 queries. 0.402 seconds. -->
	</p>
</div>
</div>

<!-- Gorgeous design by Michael Heilemann - http://binarybonsai.com/kubrick/ -->
</body>
</html>
`;
}

function head(thread: SampleThread): string {
  const charset = thread.charset === 'utf-8' ? 'UTF-8' : 'ISO-8859-1';
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en-US">

<head profile="http://gmpg.org/xfn/11">
<meta http-equiv="Content-Type" content="text/html; charset=${charset}" />

<title>${SITE.name}  &raquo; Blog Archive   &raquo; ${texturize(thread.title)}</title>

<meta name="generator" content="WordPress 2.6.5" /> <!-- leave this for stats -->

<link rel="stylesheet" href="${SITE.url}/wp-content/themes/default/style.css" type="text/css" media="screen" />
<link rel="alternate" type="application/rss+xml" title="${SITE.name} RSS Feed" href="${SITE.url}/feed/" />
<link rel="pingback" href="${SITE.url}/xmlrpc.php" />

<link rel="EditURI" type="application/rsd+xml" title="RSD" href="${SITE.url}/xmlrpc.php?rsd" />
</head>
`;
}

function neighbour(thread: SampleThread | null, before: string, after: string): string {
  if (thread === null) return '';
  return `${before}<a href="${SITE.url}${threadPath(thread)}">${texturize(thread.title)}</a>${after}`;
}

function categoryLink({ category }: SampleThread): string {
  const address = `${SITE.url}/category/${slugOf(category)}/`;
  return `<a href="${address}" title="View all posts in ${category}" rel="category tag">${category}</a>`;
}

function comments(thread: SampleThread): string {
  const all = inReadingOrder(thread.comments);
  return `<!-- You can start editing here. -->

	<h3 id="comments">${all.length} Responses to &#8220;${texturize(thread.title)}&#8221;</h3>

	<ol class="commentlist">

${all.map((comment, at) => renderComment(comment, at)).join('\n')}

	</ol>


<h3 id="respond">Leave a Reply</h3>

<form action="${SITE.url}/wp-comments-post.php" method="post" id="commentform">

<p><input type="text" name="author" id="author" value="" size="22" tabindex="1" />
<label for="author"><small>Name (required)</small></label></p>
<p><textarea name="comment" id="comment" cols="100%" rows="10" tabindex="4"></textarea></p>
<p><input name="submit" type="submit" id="submit" tabindex="5" value="Submit Comment" />
<input type="hidden" name="comment_post_ID" value="${thread.id}" />
</p>
</form>
`;
}

function renderComment(comment: SampleComment, at: number): string {
  const name = texturize(comment.author);
  const link = `<a href='${comment.authorUrl.replaceAll('&', '&amp;')}' rel='external nofollow'>${name}</a>`;
  return `		<li class="${at % 2 === 0 ? 'alt' : ''}" id="comment-${comment.id}">
						<cite>${comment.authorUrl === '' ? name : link}</cite> Says:
						<br />

			<small class="commentmetadata"><a href="#comment-${comment.id}" title="">${ordinalDate(comment.at)} at ${clockTime(comment.at)}</a> </small>

			${renderText(comment.text)}

		</li>
`;
}
