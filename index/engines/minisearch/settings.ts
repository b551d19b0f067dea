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

/** A prefix stands for at most this many forms, the most frequent ones. */
export const MAX_PREFIX_FORMS = 10_000;

/** Further hits listed with the first one of a thread. */
export const MORE_HITS = 3;
