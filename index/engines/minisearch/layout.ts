// How the files of an index are laid out: names and marks that its writers and readers share. Change one and the
// snapshot format must be raised.

/** Dictionary and posting lists; everything that is known of documents beside their words. */
export const FILES = { terms: 'terms.bin', documents: 'documents.bin' } as const;

/** The fields of every document. */
export const FIELDS = ['body', 'title'] as const;
export type Field = (typeof FIELDS)[number];

/** In lists of list numbers: none. */
export const NO_LIST = 0xffffffff;

/** In columns of people: unknown. */
export const NOBODY = 0xffffffff;
/** `firstDay` of a document without a date. */
export const UNDATED = -0x80000000;

/** Bits of the `flags` column. */
export const FLAG = { comment: 1, byPostAuthor: 2, link: 4, image: 8, quote: 16 } as const;

/** Postings between two skip entries of a list. */
export const SKIP_POSTINGS = 128;
