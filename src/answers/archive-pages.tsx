// The pages about the archive and its people: people, person, on this day, about.
import type { Snapshot } from '../../index/snapshot/model.ts';
import { AboutPage } from '../pages/about-page.tsx';
import { DayPage } from '../pages/day-page.tsx';
import { PeoplePage } from '../pages/people-page.tsx';
import { PersonPage } from '../pages/person-page.tsx';
import { renderView } from '../pages/render-view.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import type { Question } from './model.ts';
import { onThisDay } from './on-this-day.ts';
import { frameOf, htmlPage, threadsOf } from './pages.tsx';
import { findPerson, listPeople } from './people.ts';

export async function peoplePage(
  snapshot: Snapshot,
  { asked, mistakes }: Extract<Question, { readonly kind: 'people-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  const answer = listPeople(snapshot, asked);
  return htmlPage(renderView(<PeoplePage frame={frame} asked={asked} answer={answer} mistakes={mistakes} />));
}

/** Null when nobody has this slug. */
export async function personPage(
  snapshot: Snapshot,
  { slug }: Extract<Question, { readonly kind: 'person-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer | null> {
  const person = await findPerson(snapshot, slug, tools);
  if (person === null) return null;
  const archived = await tools.archived.of(snapshot, threadsOf(person.recent));
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  return htmlPage(renderView(<PersonPage frame={frame} person={person} archived={archived} />));
}

export async function dayPage(
  snapshot: Snapshot,
  { day, mistakes }: Extract<Question, { readonly kind: 'day-page' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  const years = await onThisDay(snapshot, day, tools);
  const threads = years.flatMap(({ hits }) => threadsOf(hits));
  const archived = await tools.archived.of(snapshot, threads);
  return htmlPage(
    renderView(<DayPage frame={frame} day={day} years={years} archived={archived} mistakes={mistakes} />),
  );
}

export async function aboutPage(snapshot: Snapshot, tools: AnswerTools): Promise<WrittenAnswer> {
  const frame = frameOf(tools.files, await tools.overviews.nameOf(snapshot));
  const { manifest, directory } = snapshot;
  return htmlPage(renderView(<AboutPage frame={frame} manifest={manifest} facts={directory.facts} />));
}
