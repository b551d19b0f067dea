// Chooses which piece of a text to read for its snippet, from the places of the words alone: nothing was read yet.
import { CHECKPOINT_WORDS, type FoundPlaces } from './engine.ts';
import type { TextPiece } from './snapshot/model.ts';
import { densest, type Places } from './snippet-window.ts';

/** A piece of a text in which places are to be marked. */
export interface WordPiece extends TextPiece {
  /** Numbers, in `FoundPlaces`, of the first place in the piece and of the first that is to be shown. */
  readonly firstPlace: number;
  readonly shownPlace: number;
  /** A word at or before the first place: its number, and how many bytes behind `from` it begins. */
  readonly firstWord: number;
  readonly firstWordAt: number;
}

/** Shorter texts are read as they are, longer ones that far when nothing in them matched. */
const WHOLE_BYTES = 1024;
/** No piece is longer: where words are rare, a text is looked through instead. */
const MAX_PIECE_BYTES = 1 << 16;

/**
 * The piece around the densest place; `length` is about how many bytes a snippet has. The beginning when there is no
 * place. Cost: linear in the places.
 */
export function choosePiece(places: FoundPlaces, textBytes: number, length: number): WordPiece {
  if (textBytes <= WHOLE_BYTES || places.tokens.length === 0) {
    const end = Math.min(textBytes, WHOLE_BYTES);
    return { from: 0, length: end, firstPlace: 0, shownPlace: 0, firstWord: 0, firstWordAt: 0 };
  }
  const map = new WordMap(places, textBytes);
  const inBytes = placesInBytes(places, map);
  const shown = densest(inBytes, length);
  const shownPlace = lowerBound(inBytes.starts, shown?.start ?? 0);
  const first = map.stepBefore(places.tokens[shownPlace] ?? 0, length);
  const from = first === 0 ? 0 : map.startOf(first);
  const end = map.byteAfter(shown?.end ?? 0) + 2 * length;
  const firstPlace = lowerBound(places.tokens, first * CHECKPOINT_WORDS);
  const step = Math.floor((places.tokens[firstPlace] ?? 0) / CHECKPOINT_WORDS);
  return {
    from,
    length: Math.min(end - from, MAX_PIECE_BYTES),
    firstPlace,
    shownPlace,
    firstWord: step * CHECKPOINT_WORDS,
    firstWordAt: map.startOf(step) - from,
  };
}

function placesInBytes({ tokens, lengths, parts }: FoundPlaces, map: WordMap): Places {
  const starts = new Float64Array(tokens.length);
  const ends = new Float64Array(tokens.length);
  for (let place = 0; place < tokens.length; place += 1) {
    const word = tokens[place] ?? 0;
    starts[place] = map.byteOf(word);
    ends[place] = map.byteOf(word + (lengths[place] ?? 1));
  }
  return { starts, ends, parts, weights: lengths };
}

/** Where words stand, as far as checkpoints tell: words between two of them are taken for equally long. */
class WordMap {
  readonly #checkpoints: Uint32Array;
  readonly #textBytes: number;

  constructor({ checkpoints }: FoundPlaces, textBytes: number) {
    this.#checkpoints = checkpoints;
    this.#textBytes = textBytes;
  }

  startOf(step: number): number {
    return this.#checkpoints[step] ?? this.#textBytes;
  }

  byteOf(word: number): number {
    const step = Math.floor(word / CHECKPOINT_WORDS);
    const start = this.startOf(step);
    return start + ((this.startOf(step + 1) - start) * (word % CHECKPOINT_WORDS)) / CHECKPOINT_WORDS;
  }

  /** A checkpoint so far before a word that a snippet cannot reach further back; nearer where words are rare. */
  stepBefore(word: number, length: number): number {
    const latest = this.byteOf(word) - length;
    let step = Math.floor(word / CHECKPOINT_WORDS);
    while (step > 0 && this.startOf(step) > latest) {
      if (this.startOf(step) - this.startOf(step - 1) > WHOLE_BYTES * 4) break;
      step -= 1;
    }
    return step;
  }

  /** The checkpoint behind an estimated place. */
  byteAfter(byte: number): number {
    return this.#checkpoints[lowerBound(this.#checkpoints, byte)] ?? this.#textBytes;
  }
}

/** Number of the first of the ascending values that is `least` or more. */
function lowerBound(values: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
