// Comments in markup nobody has seen: known pages are disguised or shown in other layouts, and must read the same.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { decodePage } from '../../scraper/decode/decode.ts';
import { extractPage } from '../../scraper/extract.ts';
import type { Comment } from '../../scraper/model.ts';
import { commentLayouts } from '../support/comment-layouts.ts';
import { addTally, type CommentTally, compareComments, emptyTally } from '../support/compare-comments.ts';
import { disguise, relayout, shownComments } from '../support/disguise.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('disguised comments');

const combinations: readonly (readonly string[])[] = [
  ['no ids'],
  ['other names'],
  ['no names'],
  ['no ids', 'dates in prose'],
  ['no ids', 'other elements'],
  ['no ids', 'name and date last'],
  ['no ids', 'minified'],
  ['no ids', 'other names', 'dates in prose', 'no platform'],
  ['no ids', 'other names', 'name and date last', 'other elements', 'dates in prose'],
  ['no ids', 'no names', 'dates in prose', 'no platform', 'minified'],
];

interface KnownPage {
  readonly path: string;
  readonly html: string;
  readonly comments: readonly Comment[];
}

function read(path: string, html: string | Uint8Array): readonly Comment[] {
  const bytes = typeof html === 'string' ? Buffer.from(`\ufeff${html}`) : html;
  const reading = extractPage(
    { kind: 'page', path, bytes, url: null, transportCharset: null, capturedAt: null },
    { siteUrl: null },
  );
  return reading.kind === 'part' ? reading.comments : [];
}

/** A few pages of an archive: those with the fewest comments, the most, and some between. */
function choosePages(root: string, count: number): KnownPage[] {
  const known: KnownPage[] = [];
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.html?$/.test(path),
  );
  const step = Math.max(1, Math.floor(paths.length / 80));
  for (const [index, path] of paths.sort().entries()) {
    if (index % step !== 0) continue;
    const bytes = readFileSync(join(root, path));
    const comments = bytes.length > 150_000 ? [] : read(path, bytes);
    if (comments.length > 0 && comments.every(({ kind }) => kind === 'comment'))
      known.push({ path, html: decodePage(bytes, null).text, comments });
  }
  known.sort((a, b) => a.comments.length - b.comments.length);
  return known.filter((_, index) => index % Math.ceil(known.length / count) === 0);
}

function checkFloors(tally: CommentTally, floors: { found: number; authors: number; parents: number }): void {
  const figures = JSON.stringify(tally);
  assert.ok(tally.found >= floors.found * tally.wanted, `too few found: ${figures}`);
  assert.ok(tally.found >= 0.98 * tally.given, `too many given: ${figures}`);
  assert.ok(tally.authors >= floors.authors * tally.found, `wrong authors: ${figures}`);
  assert.ok(tally.days >= 0.95 * tally.found, `wrong days: ${figures}`);
  assert.ok(tally.parents >= floors.parents * tally.found, `wrong parents: ${figures}`);
}

for (const archive of ['codare', 'fluffysblog', 'eightbar']) {
  sharedTest(
    test,
    `reads the comments of ${archive} in every disguise`,
    `archives/${archive}`,
    (root) => {
      const sum = emptyTally();
      for (const { path, html, comments } of choosePages(root, 3))
        for (const names of combinations)
          addTally(sum, compareComments(comments, read(path, disguise(html, names))));
      assert.ok(sum.wanted > 0);
      checkFloors(sum, { found: 0.98, authors: 0.95, parents: 0.98 });
    },
    { timeoutMs: 60_000 },
  );
  sharedTest(
    test,
    `reads the comments of ${archive} in every layout`,
    `archives/${archive}`,
    (root) => {
      const sum = emptyTally();
      for (const { path, html, comments } of choosePages(root, 3)) {
        for (const layout of commentLayouts) {
          const page = relayout(html, shownComments(comments), layout);
          if (page === null || comments.length < (layout.atLeast ?? 1)) continue;
          const wanted = comments.map((comment) => ({
            ...comment,
            publishedAt: layout.hides.includes('date') ? null : comment.publishedAt,
            parentId: layout.hides.includes('parent') ? null : comment.parentId,
          }));
          addTally(sum, compareComments(wanted, read(path, page)));
        }
      }
      assert.ok(sum.wanted > 0);
      checkFloors(sum, { found: 0.98, authors: 0.97, parents: 0.98 });
    },
    { timeoutMs: 60_000 },
  );
}

test.run();
