// The narrowing links beside the results, each with its exact count.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { printCount } from '../numbers.ts';
import { authorNarrowings, type Narrowing, typeNarrowings, yearNarrowings } from './refinements.ts';

/** Values shown at once; the rest folds. */
const SHOWN = 8;

/** The links; nothing when there is nothing to narrow by. */
export function Facets(props: { readonly answer: SearchAnswer; readonly request: SearchRequest }) {
  const { answer, request } = props;
  const groups = [
    { title: 'Kind', narrowings: typeNarrowings(answer, request) },
    { title: 'Year', narrowings: yearNarrowings(answer, request) },
    { title: 'Written by', narrowings: authorNarrowings(answer, request) },
  ].filter(({ narrowings }) => narrowings.length > 0);
  if (groups.length === 0) return null;
  return (
    <nav class="facets" aria-label="Narrow the results">
      {groups.map(({ title, narrowings }) => (
        <section>
          <h2>{title}</h2>
          <Values narrowings={narrowings} />
        </section>
      ))}
    </nav>
  );
}

function Values({ narrowings }: { readonly narrowings: readonly Narrowing[] }) {
  const folded = narrowings.slice(SHOWN);
  return (
    <>
      <List narrowings={narrowings.slice(0, SHOWN)} />
      {folded.length > 0 && (
        <details>
          <summary>{folded.length} more</summary>
          <List narrowings={folded} />
        </details>
      )}
    </>
  );
}

function List({ narrowings }: { readonly narrowings: readonly Narrowing[] }) {
  return (
    <ul>
      {narrowings.map(({ label, count, path }) => (
        <li>
          <a href={path}>
            <bdi>{label}</bdi>
          </a>{' '}
          <span class="count">{printCount(count)}</span>
        </li>
      ))}
    </ul>
  );
}
