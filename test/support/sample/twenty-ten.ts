// The pages of Twenty Ten (WordPress 3.0): frame, post, listing, static page and attachment.

import { clockTime, longDate, monthName } from './dates.ts';
import { plainText, renderText, texturize } from './markup.ts';
import { inReadingOrder, type SampleThread, threadPath } from './model.ts';
import { ACCOUNTS, SITE, slugOf } from './people.ts';
import { renderComments } from './twenty-ten-comments.ts';

/** What stands around the content of a page. */
export interface Frame {
  readonly title: string;
  readonly bodyClass: string;
  /** More lines for the head, such as canonical links. */
  readonly head: string;
  /** All threads, for the lists in the sidebar. */
  readonly threads: readonly SampleThread[];
}

/** A page around `content`. */
export function renderFrame(content: string, { title, bodyClass, head, threads }: Frame): string {
  return `<!DOCTYPE html>
<html dir="ltr" lang="en-US">
<head>
<meta charset="UTF-8" />
<title>${title}</title>
<link rel="profile" href="http://gmpg.org/xfn/11" />
<link rel="stylesheet" type="text/css" media="all" href="${SITE.url}/wp-content/themes/twentyten/style.css" />
<link rel="pingback" href="${SITE.url}/xmlrpc.php" />
<link rel="alternate" type="application/rss+xml" title="${SITE.name} &raquo; Feed" href="${SITE.url}/feed/" />
<link rel="alternate" type="application/rss+xml" title="${SITE.name} &raquo; Comments Feed" href="${SITE.url}/comments/feed/" />
<link rel="EditURI" type="application/rsd+xml" title="RSD" href="${SITE.url}/xmlrpc.php?rsd" />
<meta name="generator" content="WordPress 3.0.4" />
${head}</head>

<body class="${bodyClass}">
<div id="wrapper" class="hfeed">
	<div id="header">
		<div id="masthead">
			<div id="branding" role="banner">
				<div id="site-title">
					<span>
						<a href="${SITE.url}/" title="${SITE.name}" rel="home">${SITE.name}</a>
					</span>
				</div>
				<div id="site-description">${SITE.tagline}</div>
			</div><!-- #branding -->

			<div id="access" role="navigation">
				<div class="menu"><ul><li ><a href="${SITE.url}/" title="Home">Home</a></li><li class="page_item page-item-2"><a href="${SITE.url}/about/" title="About">About</a></li></ul></div>
			</div><!-- #access -->
		</div><!-- #masthead -->
	</div><!-- #header -->

	<div id="main">
		<div id="container">
			<div id="content" role="main">
${content}
			</div><!-- #content -->
		</div><!-- #container -->
${renderSidebar(threads)}	</div><!-- #main -->

	<div id="footer" role="contentinfo">
		<div id="colophon">
			<div id="site-info"><a href="${SITE.url}/" title="${SITE.name}" rel="home">${SITE.name}</a></div>
			<div id="site-generator"><a href="http://wordpress.org/" title="Semantic Personal Publishing Platform" rel="generator">Proudly powered by WordPress.</a></div>
		</div><!-- #colophon -->
	</div><!-- #footer -->
</div><!-- #wrapper -->
</body>
</html>
`;
}

function renderSidebar(threads: readonly SampleThread[]): string {
  const newest = threads.slice(-5).reverse();
  const comments = threads.flatMap((thread) =>
    inReadingOrder(thread.comments).map((comment) => ({ thread, comment })),
  );
  const recent = comments
    .filter(({ comment }) => comment.author !== '')
    .slice(-4)
    .reverse();
  const categories = [...new Set(threads.map((thread) => thread.category))].sort();
  return `
		<div id="primary" class="widget-area" role="complementary">
			<ul class="xoxo">
			<li id="recent-posts-3" class="widget-container widget_recent_entries"><h3 class="widget-title">Recent Posts</h3><ul>
${newest.map((thread) => `<li><a href="${SITE.url}${threadPath(thread)}" title="${texturize(thread.title)}">${texturize(thread.title)}</a></li>`).join('\n')}
			</ul></li>
			<li id="recent-comments-3" class="widget-container widget_recent_comments"><h3 class="widget-title">Recent Comments</h3><ul id="recentcomments">
${recent.map(({ thread, comment }) => `<li class="recentcomments">${texturize(comment.author)} on <a href="${SITE.url}${threadPath(thread)}#comment-${comment.id}">${texturize(thread.title)}</a></li>`).join('\n')}
			</ul></li>
			<li id="categories-3" class="widget-container widget_categories"><h3 class="widget-title">Categories</h3><ul>
${categories.map((name) => `<li class="cat-item"><a href="${SITE.url}/category/${slugOf(name)}/" title="View all posts filed under ${name}">${name}</a></li>`).join('\n')}
			</ul></li>
			</ul>
		</div><!-- #primary .widget-area -->
`;
}

