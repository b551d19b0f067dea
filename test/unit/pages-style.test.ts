// What can be measured of the stylesheet without a browser: contrast and weight.
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { readAssets } from '../../src/assets.ts';
import { suite } from '../support/suite.ts';

const test = suite('the stylesheet');

const css = readAssets().stylesheet.text;
const [light, dark, chosenDark] = [
  colours(':root {'),
  colours(':root:not([data-theme="light"]) {'),
  colours(':root[data-theme="dark"] {'),
];

/** Text colour and what it stands on. */
const PAIRS = [
  ['ink', 'paper'],
  ['ink', 'raised'],
  ['ink', 'target'],
  ['quiet', 'paper'],
  ['quiet', 'raised'],
  ['quiet', 'target'],
  ['link', 'paper'],
  ['link', 'raised'],
  ['link', 'target'],
  ['visited', 'paper'],
  ['accent', 'paper'],
  ['accent', 'target'],
  ['on-accent', 'accent'],
  ['mark-ink', 'mark'],
] as const;

test('has AA contrast for every text in both schemes', () => {
  for (const [name, scheme] of [
    ['light', light],
    ['dark', dark],
  ] as const)
    for (const [text, ground] of PAIRS) {
      const ratio = contrast(scheme.get(text) ?? '', scheme.get(ground) ?? '');
      assert.ok(ratio >= 4.5, `${name}: ${text} on ${ground} has ${ratio.toFixed(2)}`);
    }
});

test('has visible borders around fields and marks in both schemes', () => {
  for (const scheme of [light, dark])
    for (const [line, ground] of [
      ['field', 'paper'],
      ['mark-line', 'paper'],
    ] as const)
      assert.ok(contrast(scheme.get(line) ?? '', scheme.get(ground) ?? '') >= 3, line);
});

test('is as dark by choice as it is by the system', () => {
  assert.ok(dark.size > 10);
  assert.equal([...chosenDark], [...dark]);
});

test('weighs at most 8 kB compressed and loads nothing', () => {
  assert.ok(gzipSync(css).length <= 8_192);
  assert.not.match(css, /@import|url\(/);
});

/** The custom properties of the block that opens so. */
function colours(opening: string): ReadonlyMap<string, string> {
  const body = css.split(opening)[1]?.split('}')[0] ?? '';
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  assert.match(hex, /^#[0-9a-f]{6}$/);
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test.run();
