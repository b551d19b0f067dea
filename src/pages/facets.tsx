// The narrowing links beside the results, each with its exact count.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { printCount } from '../numbers.ts';
import { authorNarrowings, type Narrowing, typeNarrowings } from './refinements.ts';
import { timelineOf } from './time-narrowings.ts';
import { Timeline } from './timeline.tsx';

/** Values shown at once; the rest folds. */
const SHOWN = 8;

/** The links; nothing when there is nothing to narrow by. */
export function Facets(props: { readonly answer: SearchAnswer; readonly request: SearchRequest }) {
  const { answer, request } = props;
  const types = typeNarrowings(answer, request);
  const timeline = timelineOf(answer, request);
  const authors = authorNarrowings(answer, request);
  if (types.length === 0 && timeline === null && authors.length === 0) return null;
  return (
    <nav class="facets" id="narrow" aria-label="Narrow the results">
      <Group title="Kind" narrowings={types} />
      {timeline !== null && <Timeline {...timeline} />}
      <Group title="Written by" narrowings={authors} />
    </nav>
  );
}

function Group({ title, narrowings }: { readonly title: string; readonly narrowings: readonly Narrowing[] }) {
  if (narrowings.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Values narrowings={narrowings} />
    </section>
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
