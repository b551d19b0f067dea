// Gives a folded word the accents its ending would have in full spelling: stemmers look for them. No stemming here.

// Folded ending → as the language writes it, where the folded one is hardly ever meant. The longest that fits counts.
const ENDINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  czech: { am: 'ám', ach: 'ách', ych: 'ých', ym: 'ým', ymi: 'ými', ich: 'ích' },
  french: {
    ee: 'ée',
    ees: 'ées',
    erent: 'èrent',
    iere: 'ière',
    ieres: 'ières',
    alite: 'alité',
    alites: 'alités',
    ilite: 'ilité',
    ilites: 'ilités',
    ivite: 'ivité',
    ivites: 'ivités',
    osite: 'osité',
    osites: 'osités',
  },
  hungarian: { bol: 'ból', rol: 'ról', tol: 'tól', nal: 'nál', nel: 'nél', ert: 'ért', kent: 'ként' },
  spanish: { abamos: 'ábamos', aramos: 'áramos', iamos: 'íamos', ais: 'áis', eis: 'éis' },
};

const MAX_ENDING_LENGTH = 6;
// What is left of a word must be more than an ending.
const MIN_REST_LENGTH = 2;

/** A function that restores endings of folded words of a language; null when there is nothing to restore. */
export function endingRestorer(language: string): ((form: string) => string) | null {
  if (language === 'turkish') return restoreTurkish;
  const endings = new Map(Object.entries(ENDINGS[language] ?? {}));
  return endings.size === 0 ? null : (form) => restoreEnding(form, endings);
}

function restoreEnding(form: string, endings: ReadonlyMap<string, string>): string {
  const longest = Math.min(MAX_ENDING_LENGTH, form.length - MIN_REST_LENGTH);
  for (let length = longest; length > 0; length--) {
    const restored = endings.get(form.slice(-length));
    if (restored !== undefined) return form.slice(0, -length) + restored;
  }
  return form;
}

const FRONT: ReadonlyMap<string, string> = new Map([
  ['o', 'ö'],
  ['u', 'ü'],
]);

/**
 * Turkish endings follow the vowels before them, and the stemmer checks that they do. Folded `i` is ı between back vowels,
 * `o` and `u` are ö and ü beside front ones; `g` behind vowels is ğ, a final `mis` is `miş`. Roots may come out misspelt,
 * but alike in all forms of a word.
 */
function restoreTurkish(form: string): string {
  let restored = '';
  let before = '';
  for (let at = 0; at < form.length; at++) {
    const letter = form.charAt(at);
    if (letter === 'a' || letter === 'e') before = letter;
    restored += restoreLetter(form, at, before);
  }
  return restored.length >= 6 ? restored.replace(/(m[iıuü])s$/, '$1ş') : restored;
}

/** `before` is the last `a` or `e` up to here, or empty. */
function restoreLetter(form: string, at: number, before: string): string {
  const letter = form.charAt(at);
  if (letter === 'g') return /[aeiu]/.test(form.charAt(at - 1)) && isVowelOrEnd(form, at + 1) ? 'ğ' : 'g';
  if (letter === 'i') {
    // The ending of `yolundaki` does not follow.
    if (form.slice(at - 3, at) === 'dak') return letter;
    const after = nextClearVowel(form, at);
    return after !== 'e' && (before === 'a' || after === 'a') && before !== 'e' ? 'ı' : 'i';
  }
  const harmony = before === '' ? nextClearVowel(form, at) : before;
  return harmony === 'e' ? (FRONT.get(letter) ?? letter) : letter;
}

function isVowelOrEnd(form: string, at: number): boolean {
  return at === form.length || 'aeiou'.includes(form.charAt(at));
}

/** The next vowel that folding did not change: `a` or `e`; empty when there is none. */
function nextClearVowel(form: string, at: number): string {
  return /[ae]/.exec(form.slice(at))?.[0] ?? '';
}
