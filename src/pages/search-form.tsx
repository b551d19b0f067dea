// The search form of the home and results pages: a plain GET form, complete without a script.
import type { SearchRequest, Sort } from '../../index/model.ts';

const TYPES = [
  { value: '', label: 'All' },
  { value: 'post', label: 'Posts' },
  { value: 'comment', label: 'Comments' },
] as const;

/** Sorts by the words of the pages; the empty one is the best for the query. */
export const SORT_LABELS: readonly { readonly value: Sort | null; readonly label: string }[] = [
  { value: null, label: 'Best match' },
  { value: 'newest', label: 'Newest' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'discussed', label: 'Most discussed' },
];

/** What the form shows. */
export interface SearchFormProps {
  /** What was asked for; the form starts from it. */
  readonly request: SearchRequest;
  /** The visible label of the box. */
  readonly label: string;
}

/** The form, filled with what was asked. */
export function SearchForm({ request, label }: SearchFormProps) {
  return (
    <search>
      <form class="search" method="get" action="/search">
        <label class="box-label" for="q">
          {label}
        </label>
        <div class="box">
          <input
            type="search"
            id="q"
            name="q"
            value={request.q}
            enterkeyhint="search"
            autocapitalize="off"
            autocorrect="off"
            autocomplete="off"
            spellcheck={false}
            dir="auto"
          />
          <button type="submit">Search</button>
        </div>
        <fieldset class="kinds">
          <legend class="hidden">What to look through</legend>
          {TYPES.map(({ value, label: name }) => (
            <label>
              <input type="radio" name="type" value={value} checked={(request.type ?? '') === value} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <MoreFilters request={request} />
        <Kept request={request} />
      </form>
    </search>
  );
}

function MoreFilters({ request }: { readonly request: SearchRequest }) {
  const { authors, from, until, sort } = request;
  const isUsed = authors.length > 0 || from !== null || until !== null || sort !== null;
  return (
    <details class="filters" open={isUsed}>
      <summary>More filters</summary>
      <div class="filter-fields">
        {(authors.length === 0 ? [''] : authors).map((author, index) => (
          <label>
            <span>{index === 0 ? 'Written by' : 'or by'}</span>
            <input name="author" value={author} autocomplete="off" spellcheck={false} dir="auto" />
          </label>
        ))}
        <DateField name="from" label="From" value={from} />
        <DateField name="until" label="Until" value={until} />
        <label>
          <span>Sort</span>
          <select name="sort">
            {SORT_LABELS.map(({ value, label }) => (
              <option value={value ?? ''} selected={isChosen(sort, value)}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}

function DateField(props: { readonly name: string; readonly label: string; readonly value: string | null }) {
  return (
    <label>
      <span>{props.label}</span>
      <input
        name={props.name}
        value={props.value ?? ''}
        placeholder="2008-11"
        title="A year, a month or a day: 2008, 2008-11, 2008-11-04"
        pattern="\d{4}(-\d{2}(-\d{2})?)?"
        maxlength={10}
        autocomplete="off"
      />
    </label>
  );
}

/** What the form has no field for goes on as it is. */
function Kept({ request }: { readonly request: SearchRequest }) {
  const kept = [
    ['thread', request.thread],
    ['tag', request.tag],
    ['group', request.group === 'none' ? 'none' : null],
    ['typo', request.typo === 'off' ? 'off' : null],
    ['match', request.match === 'auto' ? null : request.match],
    ['limit', request.limit === 20 ? null : String(request.limit)],
  ] as const;
  return (
    <>{kept.map(([name, value]) => value !== null && <input type="hidden" name={name} value={value} />)}</>
  );
}

/** Relevance is the best match in all but name. */
export function isChosen(sort: Sort | null, value: Sort | null): boolean {
  return sort === value || (sort === 'relevance' && value === null);
}
