// Laws of a post's body on generated pages: nothing that is hidden, and nothing of a comment, ever stands in it.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { suite } from '../support/suite.ts';

const test = suite('laws of a body');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

const words = fc.array(fc.constantFrom('reed', 'tern', 'sluice', 'ferry', 'and', 'under', 'slowly', 'salt'), {
  minLength: 12,
  maxLength: 40,
});
const sentence = words.map((list) => `${list.join(' ')}, ${list[0]}.`);
const visible = sentence.map((text) => `<p>${text}</p>`);
const hidden = fc
  .tuple(
    fc.constantFrom('style="display:none"', 'hidden', 'class="screen-reader-text"', 'class="sr-only"'),
    sentence,
  )
  .map(([how, text]) => `<div ${how}>UNSEEN ${text}</div>`);
const template = fc.constantFrom('entry-content', 'post-body', 'x1', 'builder-text');
const block = fc.oneof({ weight: 4, arbitrary: visible }, { weight: 1, arbitrary: hidden });

function pageOf(name: string, blocks: readonly string[], comments: readonly string[]): string {
  const list = comments.map(
    (text, i) =>
      `<li class="comment" id="comment-${i + 11}"><cite class="fn">Pia</cite> <a href="#comment-${i + 11}">May ${i + 1}, 2011 at 10:00 am</a><div class="comment-content"><p>REMARK ${text}</p></div></li>`,
  );
  const area =
    list.length > 0 ? `<div id="comments"><ol class="commentlist">${list.join('')}</ol></div>` : '';
  return `<html><head><title>Low water</title></head><body><h1>Low water</h1><div class="${name}">${blocks.join('')}</div>${area}</body></html>`;
}

function bodyOf(html: string): string {
  const page = {
    kind: 'page' as const,
    path: 'low-water.html',
    bytes: new TextEncoder().encode(html),
    url: null,
    transportCharset: null,
    capturedAt: null,
  };
  const reading = extractPage(page, { siteUrl: null });
  return reading.kind === 'part' ? (reading.post?.text ?? '') : '';
}

test('a body holds neither hidden text nor text of comments', () => {
  fc.assert(
    fc.property(
      template,
      fc.array(block, { minLength: 1, maxLength: 8 }),
      fc.array(sentence, { maxLength: 6 }),
      (name, blocks, comments) => {
        const text = bodyOf(pageOf(name, blocks, comments));
        assert.not.match(text, /UNSEEN|REMARK/);
      },
    ),
    { seed, numRuns: 150 },
  );
});

test('a body holds all visible paragraphs, whatever its element is called', () => {
  fc.assert(
    fc.property(template, fc.array(visible, { minLength: 2, maxLength: 8 }), (name, blocks) => {
      const text = bodyOf(pageOf(name, blocks, []));
      for (const html of blocks) assert.ok(text.includes(html.replace(/<\/?p>/g, '')), html);
    }),
    { seed, numRuns: 100 },
  );
});

test.run();
