// Every kind of page of an archive that holds the worst that a blog ever held: for tests that look at all of them.
import type { Thread } from '../../scraper/model.ts';
import { makeComment, makePost, makeThread } from './threads.ts';

const dated = (publishedAt: string) => ({ publishedAt, datePrecision: 'day' as const });

/** Texts that have broken pages elsewhere. */
export const HOSTILE_TEXTS = {
  markup:
    '</p></article></main><script>document.title="run"</script><img src=x onerror=alert(1)> &lt; ]]> -->',
  rightToLeft: 'مرحبا بالعالم \u202eevil\u202c שלום עולם \u2067and back\u2069',
  invisible: 'zero\u200bwidth\u200d\u2060\ufeff and \u00ad\u0301\u0301 marks Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  longWord: 'w'.repeat(10_000),
  manyLines: `${'line\n'.repeat(2_000)}end`,
  controls: 'null\u0000 bell\u0007 \u001b[31mred \ud800 half',
} as const;

const LONG_TITLE = `The ${'very '.repeat(60)}long title of a <b>post</b> & "more" ${'x'.repeat(300)}`;

/** Five threads over three years, one of them 40 replies deep. */
export function hostileThreads(): readonly Thread[] {
  const texts = Object.values(HOSTILE_TEXTS);
  const deep = Array.from({ length: 40 }, (_, depth) =>
    makeComment({
      id: String(depth + 1),
      author: ['Bram', 'Tess', 'שרה', null][depth % 4] ?? null,
      text: `Reply number ${depth + 1} about the ferry.`,
      parentId: depth === 0 ? null : String(depth),
      url: `http://quay.example/deep/#comment-${depth + 1}`,
      ...dated(`2009-0${1 + (depth % 9)}-11`),
    }),
  );
  const post = (title: string, text: string, publishedAt: string) =>
    makePost({ title, text, author: 'Orla "<i>Quill</i>"', tags: ['boats', '<u>'], ...dated(publishedAt) });
  return [
    makeThread({
      id: 'hostile-00000001',
      site: 'The <Quay> & "co"',
      url: 'http://quay.example/hostile/',
      post: post(LONG_TITLE, `The ferry. ${HOSTILE_TEXTS.markup}`, '2008-06-18'),
      comments: texts.map((text, index) =>
        makeComment({
          id: String(index + 1),
          author: index === 3 ? 'n'.repeat(400) : `Bram ${HOSTILE_TEXTS.invisible}`,
          text: `${text} ferry`,
          links: ['http://elsewhere.example/?a=1&b=<c>"'],
          ...dated('2008-06-19'),
        }),
      ),
    }),
    makeThread({ id: 'deep-00000002', post: post('Deep', 'The ferry, deep.', '2009-01-01'), comments: deep }),
    makeThread({
      id: 'orphan-00000003',
      post: null,
      comments: [makeComment({ id: '1', author: 'Tess', text: 'No ferry.' })],
    }),
    makeThread({ id: 'plain-00000004', post: post('Plain', 'A ferry of 2010.', '2010-06-18'), comments: [] }),
    makeThread({ id: 'more-00000005', post: post('More', 'A ferry of 2011.', '2011-06-18'), comments: [] }),
  ];
}

/** Paths of every kind of page, for `hostileThreads`. */
export const ALL_PAGES: readonly string[] = [
  '/',
  '/search?q=ferry',
  '/search?q=ferry&type=comment&from=2008&author=tess&sort=newest',
  `/search?q=${encodeURIComponent('"ferry" OR <script>alert(1)</script>')}`,
  '/search?q=zzzzqqq',
  '/search?q=&limit=0',
  '/search?q=ferry&limit=no&from=2008-13',
  '/threads/hostile-00000001',
  '/threads/hostile-00000001?hl=ferry',
  '/threads/deep-00000002',
  '/threads/orphan-00000003',
  '/people',
  '/people?q=b&sort=name',
  '/people/tess',
  '/on-this-day?date=06-18',
  '/on-this-day?date=12-24',
  '/help',
  '/about',
  '/docs',
  '/resolve',
];
