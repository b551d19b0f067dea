// The rival of the extraction benchmark: cheerio as it comes, in one thread, with the selectors of one theme written by hand.
// Reads every page of a folder and prints how many comments it found and how many milliseconds that took.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';

interface FoundComment {
  readonly id: string | undefined;
  readonly author: string;
  readonly date: string;
  readonly text: string;
  readonly parent: string | undefined;
}

function extract(html: string): {
  readonly title: string;
  readonly text: string;
  readonly comments: FoundComment[];
} {
  const $ = load(html);
  const comments = $('.commentlist li.comment')
    .toArray()
    .map((element): FoundComment => {
      const own = $(element).children('div').first();
      return {
        id: $(element).attr('id'),
        author: own.find('.fn').first().text().trim(),
        date: own.find('.comment-meta a').first().text().trim(),
        text: own.find('.comment-body').first().text().trim(),
        parent: $(element).parents('li.comment').first().attr('id'),
      };
    });
  return {
    title: $('.entry-title').first().text(),
    text: $('.entry-content').first().text().trim(),
    comments,
  };
}

const folder = process.argv[2] ?? '.';
const pages = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const startedAt = performance.now();
let found = 0;
for (const page of pages) found += extract(page.toString('utf8')).comments.length;
process.stdout.write(`${found} comments, ${(performance.now() - startedAt).toFixed(1)} ms\n`);
