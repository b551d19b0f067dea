// Comments found by shape alone: what is taken, and above all what is not.

import * as assert from 'uvu/assert';
import { extractPage } from '../../scraper/extract.ts';
import { suite } from '../support/suite.ts';

const test = suite('comments by shape');

const story =
  '<h1>The long pier</h1><p>It is eleven hundred planks from the turnstile to the lamp, and I have counted them in both directions.</p><p>On the way back there is one plank more. Nobody believes this until they have counted for themselves.</p>';

function read(body: string) {
  const reading = extractPage(
    {
      kind: 'page',
      path: '2009/03/04/the-long-pier.html',
      bytes: Buffer.from(`\ufeff<html><head><title>The long pier</title></head><body>${body}</body></html>`),
      url: null,
      transportCharset: null,
      capturedAt: null,
    },
    { siteUrl: null },
  );
  return reading.kind === 'part' ? reading.comments : null;
}

const facts = (body: string) =>
  read(body)?.map(({ author, publishedAt, text }) => [author, publishedAt, text]) ?? null;

test('takes a single comment under a heading that counts one', () => {
  assert.equal(
    facts(
      `${story}<h3>1 comment</h3><p><b>Ida</b> wrote on 5 March 2009, 10:00:</p><blockquote>I get twelve hundred.</blockquote>`,
    ),
    [['Ida', '2009-03-05T10:00', 'I get twelve hundred.']],
  );
});

test('takes comments without a heading when a form follows', () => {
  const found = facts(
    `${story}<div><div><p>Ida on 5 March 2009, 10:00</p><p>I get twelve hundred.</p></div><div><p>Joss on 6 March 2009, 11:30</p><p>Then you count the shadows.</p></div></div><form><textarea></textarea></form>`,
  );
  assert.equal(
    found?.map(([author]) => author),
    ['Ida', 'Joss'],
  );
});

test('takes a single comment inside a form for those who may delete comments', () => {
  assert.equal(
    facts(
      `${story}<p>Author: <b>Ida</b>, 4 March 2009, 9:00</p><form method="post" action="comments.php?delete=true"><a href="?sort=asc">Sort</a><table><tr><td><div>#1 by <a href="?id=7"><b>Joss</b></a> <i>5 March 2009 - 10:00</i></div></td></tr><tr><td>I get twelve hundred.</td></tr></table></form><p>Log in to write comments.</p>`,
    ),
    [['Joss', '2009-03-05T10:00', 'I get twelve hundred.']],
  );
});

test('goes by the lines where elements close in the middle of the next comment', () => {
  const said = (name: string) =>
    `<i class="face"></i><b><a href="/profile/${name}">${name}</a> said...</b></div>`;
  assert.equal(
    facts(
      `${story}<div class="comments"><h4>3 comments:</h4><div><div class="cmt">${said('Ida')}<div class="cmt">I get twelve hundred.<br><br>And one.<br><br><a href="#">6/18/08, 6:37 PM</a><br><br>${said('Joss')}<div class="cmt">Then you count the shadows.<br><br><a href="#">6/18/08, 11:20 PM</a><br><br>${said('Mara')}<div class="cmt">At noon there are none.<br><br><a href="#">6/19/08, 3:28 AM</a></div></div></div>`,
    ),
    [
      ['Ida', '2008-06-18T18:37', 'I get twelve hundred.\n\nAnd one.'],
      ['Joss', '2008-06-18T23:20', 'Then you count the shadows.'],
      ['Mara', '2008-06-19T03:28', 'At noon there are none.'],
    ],
  );
});

test('takes the title of a whole post for the name of a ping', () => {
  const title =
    'How the harbour of a small town counted its planks twice and came out with another number each time | The Long Shore';
  assert.equal(
    facts(
      `${story}<h3>2 comments</h3><div><p>${title}, 5 Mar 2009, 10:00</p><p>[…] twelve hundred planks […]</p></div><div><p>Joss, 6 Mar 2009, 11:30</p><p>Then you count the shadows.</p></div>`,
    ),
    [
      [title, '2009-03-05T10:00', '[…] twelve hundred planks […]'],
      ['Joss', '2009-03-06T11:30', 'Then you count the shadows.'],
    ],
  );
});

