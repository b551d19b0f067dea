// How documents are scored, in one place. Every value here shapes answers: change one, and the analysis
// fingerprint or the snapshot format must change with it when it is baked into files.

/** BM25+ of MiniSearch: `k` saturation of repeats, `b` weight of the field's length, `d` floor of one occurrence. */
export const BM25 = { k: 1.5, b: 0.75, d: 0.5 } as const;

/** `body` is title, text and tags together; the title counts once more at this weight. */
export const TITLE_BOOST = 0.3;

/** What the exact form adds to its stem's score, as a share of it. */
export const EXACT_FORM_BONUS = 0.03;

/** MiniSearch's own weights of words found by prefix and by similar spelling; the word itself has 1. */
export const PREFIX_WEIGHT = 0.375;
export const SIMILAR_WEIGHT = 0.45;

/** So many stems of a document are kept that tell most of what it is about. */
export const TELLING_STEMS = 20;

/** Only so many of the best documents are looked at more closely, as a page can show; the others stay behind them. */
export const REFINED_HITS = 100;

/**
 * Words of the query near each other: of the best `hits` documents, for each pair of neighbours among the first `words`
 * of the query, by the distances of up to `window` words between them, at this weight. A word stands for its `forms` most
 * frequent forms, in up to `places` places of a document.
 */
export const NEARNESS = { weight: 0.1, window: 8, hits: 50, words: 12, forms: 8, places: 32 } as const;

/**
 * Likeness to the best hits: the `hits` best count by the share of the best score they have, to the power of the steepness;
 * the stems that were asked for count by the share `asked`, since all hits have some of them. A document that is about just
 * what the best are about gains at most the best score times `weight`.
 */
export const LIKENESS = { weight: 1.4, hits: 20, steepness: 8, asked: 0.3 } as const;

/** What a word counts that a document only quotes. */
export const QUOTED_WEIGHT = 0.7;

/** Steps between documents with more words and with fewer, in best scores: refining adds less than what is left. */
export const LEVEL_STEP = 4;

/** A prefix stands for at most this many forms, the most frequent ones. */
export const MAX_PREFIX_FORMS = 10_000;

/** Further hits listed with the first one of a thread. */
export const MORE_HITS = 3;
