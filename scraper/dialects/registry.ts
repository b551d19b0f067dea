// All dialects. A new one is its file and one line here.
import type { PageView } from '../reading/page/page-view.ts';
import { b2evolution } from './b2evolution.ts';
import { blogger } from './blogger.ts';
import { dotclear } from './dotclear.ts';
import { drupal } from './drupal.ts';
import { forum } from './forum.ts';
import { generic } from './generic.ts';
import { livejournal } from './livejournal.ts';
import { mailingList } from './mailing-list.ts';
import { microformats } from './microformats.ts';
import type { Detection, Dialect } from './model.ts';
import { movableType } from './movable-type.ts';
import { schemaOrg } from './schema-org.ts';
import { scoop } from './scoop.ts';
import { serendipity } from './serendipity.ts';
import { textpattern } from './textpattern.ts';
import { wordpress } from './wordpress.ts';

/** Order does not matter: the highest confidence wins. */
export const dialects: readonly Dialect[] = [
  b2evolution,
  blogger,
  dotclear,
  drupal,
  forum,
  generic,
  livejournal,
  mailingList,
  microformats,
  movableType,
  schemaOrg,
  scoop,
  serendipity,
  textpattern,
  wordpress,
];

export interface Candidate {
  readonly dialect: Dialect;
  readonly detection: Detection;
}

/**
 * Every dialect with what it saw in the page, most confident first. Never empty. All are asked for marks first; for shapes
 * only where that can change who comes first.
 */
export function rankDialects(page: PageView): Candidate[] {
  const marked = dialects.map((dialect) => ({ dialect, detection: dialect.detect(page) }));
  const surest = Math.max(...marked.map(({ detection }) => detection.confidence));
  const candidates = marked.map(({ dialect, detection }) => {
    if (!dialect.shape || dialect.shape.most < surest) return { dialect, detection };
    const shaped = dialect.shape.detect(page);
    return { dialect, detection: shaped.confidence > detection.confidence ? shaped : detection };
  });
  return candidates.sort(
    (a, b) => b.detection.confidence - a.detection.confidence || compareNames(a.dialect.name, b.dialect.name),
  );
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