/** Text of a post with its photographs set in. */
function renderBody(thread: SampleThread): string {
  return renderText(thread.text).replace(
    /<p>\[img:([^|]+)\|([^\]]+)\]<\/p>/,
    (_, name: string, caption: string) => {
      const upload = `${SITE.url}/wp-content/uploads/${threadPath(thread).slice(1, 9)}${name}.jpg`;
      const page = `${SITE.url}${threadPath(thread)}${name}/`;
      return `<div id="attachment_${thread.id + 1}" class="wp-caption aligncenter" style="width: 510px"><a href="${page}" rel="attachment wp-att-${thread.id + 1}"><img src="${upload}" alt="" width="500" height="331" class="size-full wp-image-${thread.id + 1}" /></a><p class="wp-caption-text">${caption}</p></div>`;
    },
  );
}

function renderMeta(thread: SampleThread): string {
  const author = ACCOUNTS[thread.author] ?? thread.author;
  return `					<div class="entry-meta">
						<span class="meta-prep meta-prep-author">Posted on</span> <a href="${SITE.url}${threadPath(thread)}" title="${clockTime(thread.at)}" rel="bookmark"><span class="entry-date">${longDate(thread.at)}</span></a> <span class="meta-sep">by</span> <span class="author vcard"><a class="url fn n" href="${SITE.url}/author/${thread.author}/" title="View all posts by ${author}">${author}</a></span>					</div><!-- .entry-meta -->
`;
}

function postClasses(thread: SampleThread): string {
  const tags = thread.tags.map((tag) => `tag-${slugOf(tag)}`).join(' ');
  return `post-${thread.id} post type-post hentry category-${slugOf(thread.category)} ${tags}`;
}

function renderUtility(thread: SampleThread): string {
  const category = `<a href="${SITE.url}/category/${slugOf(thread.category)}/" title="View all posts in ${thread.category}" rel="category tag">${thread.category}</a>`;
  const tags = thread.tags.map((tag) => `<a href="${SITE.url}/tag/${slugOf(tag)}/" rel="tag">${tag}</a>`);
  return `This entry was posted in ${category} and tagged ${tags.join(', ')}. Bookmark the <a href="${SITE.url}${threadPath(thread)}" title="Permalink to ${texturize(thread.title)}" rel="bookmark">permalink</a>.`;
}

/** The page of a post, showing comment page `page`. */
export function renderPost(thread: SampleThread, page: number, threads: readonly SampleThread[]): string {
  const at = threads.indexOf(thread);
  const title = texturize(thread.title);
  const navigation = renderNeighbours(threads[at - 1], threads[at + 1]);
  const content = `
				<div id="nav-above" class="navigation">
${navigation}				</div><!-- #nav-above -->

				<div id="post-${thread.id}" class="${postClasses(thread)}">
					<h1 class="entry-title">${title}</h1>

${renderMeta(thread)}
					<div class="entry-content">
						${renderBody(thread)}
											</div><!-- .entry-content -->

					<div class="entry-utility">
						${renderUtility(thread)}
											</div><!-- .entry-utility -->
				</div><!-- #post-## -->

				<div id="nav-below" class="navigation">
${navigation}				</div><!-- #nav-below -->
${renderComments(thread, page)}`;
  const head = `<link rel="alternate" type="application/rss+xml" title="${SITE.name} &raquo; ${title} Comments Feed" href="${SITE.url}${threadPath(thread)}feed/" />
<link rel='canonical' href='${SITE.url}${threadPath(thread)}' />
<link rel='shortlink' href='${SITE.url}/?p=${thread.id}' />
`;
  const bodyClass = `single single-post postid-${thread.id}`;
  return renderFrame(content, { title: `${title} | ${SITE.name}`, bodyClass, head, threads });
}

