// The law of the short way to a tree: where tags alone tell the tree, htmlparser2 builds what the standard's parser builds.
import { load } from 'cheerio';
import { load as loadLoose } from 'cheerio/slim';
import type { AnyNode, ParentNode } from 'domhandler';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { implyTags } from '../../scraper/reading/markup/implied-tags/imply-tags.ts';
import { goldenTexts } from '../support/golden.ts';
import { suite } from '../support/suite.ts';

const test = suite('implied tags');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

/** Names, attributes, texts and nesting, one node a line, then the remarks; drawings without their content. */
function outline(root: ParentNode | undefined): string {
  const lines: string[] = [];
  const remarks: string[] = [];
  const open: (AnyNode | null)[] = [root?.firstChild ?? null];
  while (open.length > 0) {
    const node = open.pop() ?? null;
    if (node === null) continue;
    open.push(node.nextSibling);
    const indent = ' '.repeat(open.length);
    if ('attribs' in node) {
      const isDrawing = node.name === 'svg';
      lines.push(`${indent}<${node.name} ${isDrawing ? '' : JSON.stringify({ ...node.attribs })}`);
      open.push(isDrawing ? null : node.firstChild);
    } else if (node.type === 'text') lines.push(`${indent}${JSON.stringify(node.data)}`);
    else if (node.type === 'comment') remarks.push(node.data);
  }
  return [...lines, ...remarks].join('\n');
}

/** True when the short way is taken; fails when it leads to another tree. */
function isDecided(html: string): boolean {
  const implied = implyTags(html);
  if (implied === null) return false;
  assert.is(outline(loadLoose(implied.html).root()[0]), outline(load(html).root()[0]), JSON.stringify(html));
  return true;
}

const names =
  'a address article b body br button caption center col colgroup dd div dl dt em embed fieldset font form h1 h2 head hr html iframe img input label li link main menu meta noscript object ol optgroup option p param pre script section select small span strong style summary svg table tbody td textarea tfoot th thead title tr u ul video custom-tag o:p'.split(
    ' ',
  );
const inline = 'a b em font span strong small u label'.split(' ');
const attributes = fc.constantFrom(
  '',
  '',
  '',
  ' class="x y"',
  " id='n' TITLE='a > b'",
  ' href=/x?a=1&amp;b=2&copy=3',
  ' a a=2 A=3',
  ' title="&#8220;&hellip&nbsp;"',
  ' /',
  '/',
  ' x = "1"y=2',
);
const texts = fc.constantFrom(
  ' ',
  '\n',
  'word',
  ' two words ',
  'a &amp; b &copy &#151; &nbsp; &notit;',
  '<',
  '3 < 4',
  '\r\n',
  '&nbsp;',
  '<!-- remark -->',
  '<!---->',
  '<!--a--!>b-->',
  '<!doctype html>',
  '<?php ?>',
  '<![CDATA[x]]>',
);

const soup = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...names), attributes).map(([name, rest]) => `<${name}${rest}>`),
      },
      { weight: 4, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
      { weight: 4, arbitrary: texts },
      { weight: 1, arbitrary: fc.string() },
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

/** Content that nests as tags say, with ends left out where people leave them out. */
const { content } = fc.letrec<{ content: string; element: string }>((tie) => ({
  content: fc
    .array(fc.oneof({ depthSize: 'small' }, texts, tie('element')), { maxLength: 5 })
    .map((all) => all.join('')),
  element: fc.oneof(
    fc
      .tuple(fc.constantFrom(...names), attributes, tie('content'))
      .map(([name, rest, inner]) => `<${name}${rest}>${inner}</${name}>`),
    fc.tuple(fc.constantFrom(...inline), texts).map(([name, inner]) => `<${name}>${inner}</${name}>`),
    fc
      .tuple(fc.constantFrom('p', 'li', 'dt', 'dd', 'option', 'td', 'tr'), tie('content'))
      .map(([name, inner]) => `<${name}>${inner}`),
    tie('content').map((inner) => `<table><tr><td>${inner}<td>${inner}<tr><th>${inner}</table>`),
    tie('content').map(
      (inner) =>
        `<table><caption>${inner}</caption><colgroup><col></colgroup><thead><tr><td>${inner}</tbody><tbody></table>`,
    ),
    tie('content').map((inner) => `<ul><li>${inner}<li>${inner}</ul><select><option>a<option>b</select>`),
    fc.constantFrom(
      '<svg viewBox="0 0 1 1"><g><path d="M0 0"/></g><title>x</title></svg>',
      '<noscript><p>a &amp; b</noscript>',
      '<iframe src=x><b></iframe>',
      '<pre>\n\nx</pre>',
      '<textarea>\nx</textarea>',
      '<script>if (a < b) "<p>"</script>',
      '<script><!-- <script> </script> --></script>',
      '<title>a &lt; b</title>',
      '<style/>p{}</style>',
    ),
  ),
}));
const head = fc.constantFrom(
  '',
  '<!DOCTYPE html>\n<html>\n<head><title>x</title></head>\n<body class=a>',
  ' <head><meta name=a><link rel=b>\n',
  '<html lang=en><title>x</title> text',
  '<html><head></head> <body>',
);
const foot = fc.constantFrom(
  '',
  '</body></html>\n',
  ' </body> <!-- end --> </html> <!-- end -->\n',
  '</html> more',
);
const page = fc.tuple(head, content, foot).map((parts) => parts.join(''));

test('any soup of tags', () => {
  fc.assert(
    fc.property(soup, (html) => {
      isDecided(html);
    }),
    { seed, numRuns: 3_000 },
  );
});

test('pages that nest, most of them decided', () => {
  let decided = 0;
  fc.assert(
    fc.property(page, (html) => {
      if (isDecided(html)) decided++;
    }),
    { seed, numRuns: 1_500 },
  );
  assert.ok(decided > 450, `${decided} of 1,500 decided`);
});

const golden = goldenTexts();

test('golden pages, as they are and with parts cut out or doubled', () => {
  assert.ok(golden.filter(isDecided).length * 2 > golden.length, 'most golden pages are decided');
  const change = fc.record({
    page: fc.nat(),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(300),
    isDoubled: fc.boolean(),
  });
  fc.assert(
    fc.property(change, ({ page: index, from, length, isDoubled }) => {
      const html = golden[index % golden.length] ?? '';
      const start = Math.floor(from * html.length);
      const piece = html.slice(start, start + length);
      isDecided(html.slice(0, start) + (isDoubled ? piece + piece : '') + html.slice(start + length));
    }),
    { seed, numRuns: 300 },
  );
});

test.run();
