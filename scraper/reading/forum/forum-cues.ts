// Whether a page belongs to a forum, shows one thread or a list of them, and which page of the thread it is.

import { headingsBefore } from '../comments/comment-headings.ts';
import { tidy } from '../markup/lines.ts';
import { findAll, findFirst } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { ancestors, attribute, hiddenTags, type PageTree, roleNames, subtree } from '../markup/tree.ts';
import { parseUrl, splitPagePath } from '../markup/urls.ts';
import { metaContent, type PageView, resolveOnPage } from '../page/page-view.ts';
import { fold } from './message-body.ts';
import { panelFact } from './message-words.ts';
import type { ForumMessage } from './model.ts';
import { wholeThread } from './thread-address.ts';

const forumHost =
  /(?:^|[.-])(?:forums?|foros?|boards?|bbs|talk|community|communities|discuss(?:ions?)?|ask|answers|messageboards?|support)\d?[.-]|forum|board(?!ing)/i;
const forumPath =
  /(?:^|[/_.-])(?:forums?|foros?|board|bbs|messageboards?|discussions?|discuss|threads?|topics?|showthread|viewtopic|viewthread|showtopic|thread|topic|topic_show|ubbthreads|newsgroups?|questions?|messages|gassing|talk|community)(?:[/_.,?-]|$)|[?&](?:topic|thread|showtopic|t|tid|threadid|topic_id)=\d/i;
const threadHref =
  /(?:showthread\.php|viewtopic\.php|viewthread|showtopic=|index\.php\?topic=|\/threads?\/[^/]+|\/topics?\/[^/]+|\/t\/[^/]+\/\d+|\/discussions?\/\d+|thread-\d+|topic[-,]\d+|ubbthreads\.php)/i;
