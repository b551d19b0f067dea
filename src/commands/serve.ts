// `antler serve`: the search page and the API, over the newest snapshot of a data folder.
import { serveArchive } from '../serve-archive.ts';
import type { RunCommand } from './model.ts';

/** Ends with the stop signal. */
export const run: RunCommand = async (context) => {
  const { settings } = context;
  await serveArchive(context, {
    dataFolder: settings.data,
    port: settings.port,
    mayMove: false,
    greeting: null,
  });
  return 0;
};
