// Queries over the sample archive and the document that should win each: one that people who look for it would agree on.

/** What the best hit is. */
export interface GoldenAnswer {
  /** Title of its thread. */
  readonly title: string;
  /** Null for the post; else who wrote the comment. */
  readonly commentBy: string | null;
  /** A piece of its text that its snippet must show; empty: whatever. */
  readonly shows: string;
}

const post = (title: string, shows = ''): GoldenAnswer => ({ title, commentBy: null, shows });
const comment = (commentBy: string, title: string, shows: string): GoldenAnswer => ({
  title,
  commentBy,
  shows,
});

/** By query. */
export const GOLDEN_QUERIES: Readonly<Record<string, GoldenAnswer>> = {
  // Titles, whole and in part, case and punctuation aside.
  'Found: one tuba': post('Found: one tuba', 'tuba'),
  'found one tuba': post('Found: one tuba'),
  'the vote': post('The vote'),
  'MORNING TIDE FOG': post('Morning Tide: fog'),
  'the bench that faces the wrong way': post('The bench that faces the wrong way'),
  'nothing happened today': post('Nothing happened today'),
  'snow day': post('Snow day at the ferry'),
  'how do I read a tide table': post('How to read a tide table'),
  'ghosts plumber': post('Three ghosts and a plumber'),
  'visitor from Otaru': post('A visitor from Otaru'),
  'letters editor 1909': post('Letters to the editor, 1909'),
  'rope walk photographs': post('Old photographs: the rope walk'),
  'seven minutes': post('Seven minutes', 'seven minutes'),
  'purl harbour': post('Purl Harbour strikes'),
  // What was said, in posts and comments.
  'fish pie peas': post('Does fish pie take peas?', 'fish pie'),
  'gerald laid an egg': post('Gerald is a mother', 'Gerald laid an egg'),
  '902 911': post('The vote', 'For the footbridge: 902. Against: 911.'),
  'what did the mayor say about nine': post('The vote', 'Nine'),
  'wool on the ladder': post('The clock is right', 'wool on the ladder'),
  'greasy pole': post('Regatta 2010: the results', 'Greasy pole'),
  'saffron buns recipe': post('Saffron buns, and what my grandmother hid'),
  'maritime cliche': comment('Capt. Birtwhistle', 'The clock is right', 'maritime cliché'),
  'herring gull eleven kilo': comment('tidetable_nerd', 'Found: one tuba', 'about its own weight'),
  'lamplighter 1898 ferryman paid': comment('lampblack', 'The vote', 'the ferryman was the first'),
  'jellyfish arrest': comment('PC Lowther', 'Regatta day, live', 'arrested by a jellyfish'),
  'snowman duchess': post('Snow day at the ferry', 'snowman'),
  'kintsugi gold': comment('Haruko', 'The teapot affair', 'kintsugi'),
  // Quotes, people, filters.
  '“half a tone flat”': comment('?', 'Found: one tuba', 'half a tone flat'),
  '"grey lady" ropewalk dusk': post('Three ghosts and a plumber', 'Grey Lady'),
  '"school of thought" author:reverend-abel-moss': comment(
    'Reverend Abel Moss',
    'Found: one tuba',
    'A school of thought',
  ),
  'author:"Wilf Oakes" peas': comment('Wilf Oakes', 'Does fish pie take peas?', 'No peas'),
  'to:"Capt. Birtwhistle" principle': comment('Reverend Abel Moss', 'The vote', 'Which principle, Captain?'),
  'is:op feeling after:2010-12': comment('Nell Trevanion', 'The lamp goes out (for now)', 'feeling'),
  'sort:oldest type:post': post('We have a blog now'),
  // Slips of the hand, other scripts, accents.
  'footbrige county proposes': post('Footbridge: the county wants to hear from us', 'footbridge'),
  eyjafjallajokull: comment('Reverend Abel Moss', 'Morning Tide: ash and silence', 'Eyjafjallajökull'),
  'Тихая вода': comment('Katya', 'Morning Tide: rafts wanted', 'Тихая вода'),
  'ПЕРВОЕ МЕСТО': post('Notes from Murmansk'),
  潮まつり: comment('Haruko', 'Regatta day, live', '潮まつり'),
};
