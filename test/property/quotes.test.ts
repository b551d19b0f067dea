// The law of quotes without markup: what is marked fast is what a plain comparison of words marks.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { markQuotes } from '../../scraper/joining/mark-quotes.ts';
import type { Comment, Post, TextRange } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost } from '../support/threads.ts';

const test = suite('quote laws');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words of a text, each between spaces. */
function spell(text: string): string {
  const words = text.toLowerCase().match(WORD) ?? [];
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}

/** The first six words of a line that is long enough to tell where it comes from. */
function startOf(line: string): string | null {
  const letters = line.replaceAll(' ', '').length;
  if (letters < 24 && !(letters >= 12 && IDEOGRAPH.test(line))) return null;
  const words = line.trim().split(' ');
  return words.length < 6 ? null : ` ${words.slice(0, 6).join(' ')} `;
}

/** Which lines of each comment repeat the first eight texts that hold their beginning. */
function plainQuotes(post: Post, comments: readonly Comment[]): TextRange[][] {
  const sources: { readonly comment: Comment | null; readonly words: string }[] = [
    { comment: null, words: spell(post.text) },
  ];
  return comments.map((comment) => {
    const ranges: TextRange[] = [];
    let hasOwnWords = false;
    for (const match of comment.text.matchAll(/[^\n]+/g)) {
      const words = spell(match[0]);
      const start = startOf(words);
      const isQuote = sources
        .filter((source) => start !== null && source.words.includes(start))
        .slice(0, 8)
        .filter(({ comment: other }) =>
          comment.parentId === null
            ? other === null || other.author === null || other.author !== comment.author
            : other === null || other.id === comment.parentId,
        )
        .some((source) => source.words.includes(words));
      if (isQuote) ranges.push([match.index, match.index + match[0].length]);
      else if (words !== '') hasOwnWords = true;
    }
    sources.push({ comment, words: spell(comment.text) });
    return hasOwnWords && comment.kind === 'comment' ? joinNeighbours(ranges) : [];
  });
}

function joinNeighbours(ranges: readonly TextRange[]): TextRange[] {
  const joined: [number, number][] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 1) last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

/** Words and marks where capitals, scripts and pairs of units differ from what they look like. */
const anyWord = fc.constantFrom(
  ...['ferry', 'FERRY', 'noon', 'Noon', 'a', 'I', 'İstanbul', 'i', 'stanbul', 'ΟΔΟΣ', 'οδος', 'straße', '12'],
  ...[
    '渡し船',
    '嵐',
    '㋐',
    '々',
    'aア',
    '𐐀𐐨',
    '𠀀',
    '👍',
    '\ud83d',
    '…',
    "don't",
    '\u212a',
    'ǅ',
    'é',
    'e\u0301',
  ],
);
const anyLine = fc.array(anyWord, { maxLength: 14 }).map((words) => words.join(' '));
/** How those who quote write a line again. */
const anyRewriting = fc.constantFrom<(line: string) => string>(
  (line) => line,
  (line) => line.toUpperCase(),
  (line) => line.toLowerCase(),
  (line) => `“${line.replaceAll(' ', ', ')}…”`,
);
const anyText = (lines: readonly string[]) => {
  const anyRepeated = fc
    .tuple(fc.constantFrom(...lines), anyRewriting)
    .map(([line, rewrite]) => rewrite(line));
  return fc
    .array(fc.oneof({ weight: 3, arbitrary: anyRepeated }, anyLine), { maxLength: 4 })
    .map((own) => own.join('\n'));
};

const anyThread = fc
  .array(anyLine, { minLength: 1, maxLength: 3 })
  .chain((lines) =>
    fc.record({
      post: anyText(lines).map((text) => makePost({ text })),
      comments: fc.array(
        fc.record({
          text: anyText(lines),
          author: fc.constantFrom('Ada', 'Bob', null),
          parent: fc.option(fc.nat(12)),
          kind: fc.constantFrom('comment' as const, 'comment' as const, 'pingback' as const),
        }),
        { maxLength: 16 },
      ),
    }),
  )
  .map(({ post, comments }) => ({
    post,
    comments: comments.map(({ parent, ...own }, at) =>
      makeComment({ ...own, id: `${at}`, quotes: [], parentId: parent === null ? null : `${parent}` }),
    ),
  }));

test('quotes are marked as by comparing the words themselves', () => {
  fc.assert(
    fc.property(anyThread, ({ post, comments }) => {
      const marked = markQuotes(post, comments).map(({ quotes }) => quotes);
      assert.equal(marked, plainQuotes(post, comments));
    }),
    { seed, numRuns: 500 },
  );
});

test.run();
