// The feeds of the sample blog as WordPress writes them; a mirror stores them as `feed/index.html`.

import { feedDate } from './dates.ts';
import { escapeHtml, plainText, renderText } from './markup.ts';
import { inReadingOrder, type SampleThread, threadPath } from './model.ts';
import { ACCOUNTS, SITE } from './people.ts';

const ITEMS = 10;

/** The feed of the newest posts. */
export function renderPostFeed(threads: readonly SampleThread[]): string {
  const items = threads.slice(-ITEMS).reverse();
  return renderFeed(SITE.name, `${SITE.url}/`, items.map(renderPostItem));
}

function renderPostItem(thread: SampleThread): string {
  const url = `${SITE.url}${threadPath(thread)}`;
  return `		<item>
		<title>${escapeHtml(thread.title)}</title>
		<link>${url}</link>
		<comments>${url}#comments</comments>
		<pubDate>${feedDate(thread.at)}</pubDate>
		<dc:creator>${escapeHtml(ACCOUNTS[thread.author] ?? thread.author)}</dc:creator>
		<category><![CDATA[${thread.category}]]></category>
		<guid isPermaLink="false">${SITE.url}/?p=${thread.id}</guid>
		<description><![CDATA[${plainText(thread.text).slice(0, 240)} [...]]]></description>
		<slash:comments>${inReadingOrder(thread.comments).length}</slash:comments>
	</item>
`;
}

/** The feed of the newest comments on one post, newest first. */
export function renderCommentFeed(thread: SampleThread): string {
  const comments = inReadingOrder(thread.comments).sort((a, b) => b.at.getTime() - a.at.getTime());
  const url = `${SITE.url}${threadPath(thread)}`;
  const items = comments.slice(0, ITEMS).map(
    (comment) => `		<item>
		<title>By: ${escapeHtml(comment.author)}</title>
		<link>${url}#comment-${comment.id}</link>
		<dc:creator>${escapeHtml(comment.author)}</dc:creator>
		<pubDate>${feedDate(comment.at)}</pubDate>
		<guid isPermaLink="false">${SITE.url}/?p=${thread.id}#comment-${comment.id}</guid>
		<description>${escapeHtml(plainText(comment.text))}</description>
		<content:encoded><![CDATA[${renderText(comment.text)}]]></content:encoded>
	</item>
`,
  );
  return renderFeed(`Comments on: ${escapeHtml(thread.title)}`, url, items);
}

function renderFeed(title: string, link: string, items: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>
<channel>
	<title>${title}</title>
	<link>${link}</link>
	<description>${SITE.tagline}</description>
	<generator>http://wordpress.org/?v=3.0.4</generator>
${items.join('')}	</channel>
</rss>
`;
}
