// What the names in a mirror tell: which files are never pages, which claim to be one, which folders are not content.

// Bytes of other kinds: never opened.
const BINARY_NAMES: ReadonlySet<string> = new Set(
  (
    'png jpg jpeg jpe gif webp avif bmp ico tif tiff psd woff woff2 ttf otf eot mp3 m4a ogg oga wav flac mp4 m4v ogv ' +
    'webm avi mov wmv flv swf pdf doc docx xls xlsx ppt pptx odt ods odp epub tar bz2 xz 7z rar exe dll dmg iso ' +
    'jar sqlite db'
  ).split(' '),
);
// Text of other kinds: a page only if it opens like a whole document, as a saved error page under such a name does.
const OTHER_TEXT_NAMES: ReadonlySet<string> = new Set(
  (
    'css js mjs cjs ts map json md markdown rst less scss svg rtf sql log csv tsv yml yaml toml ini conf py rb pl sh ' +
    'c h java go rs txt'
  ).split(' '),
);
const PAGE_NAME = /\.(?:x?html?|shtml?|xht|php\d?|aspx?|jsp|cgi|cfm)(?:$|[?&@_;%#])/i;
const RECORDS_NAME = /\.(?:jsonl|ndjson)(?:\.gz)?$/i;
const NOT_CONTENT: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.bzr',
  'node_modules',
  'hts-cache',
  '__MACOSX',
]);
const TOOL_FILE =
  /^(?:\._.*|\.DS_Store|Thumbs\.db|hts-log\.txt|hts-ioinfo\.txt|cookies\.txt|.*\.(?:delayed|ndx))$/i;

/** True for folders of tools: version control, packages, the mirror program's own cache. */
export function isToolFolder(name: string): boolean {
  return NOT_CONTENT.has(name);
}

/** True when a file of this name is never opened: pictures, sound, office documents, files of the mirror program. */
export function isNeverPage(name: string): boolean {
  return TOOL_FILE.test(name) || (BINARY_NAMES.has(extensionOf(name)) && !PAGE_NAME.test(name));
}

/** The kind of archive, which may hold many pages, that a name claims: `.warc` and `.warc.gz`, `.wacz` and `.zip`; or null. */
export function claimedArchive(name: string): 'warc' | 'zip' | null {
  if (/\.warc(?:\.gz)?$/i.test(name)) return 'warc';
  return /\.(?:wacz|zip)$/i.test(name) ? 'zip' : null;
}

/** An archive of a kind that is not read. */
export interface OtherArchive {
  /** What it is, and what to do with it: two clauses. */
  readonly advice: string;
  /** True for kinds that are made to hold pages; others may be downloads that a blog offered. */
  readonly isOfPages: boolean;
}

const OTHER_ARCHIVES: readonly (readonly [name: RegExp, archive: OtherArchive])[] = [
  [/\.arc(?:\.gz)?$/i, { advice: 'an ARC file is not read: convert it to WARC', isOfPages: true }],
  [/\.mht(?:ml)?$/i, { advice: 'an MHTML file is not read: save the page as HTML', isOfPages: true }],
  [
    /\.webarchive$/i,
    { advice: 'a web archive of Safari is not read: save the page as HTML', isOfPages: true },
  ],
  [
    /\.(?:tar|tgz|tbz2?|txz|tar\.\w{1,4})$/i,
    { advice: 'a tar archive is not read: unpack it', isOfPages: false },
  ],
  [/\.(?:7z|rar)$/i, { advice: 'an archive of this kind is not read: unpack it', isOfPages: false }],
];

/** The kind of archive a name claims that is not read, or null. */
export function claimedOtherArchive(name: string): OtherArchive | null {
  return OTHER_ARCHIVES.find(([claim]) => claim.test(name))?.[1] ?? null;
}

/** How much a name says about whether the file is a page. */
export type NameHint = 'page' | 'none' | 'other';

/** `page`: `index.html?p=3`, `index.html_p=160`, `x.html%3Fy`, `post.php`; `other`: a style sheet, a script, a note. */
export function hintOfName(fileName: string): NameHint {
  const name = fileName.replace(/\.gz$/i, '');
  if (PAGE_NAME.test(name)) return 'page';
  return OTHER_TEXT_NAMES.has(extensionOf(name)) ? 'other' : 'none';
}

/** True for `.jsonl` and `.ndjson`, also with `.gz`. */
export function claimsToBeRecords(name: string): boolean {
  return RECORDS_NAME.test(name);
}

/** In lower case, without dot; empty for none. `style.css?ver=4.9` is a style sheet. */
function extensionOf(name: string): string {
  const beforeQuery = /^([^?@%]+)(?:\?|@|%3f)/i.exec(name)?.[1] ?? name;
  return /\.([a-z0-9]{1,8})$/i.exec(beforeQuery)?.[1]?.toLowerCase() ?? '';
}
