// Documents in few different words, so that tests wait for documents to be written rather than for the list of words.
import { type BenchDocument, writeDocuments } from '../../bench/documents-file.ts';
import { createRandom } from '../../bench/random.ts';

const SEED = 2_009;
const WORDS = 1_500;
const COMMENTS_A_POST = 25;
const WORDS_A_TEXT = 30;
const SYLLABLES = ['ba', 'del', 'fi', 'gor', 'hu', 'kam', 'lin', 'mo', 'nesk', 'pra', 'rot', 'ti'];

/** Writes so many posts and comments; the same number gives the same bytes. */
export function writeSmallWords(path: string, documents: number): void {
  writeDocuments(path, makeDocuments(documents));
}

function* makeDocuments(count: number): Generator<BenchDocument> {
  const random = createRandom(SEED);
  const word = () => nameOf(Math.floor(WORDS * random.share() ** 2));
  const some = (length: number) => Array.from({ length }, word).join(' ');
  for (let made = 0; made < count; made += 1) {
    const thread = Math.floor(made / (1 + COMMENTS_A_POST));
    const isPost = made % (1 + COMMENTS_A_POST) === 0;
    const publishedAt = new Date(Date.UTC(2008, 0, 1 + thread, 12, made % 60)).toISOString();
    const shared = { threadId: `t${thread}`, author: `Author ${nameOf(random.below(60))}`, publishedAt };
    const text = some(WORDS_A_TEXT);
    if (isPost) yield { ...shared, id: `t${thread}-post`, type: 'post', title: some(4), text };
    else yield { ...shared, id: `t${thread}-c${made}`, type: 'comment', parentId: `t${thread}-post`, text };
  }
}

/** Of a number; different numbers have different words. */
function nameOf(number: number): string {
  const syllable = (at: number) => SYLLABLES[Math.floor(number / SYLLABLES.length ** at) % SYLLABLES.length];
  return `${syllable(0)}${syllable(1)}${syllable(2)}`;
}
