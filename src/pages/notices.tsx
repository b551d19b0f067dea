// What the reader should know about an answer: what was loosened, how it was read, what was left out.
import type { SearchAnswer } from '../../index/model.ts';

/** The sentences; nothing when there are none. */
export function Notices(props: { readonly answer: SearchAnswer; readonly mistakes: readonly string[] }) {
  const sentences = [...props.mistakes, ...props.answer.warnings];
  const { relaxed } = props.answer;
  const corrections = Object.entries(relaxed?.fuzzy ?? {});
  const dropped = relaxed?.dropped ?? [];
  if (sentences.length === 0 && relaxed === null) return null;
  return (
    <div class="notice">
      {corrections.map(([written, taken]) => (
        <p>
          Nobody here wrote <q>{written}</q>; these are results for <strong>{taken}</strong>.
        </p>
      ))}
      {relaxed !== null && dropped.length === 0 && corrections.length === 0 && (
        <p>No single post or comment has all the words; these have some of them.</p>
      )}
      {dropped.length > 0 && (
        <p>
          Nothing has all the words. The best results are without{' '}
          {dropped.map((word, index) => (
            <>
              {index > 0 && ', '}
              <s>{word}</s>
            </>
          ))}
          .
        </p>
      )}
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </div>
  );
}
