// Where what a reader takes for one character begins: families of emoji, flags, letters with their marks. No words.

// One for all: making it costs more than a snippet. Clusters do not depend on the language (UAX 29).
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** No character that is meant is longer; of a longer one, only so much is looked at. */
const MAX_LOOK_BACK = 64;
const LOOK_AHEAD = 8;
const MAX_ROW = 2048;

/**
 * The offset itself when a character begins there, else where the one around it begins; never inside a surrogate pair.
 * Cost: none between letters of common scripts, else a few microseconds.
 */
export function characterStart(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return at;
  if (standsAlone(text.charCodeAt(at - 1)) && standsAlone(text.charCodeAt(at))) return at;
  let from = at - Math.min(at, MAX_LOOK_BACK);
  // Letters of flags go in pairs, counted from the first of their row.
  const least = Math.max(0, at - MAX_ROW);
  while (from > least && isFlagLetterBefore(text, from)) from -= 1;
  const around = text.slice(from, at + LOOK_AHEAD);
  return from + (segmenter.segment(around).containing(at - from)?.index ?? at - from);
}

/** ASCII, Latin, ideographs, kana and Hangul syllables, which no other of them joins. */
function standsAlone(code: number): boolean {
  if (code < 0x300) return code !== 0x0d && code !== 0x0a && code !== 0xad;
  return (code >= 0x3001 && code <= 0x9fff && !isKanaMark(code)) || (code >= 0xac00 && code <= 0xd7a3);
}

/** Either half of one of U+1F1E6 to U+1F1FF stands right before. */
function isFlagLetterBefore(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return code === 0xd83c || (code >= 0xdde6 && code <= 0xddff);
}

function isKanaMark(code: number): boolean {
  return (code >= 0x302a && code <= 0x302f) || code === 0x3099 || code === 0x309a;
}
