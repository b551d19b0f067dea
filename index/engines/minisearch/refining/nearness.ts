// What documents gain in which words of the query that follow each other stand near each other: from positions alone.

import { BM25, NEARNESS } from '../../ranking-settings.ts';
import type { FormNumber } from '../dictionary.ts';
import { stemForms } from '../leaves.ts';
import { NO_DOCUMENT } from '../list-cursor.ts';
import type { PackedIndex } from '../packed-index.ts';
import { cursorOf, rarityOf } from '../postings.ts';
import { type QueryWord, wordKey } from './query-words.ts';

/** Two words that follow each other in the query, by their number, and how often they do. */
interface Pair {
  readonly a: number;
  readonly b: number;
  count: number;
}

/**
 * By document (ascending): for each pair the weight of its rarer word times what BM25 makes of Σ 1 / distance, taken as the
 * pair's frequency. Cost: the positions of the words in the documents.
 */
export function nearness(
  index: PackedIndex,
  documents: Uint32Array,
  words: readonly QueryWord[],
): Float64Array {
  const gains = new Float64Array(documents.length);
  const { different, pairs } = pairWords(words);
  if (pairs.length === 0) return gains;
  const places = different.map((word) => new WordPlaces(index, documents, word));
  const { lengths, base, perForm } = index.postings.fields.body;
  const { k } = BM25;
  for (const { a, b, count } of pairs) {
    const [first, second] = [places[a], places[b]];
    if (first === undefined || second === undefined) continue;
    const unit = NEARNESS.weight * count * Math.min(first.rarity, second.rarity) * (k + 1);
    for (let at = 0; at < documents.length; at++) {
      const frequency = first.nearnessTo(second, at);
      if (frequency === 0) continue;
      const length = lengths[documents[at] ?? 0] ?? 0;
      gains[at] = (gains[at] ?? 0) + (unit * frequency) / (frequency + base + perForm * length);
    }
  }
  return gains;
}

function pairWords(words: readonly QueryWord[]): {
  readonly different: readonly QueryWord[];
  readonly pairs: readonly Pair[];
} {
  const numbers = new Map<string, number>();
  const different: QueryWord[] = [];
  const pairs = new Map<number, Pair>();
  let last = -1;
  for (const word of words.slice(0, NEARNESS.words)) {
    const key = wordKey(word);
    const number = numbers.get(key) ?? different.push(word) - 1;
    numbers.set(key, number);
    if (last >= 0 && last !== number) {
      const pair = pairs.get(last * NEARNESS.words + number) ?? { a: last, b: number, count: 0 };
      pair.count++;
      pairs.set(last * NEARNESS.words + number, pair);
    }
    last = number;
  }
  return { different, pairs: [...pairs.values()] };
}

/** Where a word stands in each of the documents. */
class WordPlaces {
  /** What its number of documents makes it worth. */
  readonly rarity: number;
  /** `NEARNESS.places` for each document, of which `counts` are there. */
  readonly #positions: Uint32Array;
  readonly #counts: Uint8Array;
  #buffer = new Uint32Array(16);

  constructor(index: PackedIndex, documents: Uint32Array, word: QueryWord) {
    const { dictionary, postings } = index;
    this.#positions = index.workspace.u32(documents.length * NEARNESS.places);
    this.#counts = new Uint8Array(documents.length);
    const frequency = (form: FormNumber): number => postings.whole.frequencies.body[form] ?? 0;
    const forms = [...formsOf(index, word)].sort((a, b) => frequency(b) - frequency(a));
    const stem = word.kind === 'stem' ? dictionary.stem(word.stem) : null;
    const list = (stem === null ? null : dictionary.stemList(stem)) ?? forms[0];
    this.rarity = list === undefined ? 0 : rarityOf(postings, list);
    for (const form of forms.slice(0, NEARNESS.forms)) this.#read(index, documents, form);
  }

  #read({ postings }: PackedIndex, documents: Uint32Array, form: FormNumber): void {
    const cursor = cursorOf(postings, form);
    for (let at = 0; at < documents.length; at++) {
      const document = cursor.seek(documents[at] ?? 0);
      if (document === NO_DOCUMENT) return;
      if (document !== documents[at]) continue;
      if (this.#buffer.length < cursor.frequency) this.#buffer = new Uint32Array(2 * cursor.frequency);
      cursor.readPositions(this.#buffer);
      this.#keep(at, cursor.frequency);
    }
  }

  #keep(at: number, frequency: number): void {
    const count = this.#counts[at] ?? 0;
    const taken = Math.min(frequency, NEARNESS.places - count);
    for (let index = 0; index < taken; index++) {
      this.#positions[at * NEARNESS.places + count + index] = this.#buffer[index] ?? 0;
    }
    this.#counts[at] = count + taken;
  }

  /** Σ 1 / distance over all places of both words in a document that are no more than the window apart. */
  nearnessTo(other: WordPlaces, at: number): number {
    const first = at * NEARNESS.places;
    let sum = 0;
    for (let own = first; own < first + (this.#counts[at] ?? 0); own++) {
      for (let its = first; its < first + (other.#counts[at] ?? 0); its++) {
        const distance = Math.abs((this.#positions[own] ?? 0) - (other.#positions[its] ?? 0));
        if (distance > 0 && distance <= NEARNESS.window) sum += 1 / distance;
      }
    }
    return sum;
  }
}

/** Phrases of several words have their order already, and are near nothing. */
function formsOf(index: PackedIndex, word: QueryWord): readonly FormNumber[] {
  if (word.kind === 'stem') return stemForms(index, word);
  const [form, ...others] = word.forms.map((text) => index.dictionary.form(text));
  return others.length > 0 || form === null || form === undefined ? [] : [form];
}
