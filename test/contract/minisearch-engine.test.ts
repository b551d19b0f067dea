// Runs the engine contract over the MiniSearch engine.

import { openSampleEngine } from '../support/engine-samples.ts';
import { engineContract } from './engine-contract.ts';

engineContract({ name: 'minisearch', open: openSampleEngine });
