// Small words that carry no meaning beside others, as folded forms. A table of data; other lists may be added.

const ENGLISH = `
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves what which who whom this that these those
am is are was were be been being have has had having do does did doing will would can could should may might must
a an the and but if or because as until while of at by for with about against between into through during before
after above below to from up down in out on off over under again further then once here there when where why how
all any both each few more most other some such no nor not only own same so than too very just now also
i'm i've i'd i'll it's that's there's what's you're you've we're we've they're he's she's
don't doesn't didn't isn't aren't wasn't weren't can't won't
`;

const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['english', listOf(ENGLISH)],
  ['porter', listOf(ENGLISH)],
]);

const NONE: ReadonlySet<string> = new Set();

/** Stop words of a language, as folded forms; empty for a language without a list. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  return LISTS.get(language) ?? NONE;
}

function listOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
