// Random small archives and plans for property tests: few words, so that they meet often.

import fc from 'fast-check';
import type { ThreadDocuments } from '../../index/documents.ts';
import type { PlanNode } from '../../index/engine.ts';
import type { TextRange } from '../../index/model.ts';
import type { Filter, WordScope } from '../../index/query/model.ts';
import {
  and,
  english,
  filter,
  makeSampleThread,
  not,
  or,
  phrase,
  prefix,
  type SampleEntry,
  word,
} from './engine-samples.ts';

const WORDS = [
  'the',
  'to',
  'be',
  'not',
  'being',
  'will',
  'willing',
  'run',
  'runs',
  'running',
  'runner',
  'harbour',
  'harbours',
  'harbor',
  'ferry',
  'ferries',
  'café',
  '2008',
  '3.5',
  "don't",
  'tea',
  'teas',
  'team',
];
const NAMES = ['Ana', 'Bo', 'Dée'];
const TAGS = ['boats', 'tea time'];

const anyWord = fc.constantFrom(...WORDS);
const anyWords = fc.array(anyWord, { maxLength: 12 });

interface QuotedText {
  readonly text: string;
  readonly quotes: readonly TextRange[];
}

/** Words with a quoted run among them. */
const anyText: fc.Arbitrary<QuotedText> = fc
  .tuple(anyWords, anyWords, anyWords)
  .map(([before, quoted, after]) => {
    const start = before.join(' ').length + 1;
    const text = `${before.join(' ')} ${quoted.join(' ')} ${after.join(' ')}`;
    const end = start + quoted.join(' ').length;
    return { text, quotes: end > start ? [[start, end] as const] : [] };
  });

const anyDate = fc.constantFrom(
  null,
  '2008',
  '2008-11',
  '2008-11-05',
  '2009-01-01T00:30:00+02:00',
  '2009-01-01T10:00Z',
);

const anyEntry = fc.record({
  text: anyText,
  title: anyWords.map((words) => words.slice(0, 4).join(' ')),
  author: fc.option(fc.constantFrom(...NAMES)),
  publishedAt: anyDate,
  tags: fc.uniqueArray(fc.constantFrom(...TAGS)),
  isPing: fc.boolean(),
});

type DrawnEntry = typeof anyEntry extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** One to four threads of up to five entries, with or without a post, pings among them. */
export const anyArchive: fc.Arbitrary<readonly ThreadDocuments[]> = fc
  .array(fc.tuple(fc.boolean(), fc.array(anyEntry, { minLength: 1, maxLength: 5 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((threads) =>
    threads.map(([hasPost, drawn], number) => {
      const entries = drawn.map((entry, at) => describe(entry, `${number}.${at}`, hasPost && at === 0));
      return makeSampleThread(`thread-${number}`, entries);
    }),
  );

function describe(
  { text, title, tags, isPing, author, publishedAt }: DrawnEntry,
  id: string,
  isPost: boolean,
): SampleEntry {
  const rest = { id, ...text, publishedAt, ...(author === null ? {} : { author }) };
  if (isPost) return { ...rest, kind: 'post', title, tags };
  return { ...rest, kind: isPing && id.endsWith('.3') ? 'pingback' : 'comment' };
}

const anyScope = fc.constantFrom<WordScope>('any', 'any', 'title', 'quote', 'own');

const anySimilar: fc.Arbitrary<PlanNode> = fc
  .tuple(fc.uniqueArray(anyWord, { minLength: 1, maxLength: 3 }), anyScope)
  .map(([words, scope]) => {
    const forms = words.map((text, distance) => ({ form: english.forms(text)[0] ?? text, distance }));
    return { kind: 'similar', forms, scope };
  });

/** Of the kinds that the oracle knows. */
const anyFilter: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
    .map((names) => ({ field: 'author' as const, names })),
  fc.constantFrom('post' as const, 'comment' as const).map((type) => ({ field: 'type' as const, type })),
  fc.constantFrom(...TAGS).map((tag) => ({ field: 'tag' as const, tag })),
  fc.constant({ field: 'has' as const, what: 'quote' as const }),
);

const anyLeaf: fc.Arbitrary<PlanNode> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyWord, anyScope).map(([text, scope]) => word(text, scope)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(anyWord, { minLength: 1, maxLength: 3 }), anyScope)
      .map(([words, scope]) => phrase(words.join(' '), scope)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('run', 'har', 'harbour', 'te', 'tea', 't', '20'), anyScope)
      .map(([text, scope]) => prefix(text, scope)),
  },
  { weight: 1, arbitrary: anySimilar },
  { weight: 2, arbitrary: anyFilter.map(filter) },
  { weight: 1, arbitrary: fc.constantFrom<PlanNode>({ kind: 'everything' }, { kind: 'nothing' }) },
);

/** Up to three levels of and, or and not over leaves. */
export const anyPlan: fc.Arbitrary<PlanNode> = fc.letrec<{ node: PlanNode }>((tie) => {
  const nodes = fc.array(tie('node'), { maxLength: 3 });
  return {
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      anyLeaf,
      nodes.map((children) => and(...children)),
      nodes.map((children) => or(...children)),
      tie('node').map(not),
    ),
  };
}).node;
