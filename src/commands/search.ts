// `antler search`: the same search as the page and the API, printed for people or as the API's own JSON.
import type { SearchRequest } from '../../index/model.ts';
import { search } from '../../index/search.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { searchResponse } from '../answers/search-response.ts';
import { openArchive } from '../open-archive.ts';
import type { Output } from '../output.ts';
import type { Settings } from '../settings.ts';
import { wrapLine } from '../terminal-text.ts';
import type { RunCommand } from './model.ts';
import { printAnswer } from './print-search.ts';

/** Prints the hits. Exit code 1 when there are none. @throws IndexError when no snapshot can be opened. */
export const run: RunCommand = async ({ words, settings, out }) => {
  const { snapshot } = await openArchive(settings);
  try {
    const request = toRequest(words, settings);
    const answer = await search(snapshot, request, { repairText: (text) => repairMojibake(text).text });
    if (settings.json)
      await out.json(searchResponse(answer, { request, cursor: null }), out.isTerminal ? 2 : 0);
    else await printLines(printAnswer(answer, out.bold), out);
    return answer.totalHits === 0 ? 1 : 0;
  } finally {
    await snapshot.close();
  }
};

async function printLines(lines: readonly string[], out: Output): Promise<void> {
  for (const line of lines)
    for (const piece of out.isTerminal ? wrapLine(line, out.columns) : [line]) await out.line(piece);
}

function toRequest(words: readonly string[], settings: Settings): SearchRequest {
  const { type, from, until, thread, tag, sort, group, limit, offset, facets, histogram, typo, match } =
    settings;
  return {
    q: words.join(' '),
    type,
    authors: settings.author,
    from,
    until,
    thread,
    tag,
    sort,
    group,
    limit,
    offset,
    facets,
    histogram,
    typo,
    match,
  };
}
