// The pages of the sample blog that are no posts: the static About page and the page of a photograph.

import { texturize } from './markup.ts';
import { type SampleThread, threadPath } from './model.ts';
import { SITE } from './people.ts';
import { renderFrame } from './twenty-ten.ts';

const ABOUT = [
  'The Pellmouth Lamplighter is the weekly newspaper of a small harbour town on the estuary of the River Pell. It was founded in 1887 by two sisters who had inherited a printing press and a grudge.',
  'This is its other half. The paper tells you what happened; here you may tell us what really happened. Nell Trevanion edits both from the room above the ship chandler’s, with the assistance of Mrs. Penhallow’s kettle.',
  'To reach us, climb the outside stair and knock. The third step is loose.',
];

/** The About page, a static page of WordPress without comments. */
export function renderAbout(threads: readonly SampleThread[]): string {
  const content = `
				<div id="post-2" class="post-2 page type-page hentry">
					<h1 class="entry-title">About</h1>
					<div class="entry-content">
						${ABOUT.map((paragraph) => `<p>${texturize(paragraph)}</p>`).join('\n')}
					</div><!-- .entry-content -->
				</div><!-- #post-## -->

			<div id="comments">
	<p class="nocomments">Comments are closed.</p>
</div><!-- #comments -->`;
  const head = `<link rel='canonical' href='${SITE.url}/about/' />\n`;
  const bodyClass = 'page page-id-2 page-template page-template-default';
  return renderFrame(content, { title: `About | ${SITE.name}`, bodyClass, head, threads });
}

/** The page that WordPress gives an attached photograph. */
export function renderAttachment(
  thread: SampleThread,
  name: string,
  threads: readonly SampleThread[],
): string {
  const id = thread.id + 1;
  const post = `${SITE.url}${threadPath(thread)}`;
  const image = `${SITE.url}/wp-content/uploads/${threadPath(thread).slice(1, 9)}${name}.jpg`;
  const content = `
				<p class="page-title"><a href="${post}" title="Return to ${texturize(thread.title)}" rel="gallery"><span class="meta-nav">&larr;</span> ${texturize(thread.title)}</a></p>

				<div id="post-${id}" class="post-${id} attachment type-attachment hentry">
					<h2 class="entry-title">${name}</h2>
					<div class="entry-content">
						<div class="entry-attachment">
						<p class="attachment"><a href="${post}" title="${name}" rel="attachment"><img width="640" height="424" src="${image}" class="attachment-900x9999" alt="" title="${name}" /></a></p>
						</div><!-- .entry-attachment -->
						<div class="entry-caption"><p>The Ropewalk, about 1904</p></div>
					</div><!-- .entry-content -->
				</div><!-- #post-## -->`;
  const head = `<link rel='canonical' href='${post}${name}/' />\n`;
  const bodyClass = `attachment single single-attachment postid-${id} attachmentid-${id}`;
  return renderFrame(content, { title: `${name} | ${SITE.name}`, bodyClass, head, threads });
}