const noComments: readonly (readonly [name: string, html: string])[] = [
  [
    'related posts behind "1 comment"',
    '<p><a href="#comments">1 comment</a></p><h3>Related posts</h3><div><h4><a href="/salt/">Salt on the rails</a></h4><span>4 March 2009</span><p>The rails are white again and nobody has swept them.</p></div>',
  ],
  [
    'related posts in a list of dates',
    '<h3>You may also like</h3><ul><li><a href="/salt/">Salt on the rails</a> 4 March 2009</li><li><a href="/rope/">Old rope</a> 2 March 2009</li><li><a href="/lamp/">The lamp</a> 1 March 2009</li></ul>',
  ],
  [
    'testimonials',
    '<h3>What people say</h3><div><blockquote>The finest pier on the coast.</blockquote><b>Ida Lund</b></div><div><blockquote>We come every year.</blockquote><b>Joss Pelle</b></div>',
  ],
  [
    'recent comments',
    '<div><h3>Recent comments</h3><ul><li><a href="/salt/#c1">Ida</a>: The salt is mine. 4 March 2009</li><li><a href="/rope/#c2">Joss</a>: So is the rope. 3 March 2009</li></ul></div>',
  ],
  [
    'a box about the author',
    '<div class="author-box"><h4>About <a href="/ida/">Ida Lund</a></h4><p>Ida keeps the pier and has done so since 4 March 1999.</p></div><p>No comments yet.</p>',
  ],
  [
    'dates of concerts',
    '<h3>Dates</h3><ul><li><b>4 March 2009</b> Brass band at the lamp</li><li><b>5 March 2009</b> Choir at the turnstile</li></ul>',
  ],
];

for (const [name, html] of noComments) {
  test(`takes no comments out of ${name}`, () => {
    assert.equal(facts(`${story}${html}`), []);
  });
}

test('takes letters of readers', () => {
  assert.equal(
    facts(
      `${story}<div>Leserpost</div><div><div><div><span>Ida Lund</span> / 05.03.2009</div><p>Bei mir sind es zwölfhundert.</p></div></div><div><div><div><span>Joss Pelle</span> / 06.03.2009</div><p>Dann zählen Sie die Schatten mit.</p></div></div>`,
    ),
    [
      ['Ida Lund', '2009-03-05', 'Bei mir sind es zwölfhundert.'],
      ['Joss Pelle', '2009-03-06', 'Dann zählen Sie die Schatten mit.'],
    ],
  );
});

test('reads times told by their distance as no dates', () => {
  assert.equal(
    facts(
      `${story}<h3>2 comments</h3><div><div>Ida · 3 years ago</div><p>I get twelve hundred.</p></div><div><div>Joss · 2 years ago</div><p>Then you count the shadows.</p></div>`,
    ),
    [
      ['Ida', null, 'I get twelve hundred.'],
      ['Joss', null, 'Then you count the shadows.'],
    ],
  );
});

test('takes no remark of the form for a comment', () => {
  assert.equal(
    facts(
      `${story}<h3>Comments</h3><p><b>Your email address will not be published.</b></p><p>Required fields are marked</p><form><textarea></textarea></form>`,
    ),
    [],
  );
});

test('takes no post for a comment because its title speaks of comments', () => {
  assert.equal(
    facts(
      '<h1>Template: Comments disabled</h1><p>Posted by Ida on 5 March 2009</p><p>Nobody can answer to this one.</p>',
    ),
    [],
  );
});

test('takes no recent comments, no archive and no related posts', () => {
  assert.equal(
    facts(
      `${story}<div><h3>Recent Comments</h3><ul><li>Ida on <a href="/a/">Lamps</a>, 5 March 2009</li><li>Joss on <a href="/b/">Ropes</a>, 6 March 2009</li></ul></div><div><h3>You might also like</h3><ul><li><a href="/c/">Buoys</a> 7 March 2009</li><li><a href="/d/">Bells</a> 8 March 2009</li></ul></div>`,
    ),
    [],
  );
});

test('takes no name out of a sentence that ends in "comments"', () => {
  const found = facts(
    `${story}<h3>1 comment</h3><ul><li><div>5 March 2009, 10:00</div><p>A fine piece, and useful. I have just two comments.</p></li></ul>`,
  );
  assert.equal(found, [[null, '2009-03-05T10:00', 'A fine piece, and useful. I have just two comments.']]);
});

test('keeps answers that stand in a list behind what they answer', () => {
  const found = read(
    `${story}<h3>3 comments</h3><div class="m"><p>Ida, 5 March 2009, 10:00</p><p>I get twelve hundred.</p></div><div class="indented"><div class="m"><p>Joss, 6 March 2009, 11:30</p><p>Then you count the shadows.</p></div></div><div class="m"><p>Kit, 7 March 2009, 08:00</p><p>Eleven hundred and four.</p></div>`,
  );
  const [ida] = found ?? [];
  assert.equal(
    found?.map(({ parentId }) => parentId),
    [null, ida?.id, null],
  );
});

test.run();
