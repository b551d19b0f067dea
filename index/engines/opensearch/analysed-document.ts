// Reads an entry into words as they are indexed: our own, so that building and asking cannot differ. The cluster only
// cuts them at spaces.
import type { Analysis } from '../../analysis/model.ts';
import type { Entry } from '../../model.ts';
import { TextPlaces } from '../text-places.ts';

/** The words of an entry. */
export interface AnalysedDocument {
  /** Forms with a space between: of the title, of the text, of each tag. */
  readonly parts: readonly string[];
  /** See `FewDocument`. */
  readonly quotes: readonly number[];
  readonly checkpoints: readonly number[];
  /** All forms of title, text and tags, in order. */
  readonly forms: readonly string[];
  readonly titleForms: readonly string[];
  /** Runs of words outside and inside of quoted parts; both empty when nothing is said to be quoted. */
  readonly own: readonly string[];
  readonly quoted: readonly string[];
}

/** Cost: linear in the text. */
export function analyseDocument(
  { title, text, tags, quotes }: Pick<Entry, 'title' | 'text' | 'tags' | 'quotes'>,
  analysis: Analysis,
): AnalysedDocument {
  const places = new TextPlaces();
  const titleForms = analysis.forms(title);
  places.open(text, quotes);
  let position = titleForms.length + 1;
  const textForms = analysis.tokens(text).map(({ form, start }) => {
    places.see(start, position++);
    return form;
  });
  places.close(0);
  const { checkpoints, quoted } = places.places();
  const parts = [titleForms, textForms, ...tags.map((tag) => analysis.forms(tag))];
  const ranges = [...quoted.ranges];
  return {
    parts: parts.map((forms) => forms.join(' ')),
    quotes: ranges,
    checkpoints: [...checkpoints.offsets],
    forms: parts.flat(),
    titleForms,
    ...(quotes.length === 0 ? { own: [], quoted: [] } : runsOf(parts, ranges)),
  };
}

/** A run ends where a part does, and where a quotation begins or ends. */
function runsOf(
  parts: readonly (readonly string[])[],
  ranges: readonly number[],
): Pick<AnalysedDocument, 'own' | 'quoted'> {
  const runs: Record<'own' | 'quoted', string[]> = { own: [], quoted: [] };
  let position = 0;
  let next = 0;
  for (const forms of parts) {
    let from = 0;
    let isQuoted = false;
    for (let at = 0; at <= forms.length; at++, position++) {
      while ((ranges[next + 1] ?? Number.POSITIVE_INFINITY) <= position) next += 2;
      const isNowQuoted = (ranges[next] ?? Number.POSITIVE_INFINITY) <= position;
      if (at < forms.length && isNowQuoted === isQuoted) continue;
      if (at > from) runs[isQuoted ? 'quoted' : 'own'].push(forms.slice(from, at).join(' '));
      from = at;
      isQuoted = isNowQuoted;
    }
  }
  return runs;
}
