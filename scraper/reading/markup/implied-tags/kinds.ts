// What the HTML standard's tree construction knows of tag names.

/** How a tag is treated where ordinary content stands. */
export type TagRole =
  /** Anything the standard does not name: `span`, `time`, `label`, unknown tags. */
  | 'ordinary'
  /** Ends an open paragraph and is ended as a block. */
  | 'block'
  | 'heading'
  | 'item'
  | 'paragraph'
  /** Copied into what follows when left open: `b`, `font`. */
  | 'formatting'
  | 'anchor'
  /** Content and no end: `br`, `img`. */
  | 'void'
  /** Its content is text up to its end tag. */
  | 'raw'
  /** Raw only for the standard's parser. */
  | 'quiet'
  /** Bounds formatting: `object`. */
  | 'marker'
  | 'option'
  | 'tablePart'
  | 'table'
  | 'select'
  | 'button'
  | 'form'
  | 'drawing'
  | 'page'
  /** Rare or treated in ways that tags alone do not tell. */
  | 'unusual';

/** Where the rules for starts and ends differ. */
export type TagMode = 'body' | 'html' | 'head' | 'table' | 'section' | 'row' | 'columns' | 'select';

/** One tag name. */
export interface TagKind {
  readonly name: string;
  readonly role: TagRole;
  /** The standard's "special" elements: an end tag of an ordinary element is not looked for beyond them. */
  readonly isSpecial: boolean;
  /** Ends an open paragraph. */
  readonly closesParagraph: boolean;
  /** Its end may be left out. */
  readonly hasImpliedEnd: boolean;
  /** End tags do not reach beyond it. */
  readonly boundsScope: boolean;
  /** May stand in the head. */
  readonly fitsHead: boolean;
  /** Rules for what it holds; null for those around it. */
  readonly mode: TagMode | null;
}

function setOf(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

const roles: readonly (readonly [TagRole, string])[] = [
  [
    'block',
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main menu nav ol pre section summary ul',
  ],
  ['heading', 'h1 h2 h3 h4 h5 h6'],
  ['item', 'li dd dt'],
  ['paragraph', 'p'],
  ['formatting', 'b big code em font i s small strike strong tt u'],
  ['anchor', 'a'],
  ['void', 'area base br embed hr img input link meta param source track wbr'],
  ['raw', 'script style title textarea'],
  ['quiet', 'iframe noscript'],
  ['marker', 'applet marquee object'],
  ['option', 'option optgroup'],
  ['tablePart', 'caption col colgroup tbody td tfoot th thead tr'],
  ['table', 'table'],
  ['select', 'select'],
  ['button', 'button'],
  ['form', 'form'],
  ['drawing', 'svg'],
  ['page', 'html head body'],
  [
    'unusual',
    'basefont bgsound command datalist frame frameset image isindex keygen listing math nobr noembed noframes output plaintext rb rp rt rtc ruby search template xmp',
  ],
];

const special = setOf(
  'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp',
);
const impliedEnds = setOf('dd dt li optgroup option p');
const scopeBounds = setOf('applet caption html marquee object table td th');
const headTags = setOf('base link meta title style script noscript');
const modes: ReadonlyMap<string, TagMode> = new Map([
  ['html', 'html'],
  ['head', 'head'],
  ['body', 'body'],
  ['table', 'table'],
  ['tbody', 'section'],
  ['thead', 'section'],
  ['tfoot', 'section'],
  ['tr', 'row'],
  ['td', 'body'],
  ['th', 'body'],
  ['caption', 'body'],
  ['colgroup', 'columns'],
  ['select', 'select'],
]);

const kinds = new Map<string, TagKind>();
for (const [role, names] of roles) for (const name of names.split(' ')) kinds.set(name, makeKind(name, role));

function makeKind(name: string, role: TagRole): TagKind {
  return {
    name,
    role,
    isSpecial: special.has(name),
    closesParagraph: ['block', 'heading', 'item', 'paragraph', 'form'].includes(role) || name === 'hr',
    hasImpliedEnd: impliedEnds.has(name),
    boundsScope: scopeBounds.has(name),
    fitsHead: headTags.has(name),
    mode: modes.get(name) ?? null,
  };
}

/** The kind of a tag by its name in lower case. */
export function kindOf(name: string): TagKind {
  return kinds.get(name) ?? makeKind(name, isMisread(name) ? 'unusual' : 'ordinary');
}

/** Names that htmlparser2's tokenizer takes for the start of `xmp` or `title`. */
function isMisread(name: string): boolean {
  return name.startsWith('x') || name.startsWith('tm');
}

export const isCell = ({ name }: TagKind): boolean => name === 'td' || name === 'th';
export const isParagraph = ({ role }: TagKind): boolean => role === 'paragraph';
export const isFormatting = ({ role }: TagKind): boolean => role === 'formatting' || role === 'anchor';
export const boundsScope = (kind: TagKind): boolean => kind.boundsScope;
export const boundsButtonScope = (kind: TagKind): boolean => kind.boundsScope || kind.role === 'button';
export const boundsListScope = (kind: TagKind): boolean =>
  kind.boundsScope || kind.name === 'ol' || kind.name === 'ul';
/** What an item is not looked for beyond, to be ended by the next one. */
export const boundsItem = (kind: TagKind): boolean =>
  kind.isSpecial && kind.name !== 'address' && kind.name !== 'div' && kind.role !== 'paragraph';
