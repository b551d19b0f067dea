// Archived text on a page: always escaped, never as the HTML it once was.
import type { TextRange } from '../../scraper/model.ts';
import { cutLine, cutText, type Line, type Paragraph } from './blocks.ts';

/** A text of several paragraphs, with quotes as blockquotes and the words looked for marked. */
export function Passage(props: {
  readonly text: string;
  readonly quotes: readonly TextRange[];
  readonly marks: readonly TextRange[];
}) {
  const blocks = cutText(props.text, props.quotes, props.marks);
  return (
    <div class="passage" dir="auto">
      {blocks.map(({ isQuoted, paragraphs }) => {
        const views = paragraphs.map((paragraph) => <ParagraphView paragraph={paragraph} />);
        return isQuoted ? <blockquote>{views}</blockquote> : views;
      })}
    </div>
  );
}

/** A text on one line with marks, such as a snippet or a title. */
export function Marked(props: { readonly text: string; readonly marks: readonly TextRange[] }) {
  return <Pieces line={cutLine(props.text, props.marks)} />;
}

function ParagraphView({ paragraph }: { readonly paragraph: Paragraph }) {
  return (
    <p>
      {paragraph.lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          <Pieces line={line} />
        </>
      ))}
    </p>
  );
}

function Pieces({ line }: { readonly line: Line }) {
  return <>{line.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}</>;
}
