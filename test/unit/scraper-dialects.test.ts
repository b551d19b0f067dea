// Choosing a dialect: names, evidence, confidence.
import * as assert from 'uvu/assert';
import { dialects, rankDialects } from '../../scraper/dialects/registry.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { viewPage } from '../../scraper/reading/page/page-view.ts';
import { goldenCases } from '../support/golden.ts';
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

test('gives a confidence between 0 and 1 with its evidence', () => {
  for (const { detection } of rankDialects(
    view('<meta name="generator" content="WordPress 6"><body class="postid-1"><ol class="commentlist"></ol>'),
  )) {
    assert.ok(detection.confidence >= 0 && detection.confidence <= 1);
    assert.ok(detection.confidence === 0 || detection.evidence.length > 0);
  }
});

test.run();
