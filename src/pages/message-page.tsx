// A page with nothing but a message: not found, not ready, something went wrong.
import { defaultRequest } from '../../index/search.ts';
import { type Frame, Layout } from './layout.tsx';
import { SearchForm } from './search-form.tsx';

/** What it says. */
export interface MessagePageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly sentences: readonly string[];
  /** Whether searching is of use here. */
  readonly hasForm: boolean;
}

/** A page of a few sentences. */
export function MessagePage({ frame, title, sentences, hasForm }: MessagePageProps) {
  return (
    <Layout frame={frame} title={title}>
      <div class="message">
        <h1>{title}</h1>
        {sentences.map((sentence) => (
          <p>{sentence}</p>
        ))}
        {hasForm && <SearchForm request={defaultRequest('')} label="Search posts and comments" />}
      </div>
    </Layout>
  );
}
