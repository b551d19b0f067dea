// Head and items of a long XML file, one at a time, whatever its charset.
import type { StoredFile } from '../stored-file.ts';
import { createElementSplitter, type XmlOutline, type XmlPiece } from './split-elements.ts';
import { readTextChunks } from './text-chunks.ts';

/** The last piece: `isComplete` is false when the file breaks off, unless a broken item said so already. */
export interface XmlEnd {
  readonly kind: 'end';
  readonly isComplete: boolean;
}

/** An item, comments included, of more characters is not read. */
export const MAX_ITEM_CHARACTERS = 32 * 1024 * 1024;

/**
 * The pieces of a file in order, then its end. Memory holds one item.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function* readXmlPieces(
  stored: StoredFile,
  outline: XmlOutline,
): AsyncIterable<XmlPiece | XmlEnd> {
  const splitter = createElementSplitter(outline, MAX_ITEM_CHARACTERS);
  for await (const chunk of readTextChunks(stored)) yield* splitter.push(chunk);
  const { pieces, isComplete } = splitter.finish();
  yield* pieces;
  yield { kind: 'end', isComplete: isComplete || pieces.some(({ kind }) => kind === 'item') };
}
