// What every engine must do behind the port, as one suite. An engine's own test calls it with a way to open one.

import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine } from '../../index/engine.ts';
import { CONTRACT_ARCHIVE } from '../support/contract-archive.ts';
import { suite } from '../support/suite.ts';
import { defineAnswers } from './engine-answers.ts';
import { defineFinding } from './engine-finding.ts';

export interface EngineUnderTest {
  readonly name: string;
  /** Indexes the threads and opens the index. */
  open(threads: readonly ThreadDocuments[]): Promise<Engine>;
  /** Tests that this engine cannot pass, by name, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>;
}

/** What the parts of the suite are given. */
export interface EngineContract {
  /** Defines a test, unless the engine is excused from it. */
  define(name: string, body: () => Promise<void>): void;
  /** The engine over `CONTRACT_ARCHIVE`; only inside tests. */
  engine(): Engine;
  open(threads: readonly ThreadDocuments[]): Promise<Engine>;
}

/** Defines and runs the suite. */
export function engineContract(under: EngineUnderTest): void {
  const test = suite(`engine contract: ${under.name}`);
  let opened: Engine | null = null;
  test.before(async () => {
    opened = await under.open(CONTRACT_ARCHIVE);
  });
  test.after(() => opened?.close());
  const contract: EngineContract = {
    define: (name, body) => {
      const reason = under.skip?.[name];
      if (reason === undefined) test(name, body);
      else test.skip(name, reason);
    },
    engine: () => {
      if (opened === null) throw new Error('the engine is not open yet');
      return opened;
    },
    open: (threads) => under.open(threads),
  };
  defineFinding(contract);
  defineAnswers(contract);
  test.run();
}
