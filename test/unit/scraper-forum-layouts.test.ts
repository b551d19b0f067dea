// Layouts of forums and guestbooks no program of which is known: every message is read with author, time and text.
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import type { Writing } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('layouts of unknown forums');

interface Said {
  readonly who: string;
  readonly when: string;
  readonly iso: string;
  readonly text: string;
}

const talk: readonly Said[] = [
  {
    who: 'Marnie',
    when: '03 Apr 2001 14:05',
    iso: '2001-04-03T14:05',
    text: 'Has anyone seen a heron on the upper mill pond this spring? Mine left in March and has not come back.',
  },
  {
    who: 'old_tom',
    when: '04 Apr 2001 09:31',
    iso: '2001-04-04T09:31',
    text: 'Two of them, by the sluice, early on Sunday. They did not like the dog at all.',
  },
  {
    who: 'J. Quill',
    when: '04 Apr 2001 18:20',
    iso: '2001-04-04T18:20',
    text: 'Try the lower pond. The water bailiff drained half of the upper one and nobody fishes in mud, not even herons.',
  },
  {
    who: 'Marnie',
    when: '06 Apr 2001 07:12',
    iso: '2001-04-06T07:12',
    text: 'Found him. Lower pond, fat as a bishop.',
  },
];

const title = 'Herons on the mill pond';

function page(body: string, head = title): string {
  return `<html><head><title>${head}</title></head><body>${body}</body></html>`;
}

/** Everything a page says, oldest first where it shows the newest first. */
function read(html: string, url: string): readonly Writing[] {
  const reading = extractPage(
    {
      kind: 'page',
      path: 'a.html',
      bytes: new TextEncoder().encode(html),
      url,
      transportCharset: null,
      capturedAt: null,
    },
    { siteUrl: null },
  );
  if (reading.kind !== 'part') throw new Error(`${reading.reason}: ${reading.detail}`);
  return [...(reading.post ? [reading.post] : []), ...reading.comments];
}

function isWhole(name: string, html: string, url: string, said: readonly Said[] = talk): void {
  test(`${name}: all messages with author, time and text`, () => {
    assert.equal(
      read(html, url).map(({ author, publishedAt, text }) => [author, publishedAt, text]),
      said.map(({ who, iso, text }) => [who, iso, text]),
    );
  });
}

const forumUrl = 'http://www.millpond.example/board/read.cgi?topic=17';

isWhole(
  'font tags and rules',
  page(
    `<center><font size="5" color="#336699">${title}</font></center><p>[ <a href="index.cgi">Message Board</a> ] [ <a href="post.cgi">Post</a> ]</p>${talk
      .map(
        ({ who, when, text }) =>
          `<hr><font size="2">Posted by <b>${who}</b> on ${when}</font><p><font face="Verdana">${text}</font></p>`,
      )
      .join('\n')}<hr><a href="index.cgi">Back to the Message Board</a>`,
  ),
  forumUrl,
);

isWhole(
  'a table for each message',
  page(
    `<h2>${title}</h2>${talk
      .map(
        ({ who, when, text }, i) =>
          `<table border="1" width="90%"><tr bgcolor="#ccccff"><td width="20%"><b>${who}</b><br><font size="1">Posts: ${i + 12}</font></td><td><font size="1">Posted: ${when}</font></td></tr><tr><td colspan="2">${text}</td></tr></table><br>`,
      )
      .join('\n')}`,
    `${title} - The Mill Forum`,
  ),
  forumUrl,
);

isWhole(
  'two rows for each message, the name in a cell over both',
  page(
    `<h1>${title}</h1><table>${talk
      .map(
        ({ who, when, text }) =>
          `<tr>\n<td rowspan="2" class="c1">\n <div class="c2">\n  <b>${who}</b>\n <br><span>Stammgast</span></div></td><td class="c3">erstellt: ${when}</td></tr>\n<tr class="c4"><td><div class="c5">${text}</div></td></tr>`,
      )
      .join('\n')}</table>`,
    `${title} - Forum`,
  ),
  forumUrl,
);

isWhole(
  'answers set in by nested boxes',
  page(
    `<h1>${title}</h1><div id="tree">${talk.reduceRight(
      (inner, { who, when, text }) =>
        `<div class="n" style="margin-left:20px"><div class="h"><strong>${who}</strong> (${when})</div><div class="b">${text}</div><a href="#r">Reply</a>${inner}</div>`,
      '',
    )}</div>`,
    `${title} - Millers' discussion forum`,
  ),
  forumUrl,
);

isWhole(
  'a definition list',
  page(
    `<h1>${title}</h1><dl>${talk
      .map(({ who, when, text }) => `<dt><b>${who}</b> - ${when}</dt><dd>${text}</dd>`)
      .join('\n')}</dl>`,
    `${title} - Mill Discussion Forum`,
  ),
  forumUrl,
);

isWhole(
  'cards with the picture and the name at the right',
  page(
    `<main><h1>${title}</h1>${talk
      .map(
        ({ who, when, text }) =>
          `<section class="kxq"><div class="zzt"><p>${text}</p></div><aside class="rrw"><img src="/a.png" alt=""><a href="/members/${who.toLowerCase().replace(/\W/g, '')}">${who}</a><small>${when}</small></aside><div class="vvp"><a href="#">Quote</a> <a href="#">Report</a></div></section>`,
      )
      .join('\n')}</main>`,
    `${title} | Mill Community`,
  ),
  'http://community.millpond.example/t/herons/17',
);

isWhole(
  'a guestbook in lines with labels',
  page(
    `<h1>Guestbook</h1><p><a href="sign.html">Sign my guestbook</a></p>${[...talk]
      .reverse()
      .map(
        ({ who, when, text }) =>
          `<b>Name:</b> ${who}<br><b>Homepage:</b> <a href="http://home.example/~x">http://home.example/~x</a><br><b>Date:</b> ${when}<br><b>Comments:</b> ${text}<hr>`,
      )
      .join('\n')}`,
    'My Guestbook',
  ),
  'http://www.millpond.example/guestbook.html',
  [...talk].reverse(),
);

isWhole(
  'a guestbook of tables, newest first',
  page(
    `<h2>Gästebuch</h2><p>4 Einträge im Gästebuch</p>${[...talk]
      .reverse()
      .map(
        ({ who, when, text }, i) =>
          `<table class="gb"><tr><td class="gbh">${4 - i}) <b>${who}</b> schrieb am ${when}</td></tr><tr><td class="gbt">${text}</td></tr></table>`,
      )
      .join('\n')}`,
    'Gästebuch',
  ),
  'http://www.muehle.example/gaestebuch/',
  [...talk].reverse(),
);

test.run();
