// Choosing a dialect: names, evidence, confidence.
import * as assert from 'uvu/assert';
import { dialects, rankDialects } from '../../scraper/dialects/registry.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { viewPage } from '../../scraper/reading/page/page-view.ts';
import { goldenCases, viewsOfCase } from '../support/golden.ts';
import { suite } from '../support/suite.ts';

const test = suite('dialects');

const view = (html: string) =>
  viewPage(parsePage(html), { path: 'a.html', ownUrl: null, siteUrl: null, capturedAt: null });
const winner = (html: string) => rankDialects(view(html))[0]?.dialect.name;

test('have names of their own, a version and golden pages', () => {
  const names = dialects.map(({ name }) => name);
  assert.is(new Set(names).size, names.length);
  for (const { name, version } of dialects) {
    assert.ok(Number.isInteger(version) && version > 0, name);
    assert.ok(
      goldenCases().some((golden) => golden.name.startsWith(`${name}/`)),
      `${name} has no golden page`,
    );
  }
});

test('claims its own golden pages and nobody else does, by a clear distance', () => {
  const clear = 0.15;
  for (const golden of goldenCases()) {
    const [own = ''] = golden.name.split('/');
    for (const { path, view: page } of viewsOfCase(golden)) {
      const ranked = rankDialects(page);
      const other = ranked.find(({ dialect }) => dialect.name !== own)?.detection.confidence ?? 0;
      assert.is(ranked[0]?.dialect.name, own, `${golden.name}/${path}`);
      const confidence = ranked[0]?.detection.confidence ?? 0;
      if (own !== 'generic')
        assert.ok(confidence - other >= clear, `${golden.name}/${path}: ${confidence} against ${other}`);
    }
  }
});

test('takes a page for Blogger, LiveJournal or Scoop by what only they leave', () => {
  assert.is(winner('<meta name="generator" content="blogger">'), 'blogger');
  assert.is(winner('<dl id="comments-block"><dt id="c1193166060000000">x'), 'blogger');
  assert.is(winner('<div id="ljcmt12"><p>x'), 'livejournal');
  assert.is(winner('<form name="rateForm"><div class="commentLevel1">x'), 'scoop');
  assert.is(winner('<a href="/story/2006/5/12/14321/1234">x</a>'), 'scoop');
});

test('is not sure of a platform because people of another blog are there', () => {
  const guest =
    '<a href="http://www.blogger.com/profile/1">A</a> <a href="http://x.livejournal.com/">B</a> <a href="http://www.kos.example/story/2006/5/12/14321/1234">C</a>';
  assert.is(winner(guest), 'generic');
  assert.is(winner(`<link rel="stylesheet" href="/wp-content/style.css">${guest}`), 'wordpress');
});

test('takes a page for WordPress by its generator, its files or its body', () => {
  assert.is(winner('<meta name="generator" content="WordPress 2.3">'), 'wordpress');
  assert.is(winner('<link rel="stylesheet" href="/wp-content/themes/x/style.css">'), 'wordpress');
  assert.is(winner('<body class="single postid-9"><p>x'), 'wordpress');
  assert.is(winner('<p>x'), 'generic');
});

test('is not sure of WordPress because of a link to it alone', () => {
  const [best] = rankDialects(view('<p>I moved to <a href="https://wordpress.org/">WordPress</a>'));
  assert.ok((best?.detection.confidence ?? 1) < 0.3);
});

test('looks at the shape of a page only where no platform is sure', () => {
  const messages = ['Ada', 'Bo', 'Cy', 'Di']
    .map(
      (name, i) =>
        `<div><a href="/profile.php?u=${i}">${name}</a> <i>Posts: 1${i}</i> <b>${i + 1} May 2009, 10:0${i}</b><p>A message of ${name} with some words</p></div>`,
    )
    .join('');
  const forumOf = (html: string) => rankDialects(view(html)).find(({ dialect }) => dialect.name === 'forum');
  assert.is(winner(messages), 'forum');
  assert.is(forumOf(`<meta name="generator" content="WordPress 6">${messages}`)?.detection.confidence, 0);
  assert.is(
    winner(
      `<meta name="generator" content="WordPress 6"><ul>${messages.replace(/<p>/g, '<p class="bbp-reply-content">').replace(/<a /g, '<a class="bbp-author-name" ')}`,
    ),
    'forum',
  );
});

test('gives a confidence between 0 and 1 with its evidence', () => {
  for (const { detection } of rankDialects(
    view('<meta name="generator" content="WordPress 6"><body class="postid-1"><ol class="commentlist"></ol>'),
  )) {
    assert.ok(detection.confidence >= 0 && detection.confidence <= 1);
    assert.ok(detection.confidence === 0 || detection.evidence.length > 0);
  }
});

test.run();
