// British spellings of English words, and their American ones: both are one word to a reader. Data, and how it is used.

/** Parts of a word that are written in two ways, wherever they stand. None of them makes another word of a word. */
const PARTS: readonly (readonly [british: RegExp, american: string])[] = [
  [
    /(arb|arm|ard|behavi|cand|clam|col|demean|enam|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig)our/,
    '$1or',
  ],
  [/(calib|cent|fib|goit|lit|lust|met|meag|och|sab|somb|spect|theat)r(?:e(?=$|s$|d$)|(?=ing$))/, '$1er'],
  [/(def|lic|off|pret)ence/, '$1ense'],
  [/(anal|catal|dial|homol|monol)ogu(?:e(?=$|s$|d$)|(?=i))/, '$1og'],
  [/(an|bacter|glyc|isch|leuk|sept?ic|tox|ur|vir)aemi/, '$1emi'],
  [/^haem/, 'hem'],
  [/paed/, 'ped'],
  [/gynaec/, 'gynec'],
  [/anaesth/, 'anesth'],
  [/archaeo/, 'archeo'],
  [/palaeo/, 'paleo'],
  [/^aetio/, 'etio'],
  [/^faec/, 'fec'],
  [/^oestr/, 'estr'],
  [/^oesoph/, 'esoph'],
  [/^foet/, 'fet'],
  [/oedem/, 'edem'],
  [/rrhoe/, 'rrhe'],
  [/manoeuv(re)?/, 'maneuver'],
  [/sulph/, 'sulf'],
  [/^aluminium/, 'aluminum'],
  [/^aeroplane/, 'airplane'],
  [/^artefact/, 'artifact'],
  [/^grey/, 'gray'],
  [/jeweller/, 'jewelr'],
  [/(acknowl|jud)(ed)?gement/, '$1$2gment'],
  [/^mould/, 'mold'],
  [/^plough/, 'plow'],
  [/^practis/, 'practic'],
  [/programme(?=s?$)/, 'program'],
  [/^sceptic/, 'skeptic'],
  [/^ageing/, 'aging'],
];

/** A cheap look that finds every word one of the parts may be in. */
const MAY_HAVE_PART =
  /our|re(?:$|[sd]$)|ring$|ence|ogu|ae|oe|sulph|ium|artef|grey|jewel|gement|mould|plough|pract|programme|scept|agei/;

/**
 * `organise` as `organize`; not words that end so in both spellings (`rise`, `promise`, `advertise`), nor those whose
 * kin end in `-ision` (`revise`), which would lose them.
 */
const ISE =
  /(?<![aouw]|[^i]c|[^ti]v|^.?r|sunr|moonr|upr|prem|prom|dem|surm|chem|sp|pr|vert|pert|reat|hast|and|rad|ch|pol|pract)is(e|ed|es|er|ers|ing|ation|ations|ational|able)$/;

const SHORTEST = 4;
const SHORTEST_ISE = 6;

/** Raise when spellings change: it is part of the analysis fingerprint. */
export const SPELLING_VERSION = 1;

/** What makes two spellings of a word one, for a language of the stemmer. */
export function spellingsOf(language: string): (form: string) => string {
  return language === 'english' || language === 'porter' ? americanSpelling : (form) => form;
}

/** The American spelling of a form; the form itself for all other words. Cost: about a microsecond. */
export function americanSpelling(form: string): string {
  if (form.length < SHORTEST) return form;
  let spelling = form.length < SHORTEST_ISE ? form : form.replace(ISE, 'iz$1');
  if (!MAY_HAVE_PART.test(spelling)) return spelling;
  for (const [british, american] of PARTS) spelling = spelling.replace(british, american);
  return spelling;
}
