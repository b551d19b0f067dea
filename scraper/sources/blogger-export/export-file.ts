// A Blogger export (a backup, or `feed.atom` of Google Takeout) as a source of thread parts.
import { extractProgram } from '../../extract.ts';
import type { Comment, Skip, ThreadPart } from '../../model.ts';
import { hashFile } from '../file-hash.ts';
import type { RecordFile } from '../model.ts';
import type { StoredFile } from '../stored-file.ts';
import { reasonOf } from '../system-reasons.ts';
import { type BloggerChannel, readChannel } from './channel.ts';
import type { BloggerEntry } from './entry.ts';
import { commentOf, commentsPart, namesOf, type PartContext, type PostNames, postPart } from './parts.ts';
import { readEntries } from './read-entries.ts';

/** Raised with every change of what an export becomes. */
const exportVersion = 1;
/** Comments stand anywhere in the file: so many characters of them are gathered before they are given out by post. */
const MAX_GATHERED_CHARACTERS = 8_000_000;
/** What a comment takes besides its text. */
const COMMENT_CHARACTERS = 300;

/** An export with its hash; a skip when it cannot be read. */
export async function openBloggerExport(stored: StoredFile, name: string): Promise<RecordFile | Skip> {
  try {
    const hash = await hashFile(stored);
    // Bodies are read by the rules of pages.
    const program = `blogger-export${exportVersion} ${extractProgram}`;
    const size = await stored.size();
    return { kind: 'records', path: name, hash, size, program, read: () => readExport(stored, name) };
  } catch (error) {
    return skip(name, 'unreadable', reasonOf(error));
  }
}

/** Reads twice: the public posts are known before the first comment, so that none of a draft is given out. */
async function* readExport(stored: StoredFile, file: string): AsyncIterable<ThreadPart | Skip> {
  try {
    const posts = await findPosts(stored, file);
    yield* readParts(stored, file, posts);
  } catch (error) {
    yield skip(file, 'unreadable', `the file cannot be read on: ${reasonOf(error)}`);
  }
}

type PublicPosts = ReadonlyMap<string, PostNames>;

/** Names of the public posts by number: some hundred bytes each. */
async function findPosts(stored: StoredFile, file: string): Promise<PublicPosts> {
  const posts = new Map<string, PostNames>();
  for await (const record of readEntries(stored, file)) {
    if (record.kind !== 'entry') continue;
    const { kind, hidden, number } = record.entry;
    const isPublic = (kind === 'post' || kind === 'page') && hidden === null;
    if (isPublic && number !== null && !posts.has(number)) posts.set(number, namesOf(record.entry, number));
  }
  return posts;
}

async function* readParts(
  stored: StoredFile,
  file: string,
  posts: PublicPosts,
): AsyncIterable<ThreadPart | Skip> {
  let channel: BloggerChannel = { site: null, updatedAt: null };
  const gathered = createGatherer();
  for await (const record of readEntries(stored, file)) {
    if (record.kind === 'skip') yield record;
    else if (record.kind === 'head') channel = readChannel(record.text);
    else {
      const context = { file, channel };
      const { entry, page } = record;
      const why = whyNoPart(entry, posts);
      const names = posts.get((entry.kind === 'comment' ? entry.postNumber : entry.number) ?? '');
      if (why !== null || !names) yield skip(page, 'no-content', why ?? 'no post');
      else if (entry.kind !== 'comment') yield postPart(entry, names, context);
      else if (gathered.add(names, commentOf(entry, names))) yield* gathered.giveOut(context);
    }
  }
  yield* gathered.giveOut({ file, channel });
}

function whyNoPart(entry: BloggerEntry, posts: PublicPosts): string | null {
  const { kind, number, hidden, postNumber } = entry;
  if (kind === 'other') return 'a setting or template, neither a post nor a comment';
  if (number === null) return `a ${kind} without a number`;
  if (hidden !== null) return `not public: ${hidden}`;
  if (kind === 'comment' && !posts.has(postNumber ?? ''))
    return 'a comment of a post that is not public or not here';
  return null;
}

/** Keeps comments by their post until there are many. */
function createGatherer() {
  const byPost = new Map<PostNames, Comment[]>();
  let characters = 0;
  return {
    /** True when it is time to give them out. */
    add(names: PostNames, comment: Comment): boolean {
      const comments = byPost.get(names);
      if (comments) comments.push(comment);
      else byPost.set(names, [comment]);
      characters += comment.text.length + COMMENT_CHARACTERS;
      return characters > MAX_GATHERED_CHARACTERS;
    },
    *giveOut(context: PartContext): Iterable<ThreadPart> {
      for (const [names, comments] of byPost) yield commentsPart(comments, names, context);
      byPost.clear();
      characters = 0;
    },
  };
}

function skip(page: string, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page, reason, detail };
}
