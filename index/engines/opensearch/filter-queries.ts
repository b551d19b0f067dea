// Filters as queries of the cluster. Names were looked up before: here are only numbers and keys.
import { readDate } from '../../packing/packed-dates.ts';
import type { Filter } from '../../query/model.ts';
import { lookupOf } from './link-keys.ts';
import type { PeopleField } from './people.ts';
import { termsQuery } from './people.ts';
import { NOTHING, type Query } from './searching.ts';

/** Who and what is meant by the names in a plan. */
export interface FoundNames {
  readonly people: (field: PeopleField, names: readonly string[]) => Query;
  /** Numbers of the threads. */
  readonly threads: (name: string) => readonly number[];
  readonly tag: (name: string) => Query;
}

/** What passes the filter. */
export function filterQuery(filter: Filter, names: FoundNames): Query {
  switch (filter.field) {
    case 'author':
      return names.people('author', filter.names);
    case 'to':
      return names.people('repliedTo', [filter.name]);
    case 'type':
      return marked(filter.type);
    case 'is-op':
      return marked('op');
    case 'has':
      return marked(filter.what);
    case 'date':
      return dateQuery(filter.span.from, filter.span.until);
    case 'thread':
      return termsQuery('thread', names.threads(filter.thread));
    case 'tag':
      return names.tag(filter.tag);
    case 'comments':
      return {
        range: { comments: { gte: filter.min ?? 0, ...(filter.max === null ? {} : { lte: filter.max }) } },
      };
    case 'links':
      return linksQuery(filter.host, filter.path);
    default:
      return filter satisfies never;
  }
}

function marked(mark: string): Query {
  return { term: { marks: mark } };
}

/** The whole span a coarse date may mean must lie within the bounds; no date lies within none. */
function dateQuery(from: string | null, until: string | null): Query {
  const first = from === null ? undefined : readDate(from)?.firstDay;
  const last = until === null ? undefined : readDate(until)?.lastDay;
  return {
    bool: {
      filter: [
        { exists: { field: 'firstDay' } },
        ...(first === undefined ? [] : [{ range: { firstDay: { gte: first } } }]),
        ...(last === undefined ? [] : [{ range: { lastDay: { lte: last } } }]),
      ],
    },
  };
}

function linksQuery(host: string, path: string): Query {
  const lookup = lookupOf(host, path);
  return lookup === '' || /\p{Surrogate}/u.test(lookup) ? NOTHING : { term: { links: lookup } };
}
