// A fictional blog of three posts as WordPress wrote it in its HTML5 markup: small enough for tests that start processes.

interface SmallComment {
  readonly id: number;
  readonly author: string;
  readonly at: string;
  readonly text: string;
}

interface SmallPost {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly comments: readonly SmallComment[];
}

const POSTS: readonly SmallPost[] = [
  {
    number: 11,
    slug: 'the-ferry-timetable',
    title: 'The ferry timetable',
    author: 'Orla Quill',
    at: '2008-03-04T09:15:00+00:00',
    text: 'The winter timetable of the ferry was nailed to the harbour wall this morning, and nobody can read the small print.',
    comments: [
      {
        id: 101,
        author: 'Bram',
        at: '2008-03-04T10:02:00+00:00',
        text: 'The ferry leaves at seven, whatever the timetable says.',
      },
      {
        id: 102,
        author: 'tilde',
        at: '2008-03-05T18:40:00+00:00',
        text: 'My café opens when the ferry arrives. That is the only timetable I trust.',
      },
    ],
  },
  {
    number: 12,
    slug: 'a-lantern-for-the-pier',
    title: 'A lantern for the pier',
    author: 'Orla Quill',
    at: '2008-11-20T20:00:00+00:00',
    text: 'We collected enough for a new lantern at the end of the pier. It will be lit on Saturday.',
    comments: [
      {
        id: 103,
        author: 'Bram',
        at: '2008-11-21T08:00:00+00:00',
        text: 'About time. I walked into the water twice last winter.',
      },
    ],
  },
  {
    number: 13,
    slug: 'storm-diary',
    title: 'Storm diary',
    author: 'Orla Quill',
    at: '2009-01-12T07:30:00+00:00',
    text: 'Two days without the ferry. The lantern on the pier held, the harbour wall did not.',
    comments: [],
  },
];

/** Pages by path. `storm-diary` has no comments; the four documents and more of the others hold "ferry" or "lantern". */
export const SMALL_ARCHIVE: Readonly<Record<string, string>> = Object.fromEntries(
  POSTS.map((post) => [
    `${post.at.slice(0, 4)}/${post.at.slice(5, 7)}/${post.slug}/index.html`,
    postPage(post),
  ]),
);

/** One more post page, for tests that add to an archive. */
export function extraPage(title: string, text: string): string {
  return postPage({
    number: 14,
    slug: 'extra',
    title,
    author: 'Orla Quill',
    at: '2009-06-01T12:00:00+00:00',
    text,
    comments: [],
  });
}

function postPage(post: SmallPost): string {
  const address = `http://harbour.example/${post.at.slice(0, 4)}/${post.at.slice(5, 7)}/${post.slug}/`;
  const comments = post.comments.map((comment) => commentItem(address, comment)).join('\n');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${post.title} | Harbour Notes</title>
<meta name="generator" content="WordPress 4.9"><link rel="canonical" href="${address}"></head>
<body class="single single-post postid-${post.number}">
<header><p class="site-title"><a href="http://harbour.example/" rel="home">Harbour Notes</a></p></header>
<article id="post-${post.number}" class="post-${post.number} post type-post hentry">
<header class="entry-header"><h1 class="entry-title">${post.title}</h1>
<div class="entry-meta"><a href="${address}" rel="bookmark"><time class="entry-date published" datetime="${post.at}">${post.at.slice(0, 10)}</time></a>
<span class="byline"><span class="author vcard"><a class="url fn n" href="http://harbour.example/author/orla/">${post.author}</a></span></span></div></header>
<div class="entry-content"><p>${post.text}</p></div></article>
<div id="comments" class="comments-area"><h2 class="comments-title">${post.comments.length} thoughts</h2>
<ol class="comment-list">
${comments}
</ol></div></body></html>
`;
}

function commentItem(address: string, comment: SmallComment): string {
  const { id, author, at, text } = comment;
  return `<li id="comment-${id}" class="comment even thread-even depth-1">
<article id="div-comment-${id}" class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">${author}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="${address}#comment-${id}"><time datetime="${at}">${at}</time></a></div></footer>
<div class="comment-content"><p>${text}</p></div>
<div class="reply"><a rel="nofollow" class="comment-reply-link" href="${address}?replytocom=${id}#respond">Reply</a></div>
</article></li>`;
}
