// A person's name, as displayed, leading to their page.
import { personPath } from '../../index/addresses.ts';
import type { Person } from '../../index/model.ts';

/** The name as a link; `unknown author` when the page did not say. */
export function PersonLink({ person }: { readonly person: Person | null }) {
  if (person === null) return <span class="unknown">unknown author</span>;
  return (
    <a class="person" href={personPath(person.slug)}>
      <bdi>{person.name}</bdi>
    </a>
  );
}

/** The name alone, for places that are links already. */
export function PersonName({ person }: { readonly person: Person | null }) {
  return person === null ? <span class="unknown">unknown author</span> : <bdi>{person.name}</bdi>;
}
