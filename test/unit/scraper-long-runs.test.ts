// Pages on which some piece that is short everywhere else goes on and on: reading them takes time of their length.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('runs without an end');
const RUN_LENGTH = 100_000;
const MAX_PAGE_BYTES = 8_000_000;
/** Of processor time, for two megabytes: many times what it takes. */
const MAX_MS = 3_000;

const RUNS = ['1', 'a', '-', '.', '#', '@', '/', ',', '\n', 'a ', ', ', '&a=1', 'a@'];

const BLOG = (run: string) => `<!DOCTYPE html><html><head><title>Ferry ${run} | Harbour</title>
<meta name="generator" content="WordPress 3.1"><meta property="og:title" content="${run}"><meta property="article:tag" content="${run}">
<link rel="canonical" href="https://harbour.example/2009/${run}/"><link rel="alternate" title="Harbour ${run} x" href="/feed/"></head>
<body class="single ${run}"><div id="post-12" class="post ${run}"><h1 class="entry-title">Ferry ${run}</h1>
<p class="meta">Posted by ${run} on March 3, 2009 ${run} x</p><div class="entry"><p>The ferry. ${run} x</p><pre>${run} x</pre>
<a href="https://harbour.example/${run} x">${run}</a></div><p>Filed under: ${run} — ${run} @ 7:1</p></div>
<ol class="commentlist"><li id="comment-7${run}"><cite class="fn">${run} x</cite> says: <a href="#comment-${run} x">March 4, 2009 ${run} x</a>
<p>A walrus. ${run} x</p></li><li id="comment-8" data-parent="${run} x"><cite class="fn">Ada</cite> says: <p>Two. ${run}</p></li></ol></body></html>`;

const FORUM = (
  run: string,
) => `<!DOCTYPE html><html><head><title>${run} x - Clocks</title><meta name="generator" content="phpBB"></head><body>
<div id="postlist">${[1, 2, 3]
  .map(
    (
      number,
    ) => `<div class="post ${run}x" id="p${number}${run}"><${run.replace(/[^a-z]/g, 'a')}x><p class="author"><a href="./profile?u=${number}">${run} x</a>
» ${run} March 3, 2009 10:0${number} am</p><div class="content">Clock ${number} ${run} x${'<i></i>'.repeat(3_000)}</div></div>`,
  )
  .join('\n')}</div></body></html>`;

const FEED = (
  run: string,
) => `<?xml version="1.0"?><rss version="2.0"><channel><title>${run}</title><link>http://a${run}</link>
<item><title>${run} x</title><guid>http://a${run}</guid><link>http://a.example/${run}</link><author>${run} x</author>
<pubDate>${run}</pubDate><description>${run}</description></item></channel></rss>`;

for (const [kind, name, make] of [
  ['a blog', 'page.html', BLOG],
  ['a forum', 'page.html', FORUM],
  ['a feed', 'feed.xml', FEED],
] as const) {
  test(
    `reads ${kind} in time of its length, whatever it repeats`,
    async () => {
      for (const piece of RUNS) {
        const run = piece
          .repeat(Math.ceil(RUN_LENGTH / piece.length))
          .replaceAll('&', kind === 'a feed' ? '&amp;' : '&');
        const folder = await makeTempFolderWith({ [name]: make(run) });
        const before = process.cpuUsage();
        const source = await openSource(folder, { maxPageBytes: MAX_PAGE_BYTES });
        for await (const item of source.items())
          if (item.kind === 'page') extractPage(item, { siteUrl: null });
        const { user } = process.cpuUsage(before);
        assert.ok(user < 1_000 * MAX_MS, `${JSON.stringify(piece)}: ${Math.round(user / 1000)} ms`);
      }
    },
    { timeoutMs: 200_000 },
  );
}

test.run();
