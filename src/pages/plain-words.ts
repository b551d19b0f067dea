// The words of a query without its orders: for those who found nothing with quotes, filters and signs.
import type { SearchAnswer } from '../../index/model.ts';
import { MAX_QUERY_LENGTH } from '../../index/query/clean-query.ts';
import type { QueryNode } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';

/** Words and the words of phrases, in their order, without what was excluded; empty when there are none. */
export function plainWords({ interpreted }: Pick<SearchAnswer, 'interpreted'>): string {
  if (interpreted.length > MAX_QUERY_LENGTH) return '';
  const { root } = parseQuery(interpreted);
  return root === null ? '' : wordsOf(root).join(' ');
}

/** Recurses as deep as brackets go, 50 at most. */
function wordsOf(node: QueryNode): readonly string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(wordsOf);
    case 'not':
    case 'filter':
      return [];
    default:
      return [node.text];
  }
}
