// What of a cut index a question needs: which words, by stem or beginning, and which columns.
import type { Analysis } from '../../../analysis/model.ts';
import type { EngineRequest, PlanNode } from '../../../engine.ts';
import type { Filter } from '../../../query/model.ts';
import type { ColumnSet } from './layout.ts';

/** Without repeats, in no order. */
export interface Wanted {
  readonly stems: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
  readonly columns: ReadonlySet<ColumnSet>;
}

/** Negated parts are needed as others are. */
export function wantedBy(
  request: Pick<EngineRequest, 'plan'> & Partial<Pick<EngineRequest, 'exactTitle' | 'sort'>>,
  analysis: Analysis,
): Wanted {
  const stems = new Set<string>();
  const prefixes = new Set<string>();
  const columns = new Set<ColumnSet>();
  const addForms = (forms: readonly string[]) => {
    for (const form of forms) stems.add(analysis.stem(form));
  };
  for (const node of nodesOf(request.plan)) {
    if (node.kind === 'stem') {
      stems.add(node.stem);
      addForms([node.form]);
    } else if (node.kind === 'phrase') addForms(node.forms);
    else if (node.kind === 'similar') addForms(node.forms.map(({ form }) => form));
    else if (node.kind === 'prefix') prefixes.add(node.prefix);
    else if (node.kind === 'filter') {
      const column = columnsFor(node.filter);
      if (column !== null) columns.add(column);
    }
  }
  addForms(request.exactTitle ?? []);
  if (request.sort === 'newest' || request.sort === 'oldest') columns.add('dates');
  return { stems, prefixes, columns };
}

/** Null: those that every search has. */
function columnsFor(filter: Filter): ColumnSet | null {
  switch (filter.field) {
    case 'author':
    case 'to':
      return 'people';
    case 'date':
      return 'dates';
    case 'thread':
      return 'threads';
    case 'tag':
      return 'tags';
    case 'links':
      return 'links';
    default:
      return null;
  }
}

/** All nodes of a plan, itself among them. */
function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  // An explicit stack, because plans come from queries.
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    if (node.kind === 'and' || node.kind === 'or') open.push(...node.nodes);
    else if (node.kind === 'not') open.push(node.node);
  }
}
