// The parsed query: a tree of words and filters, as the reader wrote it. Types only.
import type { DocumentType, Sort } from '../model.ts';

/** Where words are looked for: everywhere, in titles of posts, in quoted parts only, outside quoted parts only. */
export type WordScope = 'any' | 'title' | 'quote' | 'own';

/** An inclusive span of calendar days as ISO days (`2008-11-01`); null is open. */
export interface DaySpan {
  readonly from: string | null;
  readonly until: string | null;
}

export type Filter =
  /** By this person: name or slug, case and accents aside. Several: any of them. */
  | { readonly field: 'author'; readonly names: readonly string[] }
  /** A reply to a comment of this person. */
  | { readonly field: 'to'; readonly name: string }
  | { readonly field: 'type'; readonly type: DocumentType }
  /** A comment by the author of the post. */
  | { readonly field: 'is-op' }
  | { readonly field: 'date'; readonly span: DaySpan }
  /** Thread id, slug, or a pasted address. */
  | { readonly field: 'thread'; readonly thread: string }
  | { readonly field: 'tag'; readonly tag: string }
  /** Host without `www.`, lower case; path with leading `/`, or empty. */
  | { readonly field: 'links'; readonly host: string; readonly path: string }
  | { readonly field: 'has'; readonly what: 'link' | 'image' | 'quote' }
  /** Inclusive bounds of the thread's comment count; null is open. */
  | { readonly field: 'comments'; readonly min: number | null; readonly max: number | null };

export type QueryNode =
  | { readonly kind: 'word'; readonly text: string; readonly scope: WordScope }
  /** `word*` */
  | { readonly kind: 'prefix'; readonly text: string; readonly scope: WordScope }
  /** `word~` */
  | { readonly kind: 'similar'; readonly text: string; readonly scope: WordScope }
  /** Quoted: one word or more, as written between the quotes. */
  | { readonly kind: 'phrase'; readonly text: string; readonly scope: WordScope }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'and'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode };

export interface ParsedQuery {
  /** Null: nothing was asked for, everything matches. */
  readonly root: QueryNode | null;
  /** From `sort:`; null when not written. */
  readonly sort: Sort | null;
  /** Sentences for the reader: what did not parse and was searched as text. */
  readonly warnings: readonly string[];
}
