// A WordPress export (WXR) as a source of thread parts: one item in memory at a time.
import { extractProgram } from '../../extract.ts';
import type { Skip, ThreadPart } from '../../model.ts';
import { hashFile } from '../file-hash.ts';
import type { RecordFile } from '../model.ts';
import type { StoredFile } from '../stored-file.ts';
import { reasonOf } from '../system-reasons.ts';
import { MAX_ITEM_CHARACTERS, readXmlPieces } from '../xml/read-pieces.ts';
import { RSS, type XmlPiece } from '../xml/split-elements.ts';
import { type ExportChannel, readChannel } from './channel.ts';
import { parseItem } from './item.ts';
import { readItem } from './thread-part.ts';

/** Raised with every change of what an export becomes. */
const exportVersion = 2;

/** An export with its hash; a skip when it cannot be read. */
export async function openWordPressExport(stored: StoredFile, name: string): Promise<RecordFile | Skip> {
  try {
    const hash = await hashFile(stored);
    // Bodies are read by the rules of pages.
    const program = `wordpress-export${exportVersion} ${extractProgram}`;
    const size = await stored.size();
    return { kind: 'records', path: name, hash, size, program, read: () => readExport(stored, name) };
  } catch (error) {
    return skip(name, 'unreadable', reasonOf(error));
  }
}

async function* readExport(stored: StoredFile, file: string): AsyncIterable<ThreadPart | Skip> {
  let channel: ExportChannel = readChannel('');
  let items = 0;
  try {
    for await (const piece of readXmlPieces(stored, RSS)) {
      if (piece.kind === 'head') {
        if (piece.text === null) yield tooLong(file, 'what stands before the first item');
        else channel = readChannel(piece.text);
      } else if (piece.kind === 'item') {
        items++;
        yield* readPiece(piece, { channel, file, page: `${file}#item ${piece.number}` });
      } else if (!piece.isComplete)
        yield skip(file, 'bad-record', `the file breaks off after ${items} items`);
    }
  } catch (error) {
    yield skip(file, 'unreadable', `the file cannot be read on: ${reasonOf(error)}`);
  }
}

interface PieceContext {
  readonly channel: ExportChannel;
  readonly file: string;
  readonly page: string;
}

function readPiece(
  { number, text, isWhole }: Extract<XmlPiece, { kind: 'item' }>,
  context: PieceContext,
): readonly (ThreadPart | Skip)[] {
  const { page } = context;
  if (text === null) return [tooLong(page, isWhole ? 'the item' : 'the item, which never ends,')];
  const item = parseItem(text, { number, prefixes: context.channel.prefixes });
  if (item === null) return [skip(page, 'bad-record', 'its elements are nested deeper than in any export')];
  if (isWhole) return readItem(item, context);
  // The state stands behind the text, the password behind the state: what has them is known to be public.
  if (!item.has('wp:post_password') || !item.has('wp:post_type'))
    return [skip(page, 'bad-record', 'the file breaks off inside this item, which is left out')];
  const kept = `what stands before, ${item.comments.length} of its comments included, is kept`;
  return [
    ...readItem(item, context),
    skip(page, 'bad-record', `the file breaks off inside this item; ${kept}`),
  ];
}

function tooLong(page: string, what: string): Skip {
  return skip(page, 'bad-record', `${what} is longer than ${MAX_ITEM_CHARACTERS} characters`);
}

function skip(page: string, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page, reason, detail };
}