function renderNeighbours(previous: SampleThread | undefined, next: SampleThread | undefined): string {
  const link = (thread: SampleThread | undefined, rel: string, before: string, after: string): string =>
    thread === undefined
      ? ''
      : `<a href="${SITE.url}${threadPath(thread)}" rel="${rel}">${before}${texturize(thread.title)}${after}</a>`;
  const arrow = (name: string): string => `<span class="meta-nav">&${name};</span>`;
  return `					<div class="nav-previous">${link(previous, 'prev', `${arrow('larr')} `, '')}</div>
					<div class="nav-next">${link(next, 'next', '', ` ${arrow('rarr')}`)}</div>
`;
}

/** What makes one listing page differ from another. */
export interface Listing {
  /** Address path, with slashes at both ends. */
  readonly path: string;
  /** Heading, empty on the front page. */
  readonly heading: string;
  readonly bodyClass: string;
  /** Whole texts as on the front page, or excerpts. */
  readonly isFull: boolean;
  /** The posts shown, newest first. */
  readonly shown: readonly SampleThread[];
}

/** A page that lists posts: front page, month, category, tag, author. */
export function renderListing(listing: Listing, threads: readonly SampleThread[]): string {
  const { heading, bodyClass, shown } = listing;
  const title = heading === '' ? `${SITE.name} | ${SITE.tagline}` : `${plainText(heading)} | ${SITE.name}`;
  const top = heading === '' ? '' : `				<h1 class="page-title">${heading}</h1>\n`;
  const items = shown.map((thread) => renderListed(thread, listing.isFull)).join('');
  const older = `				<div id="nav-below" class="navigation">
					<div class="nav-previous"><a href="${SITE.url}/page/2/" ><span class="meta-nav">&larr;</span> Older posts</a></div>
					<div class="nav-next"></div>
				</div><!-- #nav-below -->`;
  return renderFrame(`${top}${items}${older}`, { title, bodyClass, head: '', threads });
}

function renderListed(thread: SampleThread, isFull: boolean): string {
  const excerpt = plainText(thread.text).split(' ').slice(0, 40).join(' ');
  const body = isFull
    ? `<div class="entry-content">\n${renderBody(thread)}\n</div><!-- .entry-content -->`
    : `<div class="entry-summary">\n<p>${texturize(excerpt)} <a href="${SITE.url}${threadPath(thread)}">Continue reading <span class="meta-nav">&rarr;</span></a></p>\n</div><!-- .entry-summary -->`;
  const count = inReadingOrder(thread.comments).length;
  const link = count === 0 ? 'Leave a comment' : `${count} Comments`;
  return `			<div id="post-${thread.id}" class="${postClasses(thread)}">
			<h2 class="entry-title"><a href="${SITE.url}${threadPath(thread)}" title="Permalink to ${texturize(thread.title)}" rel="bookmark">${texturize(thread.title)}</a></h2>
${renderMeta(thread)}			${body}
			<div class="entry-utility">
				<span class="cat-links"><span class="entry-utility-prep entry-utility-prep-cat-links">Posted in</span> <a href="${SITE.url}/category/${slugOf(thread.category)}/" title="View all posts in ${thread.category}" rel="category tag">${thread.category}</a></span>
				<span class="meta-sep">|</span>
				<span class="comments-link"><a href="${SITE.url}${threadPath(thread)}#comments" title="Comment on ${texturize(thread.title)}">${link}</a></span>
			</div><!-- .entry-utility -->
		</div><!-- #post-## -->

`;
}

/** The heading of a month's listing. */
export function monthHeading(at: Date): string {
  return `Monthly Archives: <span>${monthName(at)}</span>`;
}