const messageControl =
  /^(?:reply with quote|quote|multi-?quote|report (?:post|to moderator)|zitieren|zitat|melden|citer|répondre en citant|citar|cita|citeren|cytuj|ответить с цитатой|цитировать|(?:post )?#\d+|reply to (?:this )?(?:post|message)|引用|举报|舉報|只看该作者|只看該作者|通報)$/i;

const replyControl = /^(?:reply|report|answer|antworten|répondre|responder|rispondi|回复|回復|回覆|返信)$/i;

const askedOrAnswered =
  /^(?:asked|answered|gefragt|beantwortet|geantwortet|preguntad[oa]|respondid[oa]|preguntó|respondió|demandée?|répondu|perguntou|respondeu|chiesto|risposto|gevraagd|beantwoord|задан|ответил)(?![\p{L}])/iu;

const markedAnswers = '[itemprop=acceptedAnswer], [itemprop=suggestedAnswer]';

/** Evidence that a page with repeated messages is a thread of a forum: 0 none, from 1 enough. Each clause names what was seen. */
export function weighForum(
  view: PageView,
  messages: readonly ForumMessage[],
): { weight: number; evidence: string[] } {
  const evidence: string[] = [];
  let weight = 0;
  const add = (clause: string, value: number) => {
    weight += value;
    evidence.push(clause);
  };
  const address = pageAddress(view);
  if (forumHost.test(address.host)) add(`host ${address.host}`, 0.5);
  if (forumPath.test(address.path)) add('address of a thread', 0.5);
  if (
    /\b(?:forums?|message board|community|discussions?)\b|论坛|論壇|社区|掲示板|フォーラム|форум/i.test(
      view.title,
    )
  )
    add('titled as a forum', 0.4);
  if (isGuestbook(view)) add('a guestbook', 0.8);
  const panels = messages.filter((message) => holdsText(view, message, panelLine)).length;
  if (panels * 2 > messages.length) add('facts of the writer beside the messages', 0.8);
  const controls = messages.filter((message) =>
    holdsText(view, message, (text) => messageControl.test(text)),
  ).length;
  if (controls * 2 > messages.length) add('controls to quote or report', 0.4);
  else if (
    messages.filter((message) => holdsText(view, message, (text) => replyControl.test(text))).length * 2 >
    messages.length
  )
    add('controls to reply', 0.2);
  const asked = messages.filter((message) =>
    holdsText(view, message, (text) => text.length < 80 && askedOrAnswered.test(text)),
  ).length;
  // Answers in microdata are cut better by it.
  if (messages.length > 2 && asked * 2 > messages.length && findFirst(view.tree, markedAnswers) === null)
    add('a question and its answers', 0.8);
  const title = fold(view.title);
  const titled = messages.filter((message) =>
    holdsText(view, message, (text) => isSubject(text, title)),
  ).length;
  if (messages.length > 2 && titled * 2 > messages.length) add('the title over every message', 0.5);
  if (headsEntries(view, messages)) add('headings that lead to other pages', -1);
  const first = messages[0]?.position ?? 0;
  if (isAmongComments(view.tree, first)) add('under a heading for comments', -1);
  const type = metaContent(view.tree, 'og:type') ?? '';
  if (/article|blog/.test(type)) add(`og:type ${type}`, -0.2);
  if (findAll(view.tree, '[itemtype*="DiscussionForumPosting"], [itemtype*="QAPage"]').length > 0)
    add('microdata of a discussion', 0.6);
  if (findAll(view.tree, '[itemtype*="BlogPosting"], [itemtype*="NewsArticle"]').length > 0)
    add('microdata of an article', -1);
  return { weight, evidence };
}

const guestbookWord =
  /guest ?book|gästebuch|g(?:ae|a)estebuch|livre d.or|libro de (?:visitas|firmas)|livro de visitas|libro degli ospiti|gastenboek|gästbok|gjestebok|gæstebog|księga gości|kniha hostů|гостевая книга|vieraskirja|vendégkönyv/i;

/** Guestbooks have entries and no first message that the others answer. */
export function isGuestbook(view: PageView): boolean {
  const headings = findAll(view.tree, 'h1, h2').slice(0, 2);
  const named = headings.map((at) => lineOf(view.tree, subtree(view.tree, at)));
  return [view.title, ...named].some((text) => text.length < 80 && guestbookWord.test(text));
}

function isSubject(text: string, title: string): boolean {
  const own = fold(text.replace(/^(?:re|aw|antw|sv|odp|rép|rif)\s*:\s*/i, ''));
  return own.length > 7 && title.includes(own);
}

const commentWord =
  /comment(?!ary)|kommentar|commentaire|comentario|comentário|commento|commenti|reacties|komentarz|комментар|コメント/i;

/** Comments are answers to a post that stands before them; forums speak of replies. */
function isAmongComments(tree: PageTree, first: number): boolean {
  const around = [first, ...ancestors(tree, first)].flatMap((at) => roleNames(tree, at));
  if (around.some((name) => commentWord.test(name))) return true;
  const headings = headingsBefore(tree, first).slice(0, 3);
  return headings.some((at) => commentWord.test(lineOf(tree, subtree(tree, at))));
}

/** Entries of a listing have headings of their own, each a link to another page. */
function headsEntries(view: PageView, messages: readonly ForumMessage[]): boolean {
  const targets = new Set<string>();
  for (const { range } of messages) {
    const [heading] = findAll(view.tree, 'h1 a[href], h2 a[href], h3 a[href], h4 a[href]', range);
    const link =
      heading === undefined ? null : resolveOnPage(view, attribute(view.tree, heading, 'href') ?? '');
    if (link && lineOf(view.tree, subtree(view.tree, heading ?? 0)).length > 14)
      targets.add(link.pathname + link.search);
  }
  return targets.size * 2 > messages.length;
}

function panelLine(text: string): boolean {
  return (
    text.length < 80 &&
    (/^(?:posts|beiträge|messages|mensajes|messaggi|berichten|posty|сообщени[яй]|帖子|积分|注册时间)\s*[:：]|\d\s+(?:posts|beiträge)$/i.test(
      text,
    ) ||
      panelFact.test(text))
  );
}

function holdsText(view: PageView, message: ForumMessage, test: (text: string) => boolean): boolean {
  const { tree } = view;
  for (let at = message.range.from; at < message.range.to; at++) {
    const node = tree.nodes[at];
    if (!node) continue;
    if ('attribs' in node) {
      if (hiddenTags.has(node.name)) at = (tree.ends[at] ?? at + 1) - 1;
    } else if ('data' in node && node.data.length < 200 && test(tidy(node.data))) return true;
  }
  return false;
}

function pageAddress(view: PageView): { host: string; path: string } {
  const url = view.ownUrl ?? view.canonicalUrl;
  const parsed = url === null ? null : parseUrl(url);
  const path = parsed ? parsed.pathname + parsed.search : '';
  const host =
    view.host ?? (/^archive\.invalid$/.test(parsed?.hostname ?? '') ? '' : (parsed?.hostname ?? ''));
  return { host: `${host}.`, path: `${path} ${decodeURIComponentSafe(view.path)}` };
}

function decodeURIComponentSafe(text: string): string {
  return text.replace(/%3F/gi, '?').replace(/%26/gi, '&').replace(/%3D/gi, '=');
}

/** Number of different threads a page links to by their titles: many of them and no message make an index. */
export function countThreadLinks(view: PageView): number {
  const targets = new Set<string>();
  for (const at of findAll(view.tree, 'a[href]')) {
    const href = attribute(view.tree, at, 'href') ?? '';
    if (!threadHref.test(href) || lineOf(view.tree, subtree(view.tree, at)).length < 8) continue;
    const link = resolveOnPage(view, href);
    if (link) targets.add(link.pathname + link.search);
  }
  return targets.size;
}

/** Which page of its thread this is, from 1; null when nothing tells. */
export function findThreadPage(view: PageView): number | null {
  for (const url of [view.ownUrl, view.canonicalUrl]) {
    const parsed = url === null ? null : parseUrl(url);
    const split = parsed ? wholeThread(splitPagePath(parsed.pathname + parsed.search)) : null;
    if (split?.commentPage != null) return split.commentPage;
  }
  const file = wholeThread(splitPagePath(view.path)).commentPage;
  if (file !== null) return file;
  return shownPage(view);
}

const pageBars =
  '.pagination, .pagenav, .PageNav, .pageNav, .pages, .pagelinks, .pager, .pagelink, .threadpagenav, .ipsPagination, .topic-paging, .page-numbers, .paging, .nav-pages, .gensmall, .nav';

/** "Page 2 of 5", or the marked number in a row of page numbers. */
function shownPage(view: PageView): number | null {
  const { tree } = view;
  const place =
    /\b(?:page|seite|página|pagina|strona|страница|side|sida)\s+(\d{1,4})\s+(?:of|von|sur|de|di|van|z|из|av|af|\/)\s+\d{1,4}\b/i;
  const titled = /[-–|,(\s](?:page|seite|página|pagina)\s+(\d{1,4})\b/i.exec(view.title)?.[1];
  if (titled !== undefined) return Number(titled);
  for (const at of findAll(tree, pageBars).slice(0, 60)) {
    const own = subtree(tree, at);
    if (own.to - own.from > 400 || isFolded(tree, at)) continue;
    const text = lineOf(tree, own);
    const named = text.length < 400 ? place.exec(text)?.[1] : undefined;
    if (named !== undefined) return Number(named);
  }
  const current = findAll(
    tree,
    '.pageNav-page--current, .PageNav .currentPage, .pagination .active, .pagination_current, .ipsPagination_active, .page-numbers.current, [aria-current=page]',
  );
  for (const at of current) {
    const text = lineOf(tree, subtree(tree, at));
    if (/^\d{1,4}$/.test(text) && !isFolded(tree, at)) return Number(text);
  }
  return null;
}

/** Inside a menu that opens on a click: pages of the board, not of the thread. */
function isFolded(tree: PageTree, position: number): boolean {
  return [position, ...ancestors(tree, position)].some((at) =>
    /display\s*:\s*none/i.test(attribute(tree, at, 'style') ?? ''),
  );
}
