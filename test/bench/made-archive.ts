// The made archive: a large blog with its comments, in invented words, at any size; the same size gives the same bytes.
// Zipf-Mandelbrot words, 300 topics, 8,000 collocations, 25 comments a post, comments of 59 words (median), 5,000 people.

import { type BenchDocument, writeDocuments } from './documents-file.ts';
import { createZipf, makeVocabulary } from './made-words.ts';
import { createRandom, type Random } from './random.ts';

const SEED = 20_081;
const TOPICS = 300;
const TOPIC_WORDS = 250;
const COLLOCATIONS = 8_000;
const AUTHORS = 5_000;
const COMMENTS_A_POST = 25;
const FIRST_MS = Date.UTC(2008, 0, 1);
const LAST_MS = Date.UTC(2013, 11, 31);
const DAY_MS = 86_400_000;

/** Writes the first `count` documents of the archive, in the form of a documents file. */
export function writeMadeArchive(path: string, count: number): void {
  writeDocuments(path, makeDocuments(count));
}

/** Posts, each followed by its comments. */
export function* makeDocuments(count: number): Generator<BenchDocument> {
  const world = makeWorld(createRandom(SEED));
  for (let made = 0; made < count; ) {
    for (const document of makeThread(made + 1, world)) {
      if (made === count) return;
      made += 1;
      yield document;
    }
  }
}

/** What all threads are made of. */
interface World {
  readonly random: Random;
  readonly words: readonly string[];
  readonly drawWord: () => string;
  /** Words of each topic. */
  readonly topics: readonly (readonly string[])[];
  readonly collocations: readonly (readonly string[])[];
  readonly authors: readonly string[];
}

function makeWorld(random: Random): World {
  const { words, smallWords } = makeVocabulary(random);
  const draw = createZipf(words.length, random);
  const wordAfter = (range: number, power: number): string =>
    words[smallWords + Math.floor(range * random.share() ** power)] ?? '';
  return {
    random,
    words,
    drawWord: () => words[draw()] ?? '',
    topics: Array.from({ length: TOPICS }, () =>
      Array.from({ length: TOPIC_WORDS }, () => wordAfter(25_000, 2)),
    ),
    collocations: Array.from({ length: COLLOCATIONS }, () => [wordAfter(5_000, 2), wordAfter(12_000, 1.5)]),
    authors: makeAuthors(random, () => wordAfter(30_000, 1)),
  };
}

function makeAuthors(random: Random, drawName: () => string): readonly string[] {
  const names = new Set<string>();
  while (names.size < AUTHORS) {
    const isFull = random.share() < 0.5;
    names.add(
      isFull ? `${capitalised(drawName())} ${capitalised(drawName())}` : `${drawName()}${random.below(99)}`,
    );
  }
  return [...names];
}

function* makeThread(number: number, world: World): Generator<BenchDocument> {
  const { random } = world;
  const topic = random.pick(world.topics);
  const comments = Math.max(0, Math.round(COMMENTS_A_POST * Math.exp(0.8 * random.gauss() - 0.32)));
  const postedAt = FIRST_MS + random.below(LAST_MS - FIRST_MS);
  const threadId = `t${number}`;
  const title = makeTitle(topic, world);
  const post: BenchDocument = {
    id: `d${number}`,
    type: 'post',
    threadId,
    author: drawAuthor(world),
    publishedAt: writeInstant(postedAt),
    title,
    text: makeText(Math.max(30, Math.round(600 * Math.exp(0.6 * random.gauss()))), topic, world),
    // Words of the title: they change no hit, since not every contender knows of tags.
    tags: title.toLowerCase().split(' ').slice(0, random.below(4)),
  };
  yield post;
  let answered = post;
  for (let comment = 1; comment <= comments; comment++) {
    const delayMs = -Math.log(1 - random.share()) * 5 * DAY_MS;
    const made: BenchDocument = {
      id: `d${number + comment}`,
      type: 'comment',
      threadId,
      ...(answered !== post && random.share() < 0.4 ? { parentId: answered.id } : {}),
      author: drawAuthor(world),
      publishedAt: writeInstant(Math.min(LAST_MS, postedAt + delayMs)),
      ...makeComment(topic, answered.text, world),
    };
    yield made;
    if (random.share() < 0.5) answered = made;
  }
}

/** One in six begins with a sentence of what it answers. */
function makeComment(
  topic: readonly string[],
  answered: string,
  world: World,
): Pick<BenchDocument, 'text' | 'quotes'> {
  const { random } = world;
  const text = makeText(Math.max(2, Math.round(59 * Math.exp(0.9 * random.gauss()))), topic, world);
  const end = answered.indexOf('.', 20) + 1;
  if (random.share() >= 1 / 6 || end === 0 || end > 300) return { text };
  return { text: `${answered.slice(0, end)}\n\n${text}`, quotes: [[0, end]] };
}

function makeTitle(topic: readonly string[], { random, drawWord }: World): string {
  const words = Array.from({ length: 2 + random.below(7) }, () =>
    random.share() < 0.5 ? random.pick(topic) : drawWord(),
  );
  return words.map(capitalised).join(' ');
}

/** Sentences and paragraphs of about `length` words. */
function makeText(
  length: number,
  topic: readonly string[],
  { random, drawWord, collocations }: World,
): string {
  const drawSome = (): readonly string[] => {
    const share = random.share();
    if (share < 0.012) return collocations[Math.floor(COLLOCATIONS * random.share() ** 3)] ?? [];
    if (share < 0.11) return [topic[Math.floor(TOPIC_WORDS * random.share() ** 2)] ?? ''];
    return [drawWord()];
  };
  let text = '';
  let left = 0;
  for (let made = 0; made < length; ) {
    const isStart = left <= 0;
    if (isStart) {
      if (text !== '') text += random.pick(['.', '.', '?', '!']) + (random.share() < 0.2 ? '\n\n' : ' ');
      left = 5 + random.below(22);
    } else text += random.share() < 0.06 ? ', ' : ' ';
    const words = drawSome();
    text += isStart ? capitalised(words.join(' ')) : words.join(' ');
    made += words.length;
    left -= words.length;
  }
  return `${text}.`;
}

function drawAuthor({ random, authors }: World): string {
  return authors[Math.floor(Math.exp(random.share() * Math.log(AUTHORS + 1))) - 1] ?? '';
}

function writeInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
