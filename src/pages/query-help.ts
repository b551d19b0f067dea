// The query language in one table, for the help page. Data only; what each row promises is the contract's.

/** One thing that may be written. */
export interface HelpRow {
  /** What to write; the first is shown as an example to try. */
  readonly forms: readonly string[];
  readonly meaning: string;
  /** A copy in files does not do it. */
  readonly needsServer?: true;
}

/** Rows under one heading. */
export interface HelpSection {
  readonly title: string;
  readonly rows: readonly HelpRow[];
}

/** In the order of the page. */
export const QUERY_HELP: readonly HelpSection[] = [
  {
    title: 'Words',
    rows: [
      {
        forms: ['words here'],
        meaning:
          'All of these words, in any order, up to four of them. A longer question matches any of its words, and what has more of them comes first.',
      },
      {
        forms: ['"exact words"'],
        meaning: 'These words, in this order and these forms. Capitals and accents do not matter.',
      },
      {
        forms: ['first OR second', 'first | second'],
        meaning: 'Either of them. Brackets group: (first OR second) third.',
      },
      { forms: ['-word', '-"exact words"', '-author:name'], meaning: 'Not this. NOT means the same.' },
      { forms: ['begin*'], meaning: 'Words that begin so; three letters or more.' },
      { forms: ['speling~'], meaning: 'Words of similar spelling.', needsServer: true },
    ],
  },
  {
    title: 'People',
    rows: [
      {
        forms: ['author:name', 'by:name', '@name'],
        meaning: 'Written by this person. A name with spaces goes in quotes: author:"First Last".',
      },
      { forms: ['to:name'], meaning: 'Replies to a comment of this person.' },
      { forms: ['is:op'], meaning: 'Comments by the author of the post.' },
    ],
  },
  {
    title: 'Dates',
    rows: [
      {
        forms: ['after:2008-11', 'before:2009'],
        meaning: 'From then on; earlier than then. A year, a month or a day.',
      },
      { forms: ['on:2008-11-04', 'year:2008'], meaning: 'On that day, in that month or year.' },
      {
        forms: ['date:2008-09..2008-11'],
        meaning: 'From the first to the last of them. One side may be left open.',
      },
    ],
  },
  {
    title: 'Places',
    rows: [
      { forms: ['type:post', 'type:comment'], meaning: 'Posts only, or comments only.' },
      { forms: ['title:word'], meaning: 'In the titles of posts.' },
      { forms: ['in:quote', '-in:quote'], meaning: 'In quoted parts only; in people’s own words only.' },
      { forms: ['tag:name'], meaning: 'In threads with this tag.' },
      {
        forms: ['http://…', 'thread:http://…'],
        meaning: 'An old address: the page or comment it stood for; everything in that thread.',
        needsServer: true,
      },
      {
        forms: ['comments:>100'],
        meaning: 'In threads of that many comments. Also >=, <, <=, and ranges: 50..100.',
      },
      { forms: ['links:example.org'], meaning: 'With a link to this site; a path may follow.' },
      { forms: ['has:link', 'has:image', 'has:quote'], meaning: 'With a link, a picture or a quote.' },
    ],
  },
  {
    title: 'Order',
    rows: [
      {
        forms: ['sort:newest', 'sort:oldest', 'sort:discussed'],
        meaning: 'Another order than by relevance. It never changes what is found.',
      },
    ],
  },
];
