// Whether the engine of a snapshot answers: told by the questions that are asked anyway, and by a look of its own while it
// does not, so that a server nobody is sent to any more learns when it is well again.
import { type Ask, EngineDown, type Searcher } from './search-threads/model.ts';

/** Whoever asks how it is waits no longer for the look. */
const LOOK_MS = 1_000;

/** Of one snapshot. Engines that search in this program never fail so. */
export class EngineHealth {
  readonly #searcher: Pick<Searcher, 'ask'>;
  readonly #onChange: (failure: string | null) => void;
  #failure: string | null = null;
  #look: Promise<unknown> | null = null;

  /** `onChange` is told why it does not answer any more, and null when it does again. */
  constructor(searcher: Pick<Searcher, 'ask'>, onChange: (failure: string | null) => void = () => undefined) {
    this.#searcher = searcher;
    this.#onChange = onChange;
  }

  /** Asks, and remembers whether the engine answered. */
  async ask(ask: Ask): ReturnType<Searcher['ask']> {
    try {
      const answered = await this.#searcher.ask(ask);
      const isOfEngine = ask.question.kind === 'engine-check' || answered.answer?.times;
      if (isOfEngine) this.#see(null);
      return answered;
    } catch (error) {
      if (error instanceof EngineDown) this.#see(error.message);
      throw error;
    }
  }

  #see(failure: string | null): void {
    const isNews = (failure === null) !== (this.#failure === null);
    this.#failure = failure;
    if (isNews) this.#onChange(failure);
  }

  /** Why it does not answer, as a sentence; null when it does. */
  async failure(): Promise<string | null> {
    if (this.#failure === null) return null;
    this.#look ??= this.ask({ question: { kind: 'engine-check' }, encoding: null })
      .catch(() => undefined)
      .finally(() => {
        this.#look = null;
      });
    await Promise.race([this.#look, new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref())]);
    return this.#failure;
  }
}
