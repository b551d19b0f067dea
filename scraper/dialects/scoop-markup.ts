// Markup of Scoop and its kin: Kuro5hin, Daily Kos, SoapBlox and other community blogs (data).
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import type { Fingerprints } from './fingerprints.ts';
import { genericPosts } from './generic-markup.ts';
import { frameNodes, indentOf, metadataIn } from './scoop-lines.ts';

export const scoopPrints: Fingerprints = {
  selectors: [
    ['form[name=rateForm]', 0.5, 'form rateForm of SoapBlox'],
    ['[class^="commentLevel"]', 0.4, 'class commentLevel of SoapBlox'],
    ['form[action*="postComment.do"]', 0.5, 'comment form of SoapBlox'],
    ['a[href*="showDiary.do"]', 0.4, 'links to diaries of SoapBlox'],
    ['a[href*="newDiary.do"]', 0.4, 'links to write diaries of SoapBlox'],
    ['script[src*="soapblox"]', 0.4, 'scripts of SoapBlox'],
    ['a[name=commenttop]', 0.5, 'anchor commenttop of Scoop'],
    ['a[href*="op=displaystory"]', 0.3, 'links with op=displaystory'],
    ['a[href*="op=comments;"]', 0.5, 'links with op=comments'],
    ['input[name=op][value=comments]', 0.3, 'form with op=comments'],
    ['a[href*="/storyonly/"]', 0.3, 'links to storyonly'],
    ['form[action*="/comments/"] select', 0.2, 'form to sort comments'],
    ['ul.cm', 0.3, 'lists of class cm'],
    ['link[href*="dailykos.com/"]', 0.4, 'files of dailykos.com'],
    ['script[src*="dailykos.com/"]', 0.4, 'scripts of dailykos.com'],
  ],
};

export const scoopComments: CommentMarkup = {
  idPatterns: [/^cx?(\d+)$/, /^p([1-9]\d*)$/, /^comment_?(?:item_|inner_)?(\d+)$/, /^(\d{1,9})$/],
  weakIdPatterns: [],
  unnumbered: '',
  lists: '',
  author: ['.commentauthor a', '.comment-author a', '.cm-byline a', 'a.cu'],
  date: ['.comment-date', 'time[datetime]', '.timestamp'],
  // A comment is headline, text and by-line, in an order that differs from site to site: it is read by its lines.
  body: [],
  dropped:
    '#contentHolder, [id^="postcomment"], [id^="previewcomment"], [id^="errorcomment"], [id^="rateLoad"], .sig, .signature, .cs, .commentsig, .cr, .cmr, .rating, form.rate, select, input, button',
  frameNodes,
  indentOf,
};

export const scoopPosts: PostMarkup = {
  isShared: true,
  containers: [
    '#storyWrapper',
    '.storyWrapper',
    '#story',
    '.story',
    '.diary',
    '#diary',
    '.storycontent',
    ...genericPosts.containers,
  ],
  title: {
    inPost: ['.storytitle', '.storyTitle', '.diaryTitle', '.diarytitle', '.title', 'h1', 'h2', 'h3'],
    onPage: ['.storytitle', '.storyTitle', '.diaryTitle', '.diarytitle', ...genericPosts.title.onPage],
  },
  author: [
    '.story-author a',
    '.storyauthor a',
    '.diaryAuthor a',
    '.byline a',
    '.author a',
    '.author',
    ...genericPosts.author,
    'a[href*="/user/"]',
    'a[href*="showUser.do"]',
  ],
  date: ['.story-date', '.date-created', '.diaryDate', '.date', ...genericPosts.date],
  body: [
    '.intro, .extended, #intro, #extended, .story-intro, .story-extended, .introtext, .bodytext, .diaryIntro, .diaryBody, .diaryText, #storyintro, #storybody',
    '.storybody',
    '.diarybody',
    ...genericPosts.body,
  ],
  dropped: `${genericPosts.dropped}, .poll, #poll, .tags, .tagbox, .recommend, .story-footer, .byline, .diaryAuthor, .diaryDate, .st, .sharebar, h4.tags, .storytitle, .diaryTitle`,
  metadataIn,
};
