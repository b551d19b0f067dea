// How the files of an index are laid out: names and marks that its writers and readers share. Change one and the
// snapshot format must be raised.

/** Words and the lists of documents that have them; what is known of the documents and threads themselves. */
export const FILES = { terms: 'terms.bin', documents: 'documents.bin' } as const;

/** The fields of every document. */
export const FIELDS = ['body', 'title'] as const;
export type Field = (typeof FIELDS)[number];

/** Exact forms are index terms of their own, told from stems by this mark. No form holds it. */
export const EXACT_MARK = '=';

/** In lists of term numbers: no term. */
export const NO_TERM = 0xffffffff;

/** Set on the number of a word that stands in a quoted part. */
export const QUOTED = 0x80000000;
/** Takes the mark off a token. */
export const TOKEN_MASK = 0x7fffffff;
/** Stands behind the title, behind the text and behind each tag: phrases do not cross it. */
export const BREAK = 0x7fffffff;

/** In columns of people: unknown. */
export const NOBODY = 0xffffffff;
/** `firstDay` of a document without a date. */
export const UNDATED = -0x80000000;

/** Bits of the `flags` column. */
export const FLAG = { comment: 1, byPostAuthor: 2, link: 4, image: 8, quote: 16 } as const;

/** Postings between two skip entries of a list. */
export const SKIP_POSTINGS = 128;

/** In lists of list numbers: no list. */
export const NO_LIST = 0xffffffff;
