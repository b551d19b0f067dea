// Layouts of comment lists that blogs have used, to show known comments in: none carries an id of a comment.

/** A comment to show. */
export interface ShownComment {
  readonly author: string | null;
  readonly authorUrl: string | null;
  /** Calendar day and time of day, or null. */
  readonly date: Date | null;
  /** Paragraphs of text. */
  readonly paragraphs: readonly string[];
  /** Index of the comment it answers, or null. */
  readonly parent: number | null;
}

export interface CommentLayout {
  readonly name: string;
  /** Markup of the whole comment area. */
  readonly render: (comments: readonly ShownComment[]) => string;
  /** What the layout does not show. */
  readonly hides: readonly ('date' | 'parent')[];
  /** Fewest comments it makes sense for; default 1. */
  readonly atLeast?: number;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const germanMonths =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const frenchMonths =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const two = (value: number) => String(value).padStart(2, '0');

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const clock = (date: Date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
const halfDay = (date: Date) =>
  `${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())} ${date.getUTCHours() < 12 ? 'am' : 'pm'}`;
const long = (date: Date | null) =>
  date
    ? `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} at ${halfDay(date)}`
    : '';
const dayFirst = (date: Date | null) =>
  date
    ? `${date.getUTCDate()} ${months[date.getUTCMonth()]?.slice(0, 3)} ${date.getUTCFullYear()}, ${clock(date)}`
    : '';
const iso = (date: Date | null) => (date ? `${date.toISOString().slice(0, 10)} ${clock(date)}` : '');
const german = (date: Date | null) =>
  date
    ? `${date.getUTCDate()}. ${germanMonths[date.getUTCMonth()]} ${date.getUTCFullYear()} um ${clock(date)} Uhr`
    : '';
const french = (date: Date | null) =>
  date
    ? `${date.getUTCDate()} ${frenchMonths[date.getUTCMonth()]} ${date.getUTCFullYear()} à ${date.getUTCHours()} h ${two(date.getUTCMinutes())}`
    : '';

const name = ({ author }: ShownComment) => escapeHtml(author ?? 'Anonymous');
const linked = (comment: ShownComment) =>
  comment.authorUrl ? `<a href="${escapeHtml(comment.authorUrl)}">${name(comment)}</a>` : name(comment);
const paragraphs = (comment: ShownComment) =>
  comment.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
const broken = (comment: ShownComment) => comment.paragraphs.map(escapeHtml).join('<br><br>\n');
const each = (comments: readonly ShownComment[], one: (comment: ShownComment, index: number) => string) =>
  comments.map(one).join('\n');
const form = '<h3>Leave a comment</h3><form action="/post.cgi"><textarea name="text"></textarea></form>';
const plural = (comments: readonly ShownComment[], word: string) =>
  `${comments.length} ${word}${comments.length === 1 ? '' : 's'}`;

/** Comments as a tree, each with its answers inside. */
function nest(
  comments: readonly ShownComment[],
  one: (comment: ShownComment, answers: string, depth: number) => string,
): string {
  const depths: number[] = [];
  for (const [index, { parent }] of comments.entries())
    depths[index] = parent === null ? 0 : (depths[parent] ?? 0) + 1;
  const inside: string[] = comments.map(() => '');
  let top = '';
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index];
    if (!comment) continue;
    const html = one(comment, inside[index] ?? '', depths[index] ?? 0);
    if (comment.parent === null) top = html + top;
    else inside[comment.parent] = html + (inside[comment.parent] ?? '');
  }
  return top;
}

/** Comments in reading order with their depth. */
function flat(comments: readonly ShownComment[], one: (comment: ShownComment, depth: number) => string) {
  const depths: number[] = [];
  return each(comments, (comment, index) => {
    depths[index] = comment.parent === null ? 0 : (depths[comment.parent] ?? 0) + 1;
    return one(comment, depths[index] ?? 0);
  });
}

const flatParent = ['parent'] as const;

