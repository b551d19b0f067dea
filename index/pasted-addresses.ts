// Addresses inside queries: a query that is nothing but one asks for its page, and `thread:` takes any that leads there.
import type { SearchRequest, ThreadId } from './model.ts';
import type { Filter, ParsedQuery, QueryNode } from './query/model.ts';
import { findPasted, findThreads } from './resolve.ts';
import type { EntryHead, SearchedSnapshot } from './snapshot/model.ts';

type Known = Pick<SearchedSnapshot, 'directory' | 'store'>;

/** Addresses looked up in one query; later ones are left to the engine. */
const MAX_ADDRESSES = 10;

/** The query for the page at an address; null when the text is something else, or nobody knows the address. */
export async function readPasted(snapshot: Known, text: string): Promise<ParsedQuery | null> {
  const found = (await findPasted(snapshot, text)).slice(0, MAX_ADDRESSES).map(queryFor);
  const [first] = found;
  if (first === undefined) return null;
  return { root: found.length === 1 ? first : { kind: 'or', nodes: found }, sort: null, warnings: [] };
}

/** A comment is named by all that filters can say of it. */
function queryFor({ threadId, kind, author, publishedAt }: EntryHead): QueryNode {
  const filters: Filter[] = [
    { field: 'thread', thread: threadId },
    { field: 'type', type: kind === 'post' ? 'post' : 'comment' },
  ];
  if (kind !== 'post' && author !== null) filters.push({ field: 'author', names: [author.slug] });
  const day = /^\d{4}-\d\d-\d\d/.exec(publishedAt ?? '')?.[0];
  if (kind !== 'post' && day !== undefined) filters.push({ field: 'date', span: { from: day, until: day } });
  return { kind: 'and', nodes: filters.map((filter) => ({ kind: 'filter', filter })) };
}

/** The tree with the ids of threads where it had addresses of them. Recurses as deep as brackets go. */
export async function withThreadIds(snapshot: Known, root: QueryNode | null): Promise<QueryNode | null> {
  const ids = new Map<string, readonly ThreadId[]>();
  for (const address of addressesIn(root).slice(0, MAX_ADDRESSES))
    ids.set(address, await findThreads(snapshot, address));
  return root === null || ids.size === 0 ? root : withIds(root, ids);
}

/** The request with the id of its thread where it had an address that leads to one. */
export async function withThreadId(snapshot: Known, request: SearchRequest): Promise<SearchRequest> {
  const [thread, ...others] = request.thread === null ? [] : await findThreads(snapshot, request.thread);
  return thread === undefined || others.length > 0 ? request : { ...request, thread };
}

function addressesIn(node: QueryNode | null): readonly string[] {
  switch (node?.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(addressesIn);
    case 'not':
      return addressesIn(node.node);
    case 'filter':
      return node.filter.field === 'thread' && node.filter.thread.includes('/') ? [node.filter.thread] : [];
    default:
      return [];
  }
}

function withIds(node: QueryNode, ids: ReadonlyMap<string, readonly ThreadId[]>): QueryNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, nodes: node.nodes.map((inner) => withIds(inner, ids)) };
    case 'not':
      return { ...node, node: withIds(node.node, ids) };
    case 'filter':
      return withIdsOf(node, node.filter.field === 'thread' ? (ids.get(node.filter.thread) ?? []) : []);
    default:
      return node;
  }
}

function withIdsOf(node: QueryNode, ids: readonly ThreadId[]): QueryNode {
  const nodes = ids.map((thread): QueryNode => ({ kind: 'filter', filter: { field: 'thread', thread } }));
  const [first] = nodes;
  if (first === undefined) return node;
  return nodes.length === 1 ? first : { kind: 'or', nodes };
}
