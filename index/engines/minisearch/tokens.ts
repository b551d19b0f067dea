// The words of every document in order: phrase checks, and which words stand in quotes or in the title.
import type { WordScope } from '../../query/model.ts';
import type { SectionReader } from '../../snapshot/section-file.ts';
import type { TermNumber } from './dictionary.ts';
import { BREAK, QUOTED, TOKEN_MASK } from './layout.ts';

/** Tokens of document d stand from `starts[d]` to before `starts[d + 1]`: title, BREAK, text, BREAK, tags. */
export interface Tokens {
  readonly tokens: Uint32Array;
  readonly starts: Uint32Array;
}

/** The tokens written by `TokenWriter`. */
export function readTokens(sections: SectionReader): Tokens {
  return { tokens: sections.u32('tokens'), starts: sections.u32('tokens.starts') };
}

/** Whether the document has these forms one behind the other within one part, all of them in the scope. */
export function hasPhrase(
  { tokens, starts }: Tokens,
  ordinal: number,
  { forms, scope }: { readonly forms: readonly TermNumber[]; readonly scope: WordScope },
): boolean {
  const start = starts[ordinal] ?? 0;
  const end = scope === 'title' ? titleEnd(tokens, start) : (starts[ordinal + 1] ?? 0);
  const first = forms[0];
  for (let at = start; at + forms.length <= end; at++) {
    if (((tokens[at] ?? BREAK) & TOKEN_MASK) === first && standsAt(tokens, at, forms, scope)) return true;
  }
  return false;
}

function standsAt(tokens: Uint32Array, at: number, forms: readonly TermNumber[], scope: WordScope): boolean {
  for (let index = 0; index < forms.length; index++) {
    const token = tokens[at + index] ?? BREAK;
    if ((token & TOKEN_MASK) !== forms[index] || !isInScope(token, scope)) return false;
  }
  return true;
}

/** Whether the document has a word that passes the test and is in the scope. */
export function hasWord(
  { tokens, starts }: Tokens,
  ordinal: number,
  { isWanted, scope }: { readonly isWanted: (form: TermNumber) => boolean; readonly scope: WordScope },
): boolean {
  const start = starts[ordinal] ?? 0;
  const end = scope === 'title' ? titleEnd(tokens, start) : (starts[ordinal + 1] ?? 0);
  for (let at = start; at < end; at++) {
    const token = tokens[at] ?? BREAK;
    if (token !== BREAK && isInScope(token, scope) && isWanted(token & TOKEN_MASK)) return true;
  }
  return false;
}

/** Whether the title's words are exactly these. */
export function isTitle({ tokens, starts }: Tokens, ordinal: number, forms: readonly TermNumber[]): boolean {
  const start = starts[ordinal] ?? 0;
  if (tokens[start + forms.length] !== BREAK) return false;
  return forms.every((form, index) => tokens[start + index] === form);
}

function isInScope(token: number, scope: WordScope): boolean {
  if (scope === 'quote') return (token & QUOTED) !== 0;
  return scope !== 'own' || (token & QUOTED) === 0;
}

function titleEnd(tokens: Uint32Array, start: number): number {
  let end = start;
  while (end < tokens.length && tokens[end] !== BREAK) end++;
  return end;
}
