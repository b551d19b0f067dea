// Pages for the extraction benchmark: a blog post with its comments as WordPress prints them, in invented words, always the same.

/** What a made page is like. */
export interface PageShape {
  readonly comments: number;
  /** Words of one comment. */
  readonly words: number;
}

/** About 120 kB. */
export const usualPage: PageShape = { comments: 50, words: 188 };

const SYLLABLES = 'ba de fi go hu ka lem min nor pas que ri sta tun vel wo xi yar zeb os'.split(' ');
const SIDEBAR_LINKS = 60;

/** Page number `seed` of that shape: head, header, post, comments two deep, form, sidebar, footer. */
export function makePage(seed: number, { comments, words }: PageShape): string {
  const random = createRandom(seed + 1);
  const list: string[] = [];
  for (let number = 0; number < comments; number++) list.push(makeComment(seed, number, words, random));
  return [
    makeHead(seed, random),
    `<div id="content" class="narrowcolumn" role="main">\n<div class="post-${seed} post type-post status-publish hentry category-harbour" id="post-${seed}">`,
    `<h2 class="entry-title">${makeText(random, 5)}</h2>\n<div class="entry-meta"><span class="meta-prep">Posted on</span> <a href="/2010/03/${seed}/" rel="bookmark"><span class="entry-date">March 4, 2010</span></a> by <span class="author vcard"><a class="url fn n" href="/author/ida/">Ida Brook</a></span></div>`,
    `<div class="entry-content">\n${makeParagraphs(random, 8, 90)}<blockquote>${makeParagraphs(random, 1, 40)}</blockquote>\n</div>\n<div class="entry-utility">Filed under <a href="/category/harbour/" rel="category tag">Harbour</a></div>\n</div>`,
    `<div id="comments">\n<h3 id="comments-title">${comments} Responses to <em>${makeText(random, 4)}</em></h3>\n<ol class="commentlist">\n${list.join('')}</ol>\n`,
    `<div id="respond"><h3>Leave a Reply</h3><form action="/wp-comments-post.php" method="post" id="commentform"><p><input type="text" name="author" id="author" /></p><p><textarea name="comment" id="comment" cols="45" rows="8"></textarea></p></form></div>\n</div>\n</div>`,
    makeSidebar(random),
    `<div id="footer"><p>Harbour Notes is powered by <a href="http://wordpress.org/">WordPress</a></p></div>\n</div>\n</body>\n</html>\n`,
  ].join('\n');
}

function makeHead(seed: number, random: () => number): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8" />
<title>${makeText(random, 5)} | Harbour Notes</title>
<link rel="profile" href="http://gmpg.org/xfn/11" />
<link rel="stylesheet" type="text/css" media="all" href="http://harbour.example/wp-content/themes/quay/style.css" />
<link rel="pingback" href="http://harbour.example/xmlrpc.php" />
<script type="text/javascript" src="http://harbour.example/wp-includes/js/comment-reply.js"></script>
<link rel="EditURI" type="application/rsd+xml" title="RSD" href="http://harbour.example/xmlrpc.php?rsd" />
<link rel="canonical" href="http://harbour.example/2010/03/${seed}/" />
<meta name="generator" content="WordPress 3.2.1" />
<style type="text/css">.recentcomments a{display:inline !important;}</style>
</head>
<body class="single single-post postid-${seed}">
<div id="page">
<div id="header"><h1><a href="http://harbour.example/">Harbour Notes</a></h1><ul class="menu">${makeLinks(random, 8)}</ul></div>`;
}

function makeComment(seed: number, number: number, words: number, random: () => number): string {
  const id = seed * 10_000 + number;
  const isReply = number % 3 === 1;
  const opening = isReply
    ? '<ul class="children">\n<li class="comment odd alt depth-2"'
    : '<li class="comment even thread-even depth-1"';
  return `${opening} id="li-comment-${id}">
<div id="comment-${id}">
<div class="comment-author vcard"><img alt="" src="http://www.gravatar.com/avatar/${id}?s=40&amp;d=mm" class="avatar avatar-40 photo" height="40" width="40" /> <cite class="fn"><a href="http://reader${number}.example/" rel="external nofollow" class="url">${makeName(random)}</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="http://harbour.example/2010/03/${seed}/#comment-${id}">March ${5 + (number % 20)}, 2010 at ${1 + (number % 12)}:${10 + (number % 50)} pm</a></div>
<div class="comment-body">${makeParagraphs(random, 3, Math.ceil(words / 3))}</div>
<div class="reply"><a class="comment-reply-link" href="/2010/03/${seed}/?replytocom=${id}#respond" onclick="return addComment.moveForm(&quot;comment-${id}&quot;)">Reply</a></div>
</div>
</li>
${isReply ? '</ul>\n' : ''}`;
}

function makeSidebar(random: () => number): string {
  return `<div id="sidebar" class="widget-area"><ul class="xoxo"><li class="widget-container"><h3>Archives</h3><ul>${makeLinks(random, SIDEBAR_LINKS)}</ul></li></ul></div>`;
}

function makeLinks(random: () => number, count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `<li class="menu-item"><a href="/archive/${at}/">${makeText(random, 3)}</a></li>\n`,
  ).join('');
}

function makeParagraphs(random: () => number, count: number, words: number): string {
  return Array.from(
    { length: count },
    () =>
      `<p>${makeText(random, words >> 1)} &#8220;${makeText(random, 4)}&#8221; <a href="http://${makeText(random, 1)}.example/">${makeText(random, 2)}</a>, <em>${makeText(random, 3)}</em> don&#8217;t ${makeText(random, words >> 1)}.</p>\n`,
  ).join('');
}

function makeText(random: () => number, words: number): string {
  return Array.from({ length: words }, () => makeWord(random)).join(' ');
}

function makeName(random: () => number): string {
  const name = makeWord(random);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function makeWord(random: () => number): string {
  let word = '';
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--)
    word += SYLLABLES[Math.floor(random() * SYLLABLES.length)];
  return word;
}

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
