// Cuts a long XML file into its head and its items without reading them, holding one at a time and none above a limit.

/** A piece of the file. `text` is null for one that is longer than the limit. */
export type XmlPiece =
  /** Everything before the first item. Comes first, also when there is no item. */
  | { readonly kind: 'head'; readonly text: string | null }
  | {
      readonly kind: 'item';
      /** From 1. */
      readonly number: number;
      readonly text: string | null;
      /** False when the file, or a new item, breaks it off. */
      readonly isWhole: boolean;
    };

/** Cuts a text that comes in chunks. */
export interface ElementSplitter {
  /** Pieces that ended in this chunk; may be empty. */
  push(chunk: string): readonly XmlPiece[];
  /** What was open when the text ended, and whether the channel had been closed. */
  finish(): { readonly pieces: readonly XmlPiece[]; readonly isComplete: boolean };
}

/** Names of the elements an item is one of, and of those around it. */
export interface XmlOutline {
  readonly item: 'item' | 'entry';
  /** Closing one of these completes the file. */
  readonly around: readonly string[];
}

/** An RSS file, as exports of WordPress are. */
export const RSS: XmlOutline = { item: 'item', around: ['channel', 'rss'] };
/** An Atom file, as exports of Blogger are. */
export const ATOM: XmlOutline = { item: 'entry', around: ['feed'] };

/** No mark is longer: so much of a chunk's end is looked at again with the next one. */
const LONGEST_MARK = 32;

/**
 * A splitter for pieces of at most `maxCharacters`. Marks inside of CDATA and comments do not count. Linear in the text,
 * whatever it is.
 */
export function createElementSplitter(outline: XmlOutline, maxCharacters: number): ElementSplitter {
  const mark = markOf(outline);
  const pieces: XmlPiece[] = [];
  const kept = createKeeper(maxCharacters);
  let place: 'head' | 'item' | 'between' = 'head';
  let closing: ']]>' | '-->' | null = null;
  let number = 0;
  let rest = '';
  let isComplete = false;

  const close = (isWhole: boolean): void => {
    const text = kept.take();
    if (place === 'head') pieces.push({ kind: 'head', text });
    else if (place === 'item') pieces.push({ kind: 'item', number, text, isWhole });
  };
  const keep = (text: string): void => {
    if (place !== 'between') kept.add(text);
  };
  /** Takes what a mark means; gives the position up to which the text is dealt with. */
  const takeMark = (found: string, window: string, from: number, at: number): number => {
    const end = at + found.length;
    if (found === `<${outline.item}`) {
      keep(window.slice(from, at));
      close(false);
      place = 'item';
      number++;
      keep(found);
      return end;
    }
    keep(window.slice(from, end));
    if (found === '<![CDATA[') closing = ']]>';
    else if (found === '<!--') closing = '-->';
    else if (found.startsWith(`</${outline.item}`)) {
      if (place === 'item') {
        close(true);
        place = 'between';
      }
    } else isComplete = true;
    return end;
  };
  const scan = (window: string): number => {
    let from = 0;
    for (;;) {
      if (closing !== null) {
        const end: number = window.indexOf(closing, from);
        if (end < 0) return from;
        keep(window.slice(from, end + closing.length));
        from = end + closing.length;
        closing = null;
      }
      mark.lastIndex = from;
      const found = mark.exec(window);
      if (found === null) return from;
      from = takeMark(found[0], window, from, found.index);
    }
  };
  return {
    push: (chunk) => {
      const window = rest + chunk;
      const from = scan(window);
      const end = Math.max(from, window.length - LONGEST_MARK);
      keep(window.slice(from, end));
      rest = window.slice(end);
      return pieces.splice(0);
    },
    finish: () => {
      keep(rest);
      close(false);
      return { pieces: pieces.splice(0), isComplete };
    },
  };
}

function markOf({ item, around }: XmlOutline): RegExp {
  const closed = around.join('|');
  return new RegExp(
    `<!\\[CDATA\\[|<!--|<${item}(?=[\\s>/])|</${item}\\s{0,20}>|</(?:${closed})\\s{0,20}>`,
    'g',
  );
}

function createKeeper(maxCharacters: number) {
  let parts: string[] = [];
  let length = 0;
  return {
    add: (text: string): void => {
      length += text.length;
      if (length > maxCharacters) parts = [];
      else if (text !== '') parts.push(text);
    },
    take: (): string | null => {
      const text = length > maxCharacters ? null : parts.join('');
      parts = [];
      length = 0;
      return text;
    },
  };
}