export const commentLayouts: readonly CommentLayout[] = [
  {
    name: 'list, name above, small date',
    hides: [],
    render: (comments) =>
      `<h3>${plural(comments, 'Response')} to the post</h3><ol>${nest(
        comments,
        (comment, answers) =>
          `<li><cite>${linked(comment)}</cite> Says:<br><small>${long(comment.date)}</small>${paragraphs(comment)}${answers && `<ul>${answers}</ul>`}</li>`,
      )}</ol>${form}`,
  },
  {
    name: 'list, signature below',
    hides: flatParent,
    render: (comments) =>
      `<h2>${plural(comments, 'Comment')}</h2><ol>${each(
        comments,
        (comment) =>
          `<li>${paragraphs(comment)}<p><cite>Comment by ${linked(comment)} — ${long(comment.date)}</cite></p></li>`,
      )}</ol>${form}`,
  },
  {
    name: 'nested divs, parts with classes of their own',
    hides: [],
    render: (comments) =>
      `<div class="q1"><h4>${plural(comments, 'comment')}</h4>${nest(
        comments,
        (comment, answers) =>
          `<div class="q2"><div class="q3"><span class="q4">${linked(comment)}</span> <span class="q5">${dayFirst(comment.date)}</span></div><div class="q6">${paragraphs(comment)}</div><div class="q7"><a href="#">Reply</a></div>${answers && `<div class="q8">${answers}</div>`}</div>`,
      )}</div>${form}`,
  },
  {
    name: 'name, date and text as three siblings',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment) =>
          `<h4>${linked(comment)}</h4><div class="d">${dayFirst(comment.date)}</div><div class="t">${paragraphs(comment)}</div>`,
      )}${form}`,
  },
  {
    name: 'dt with the name, dd with the text, dd with the date',
    hides: flatParent,
    render: (comments) =>
      `<h4>${plural(comments, 'comment')}:</h4><dl>${each(
        comments,
        (comment) =>
          `<dt>${linked(comment)} said...</dt><dd>${paragraphs(comment)}</dd><dd><span><a href="#">${long(comment.date)}</a></span></dd>`,
      )}</dl>`,
  },
  {
    name: 'dt with number, date and name, dd with the text',
    hides: flatParent,
    render: (comments) =>
      `<h3>Responses (${comments.length})</h3><dl>${each(
        comments,
        (comment, index) =>
          `<dt>#${index + 1} On ${long(comment.date)} ${linked(comment)} replied:</dt><dd>${paragraphs(comment)}</dd>`,
      )}</dl>`,
  },
  {
    name: 'text and signature as siblings',
    hides: flatParent,
    render: (comments) =>
      `<div class="head">Comments</div>${each(
        comments,
        (comment) =>
          `<div class="b">${paragraphs(comment)}</div><p class="posted">Posted by: ${linked(comment)} at ${long(comment.date)}</p>`,
      )}`,
  },
  {
    name: 'text and signature in one block',
    hides: flatParent,
    render: (comments) =>
      `<div class="head">Comments</div>${each(
        comments,
        (comment) =>
          `<div class="b">${paragraphs(comment)}<span class="s">Posted by: ${linked(comment)} at ${long(comment.date)}</span></div>`,
      )}`,
  },
  {
    name: 'paragraphs and signatures in a row',
    hides: flatParent,
    render: (comments) =>
      `<p><b>${plural(comments, 'Comment')}</b></p>${each(
        comments,
        (comment) =>
          `${paragraphs(comment)}<p><i>Posted by ${linked(comment)} on ${long(comment.date)}</i></p>`,
      )}`,
  },
  {
    name: 'table, two rows a comment',
    hides: flatParent,
    render: (comments) =>
      `<table><tr><td colspan="2"><b>Comments (${comments.length})</b></td></tr>${each(
        comments,
        (comment) =>
          `<tr><td><b>${linked(comment)}</b></td><td align="right">${dayFirst(comment.date)}</td></tr><tr><td colspan="2">${broken(comment)}</td></tr>`,
      )}</table>`,
  },
  {
    name: 'table, one row a comment',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3><table>${each(
        comments,
        (comment) =>
          `<tr><td width="120">${linked(comment)}<br>${iso(comment.date)}</td><td>${paragraphs(comment)}</td></tr>`,
      )}</table>`,
  },
  {
    name: 'one table a comment',
    hides: flatParent,
    render: (comments) =>
      `<font size="4">${plural(comments, 'comment')}</font><br>${each(
        comments,
        (comment) =>
          `<table width="100%"><tr><td bgcolor="#ccc">${linked(comment)} - ${dayFirst(comment.date)}</td></tr><tr><td>${broken(comment)}</td></tr></table><br>`,
      )}`,
  },
  {
    name: 'classes of the post reused',
    hides: flatParent,
    render: (comments) =>
      `<h2>${plural(comments, 'Reply').replace('Replys', 'Replies')}</h2>${each(
        comments,
        (comment) =>
          `<div class="post"><h4>${linked(comment)}</h4><div class="entry">${paragraphs(comment)}</div><p class="postmetadata">${long(comment.date)}</p></div>`,
      )}${form}`,
  },
  {
    name: 'articles like the post',
    hides: [],
    render: (comments) =>
      `<section><h2>${plural(comments, 'thought')} on this</h2>${nest(
        comments,
        (comment, answers) =>
          `<article class="post"><header><b>${linked(comment)}</b> <time datetime="${comment.date?.toISOString() ?? ''}">some time ago</time></header><div class="entry-content">${paragraphs(comment)}</div>${answers}</article>`,
      )}</section>`,
  },
  {
    name: 'name in bold and date before the text, in one paragraph',
    hides: flatParent,
    render: (comments) =>
      `<h3>Comments (${comments.length}):</h3><ul>${each(
        comments,
        (comment) => `<li><b>${linked(comment)}</b> (${dayFirst(comment.date)}):<br>${broken(comment)}</li>`,
      )}</ul>`,
  },
  {
    name: 'text closed by dash, name and date',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment) => `<div>${broken(comment)}<br>— ${linked(comment)}, ${dayFirst(comment.date)}</div>`,
      )}`,
  },
  {
    name: 'parted by rules',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'Comment')}</h3>${each(
        comments,
        (comment) => `${broken(comment)}<br><b>${linked(comment)}</b> @ ${iso(comment.date)}<hr>`,
      )}`,
  },
  {
    name: 'wrote on, then a quotation',
    hides: flatParent,
    render: (comments) =>
      `<h3>Feedback: ${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment) =>
          `<p><strong>${linked(comment)}</strong> wrote on ${long(comment.date)}:</p><blockquote>${paragraphs(comment)}</blockquote>`,
      )}`,
  },
  {
    name: 'picture beside the name, text behind',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment) =>
          `<div class="k"><table><tr><td><img src="/a.png" width="40"></td><td>${linked(comment)}<br>${long(comment.date)}</td></tr></table>${paragraphs(comment)}</div>`,
      )}`,
  },
  {
    name: 'German prose below',
    hides: flatParent,
    render: (comments) =>
      `<h3>${comments.length} ${comments.length === 1 ? 'Kommentar' : 'Kommentare'}</h3>${each(
        comments,
        (comment) =>
          `<div class="w">${paragraphs(comment)}<p class="v">Kommentar von ${linked(comment)} am ${german(comment.date)}</p></div>`,
      )}`,
  },
  {
    name: 'French prose above',
    hides: flatParent,
    render: (comments) =>
      `<h3>${comments.length} commentaire${comments.length === 1 ? '' : 's'}</h3><ol>${each(
        comments,
        (comment) =>
          `<li><p class="v">Le ${french(comment.date)}, par ${linked(comment)}</p>${paragraphs(comment)}</li>`,
      )}</ol>`,
  },
  {
    name: 'submitted by, answers indented behind',
    hides: [],
    render: (comments) =>
      `<h2>Comments</h2>${nest(
        comments,
        (comment, answers) =>
          `<div class="m"><div class="n">Submitted by ${linked(comment)} on ${long(comment.date)}.</div><div class="o">${paragraphs(comment)}</div></div>${answers && `<div class="indented">${answers}</div>`}`,
      )}`,
  },
  {
    name: 'flat with margins',
    hides: [],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${flat(
        comments,
        (comment, depth) =>
          `<div class="r" style="margin-left:${depth * 20}px"><p><b>${linked(comment)}</b>, ${dayFirst(comment.date)}</p>${paragraphs(comment)}</div>`,
      )}`,
  },
  {
    name: 'flat with levels in classes',
    hides: [],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${flat(
        comments,
        (comment, depth) =>
          `<div class="r level-${depth + 1}"><p><b>${linked(comment)}</b>, ${dayFirst(comment.date)}</p>${paragraphs(comment)}</div>`,
      )}`,
  },
  {
    name: 'says, without a date',
    hides: ['date', 'parent'],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment) => `<div class="u"><p><b>${linked(comment)} says:</b></p>${paragraphs(comment)}</div>`,
      )}${form}`,
  },
  {
    name: 'name and text, without a date',
    hides: ['date', 'parent'],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3><ul>${each(
        comments,
        (comment) => `<li><strong>${linked(comment)}</strong>${paragraphs(comment)}</li>`,
      )}</ul>${form}`,
  },
  {
    name: 'ago instead of a date',
    hides: ['date', 'parent'],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3>${each(
        comments,
        (comment, index) =>
          `<div class="u"><div><span>${linked(comment)}</span> · <span>${index + 2} years ago</span></div><div>${paragraphs(comment)}</div></div>`,
      )}`,
  },
  {
    name: 'no heading, only a form behind',
    hides: flatParent,
    atLeast: 2,
    render: (comments) =>
      `<div class="z">${each(
        comments,
        (comment) =>
          `<div class="y"><div><b>${linked(comment)}</b></div><div>${long(comment.date)}</div><div>${paragraphs(comment)}</div></div>`,
      )}</div>${form}`,
  },
  {
    name: 'unclosed list items and paragraphs, no quotes',
    hides: [],
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3><ol>${nest(
        comments,
        (comment, answers) =>
          `<li><b>${linked(comment)}</b> <span class=when>${long(comment.date)}</span>${comment.paragraphs.map((text) => `<p>${escapeHtml(text)}`).join('')}${answers && `<ul>${answers}</ul>`}`,
      )}</ol>`,
  },
  {
    name: 'numbered, name and date parted by a bar',
    hides: flatParent,
    render: (comments) =>
      `<div class="g"><h3>Reader comments</h3>${each(
        comments,
        (comment, index) =>
          `<div class="h"><span>${index + 1}.</span> <b>${linked(comment)}</b> | ${dayFirst(comment.date)}</div><div class="i">${paragraphs(comment)}</div>`,
      )}</div>`,
  },
  {
    name: 'newest first',
    hides: flatParent,
    render: (comments) =>
      `<h3>${plural(comments, 'comment')}</h3><ul>${each(
        [...comments].reverse(),
        (comment) =>
          `<li><div>${linked(comment)}</div><div>${long(comment.date)}</div>${paragraphs(comment)}</li>`,
      )}</ul>`,
  },
];
