// Whether a text is nothing but certain words, in any number and order: the rows of controls that templates print.

/** Pieces of regular expressions, for both cases of letters. */
export interface WordRun {
  /** Alternatives: `reply|edit`. */
  readonly words: string;
  /** Characters, as in a class, that may stand before and behind a word. */
  readonly before: string;
  readonly behind: string;
}

/** Rows of controls are short. */
const MAX_LENGTH = 400;

/**
 * Makes the test. It goes from word to word and never back, whole words first, so that its cost is linear: one pattern for
 * the whole run could be matched in too many ways.
 */
export function wordRunTest({ words, before, behind }: WordRun): (text: string) => boolean {
  const step = new RegExp(`[${before}]*(?:(?:${words})(?![\\p{L}\\d])|(?:${words}))[${behind}]*`, 'iuy');
  return (text) => {
    if (text === '' || text.length > MAX_LENGTH) return false;
    step.lastIndex = 0;
    while (step.lastIndex < text.length) if (!step.test(text)) return false;
    return true;
  };
}
