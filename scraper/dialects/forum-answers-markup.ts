// Markup of sites for questions and answers, and for shared links that people talk about (data).
import { describeForum as forum } from '../reading/forum/describe-forum.ts';
import type { ForumMarkup } from '../reading/forum/model.ts';

/** Questions with their answers, links with what people say of them. */
export const answerPrograms: readonly ForumMarkup[] = [
  forum('Stack Exchange', {
    messages:
      '#question, .question[data-questionid], .answer[data-answerid], #answers .answer, li.comment[id^="comment-"], tr.comment[id^="comment-"]',
    author: [
      '.post-signature.owner .user-details a',
      '.user-details[itemprop=author] a',
      '.user-details[itemprop=author] [itemprop=name]',
      '.user-details a',
      '.user-details',
      '.comment-user',
    ],
    date: [
      'time[itemprop=dateCreated]',
      '.post-signature.owner .relativetime',
      '.user-info .relativetime',
      '.relativetime',
      '.comment-date .relativetime-clean',
    ],
    body: ['.js-post-body', '.s-prose', '.post-text', '.comment-copy'],
    title: ['#question-header h1', 'h1[itemprop=name]', 'h1'],
  }),
  forum('Reddit', {
    messages: 'shreddit-post, shreddit-comment',
    author: ['[slot=authorName]', 'a[href*="/user/"]'],
    date: ['shreddit-post', 'time[datetime]', 'faceplate-timeago'],
    body: ['[slot=text-body] .md', '[slot=text-body]', '[slot=comment]', '[id$="-rtjson-content"]'],
    title: ['shreddit-post', 'h1[slot=title]', '[slot=title]', 'h1'],
  }),
  forum('Reddit, old pages', {
    messages: '.sitetable .thing.link, .nestedlisting .thing.comment, .commentarea .thing.comment',
    author: ['.tagline .author', '.author'],
    date: ['.tagline time[datetime]', 'time[datetime]'],
    body: ['.usertext-body .md', '.usertext-body', '.expando .md'],
    title: ['.thing.link a.title', 'a.title'],
  }),
  forum('Hacker News', {
    messages: 'table.fatitem, tr.comtr',
    author: ['.hnuser'],
    date: ['.age'],
    body: ['.commtext', '.toptext', '.comment'],
    title: ['.titleline > a', '.title a', '.storylink'],
    dropped: '.reply',
  }),
  forum('Lobsters', {
    messages: '.stories > .story, .comment[data-shortid]',
    author: ['.byline a[href^="/~"]', '.byline a[href*="/~"]', '.byline a[href*="/u/"]'],
    date: ['.byline time[datetime]', '.byline [title]'],
    body: ['.comment_text', '.story_text'],
    title: ['.story .link a', '.story .u-url', 'h1'],
  }),
  forum('Question2Answer', {
    messages: '.qa-q-view, .qa-a-list-item, .qa-c-list-item',
    author: ['.qa-q-view-who-data', '.qa-a-item-who-data', '.qa-c-item-who-data'],
    date: [
      '.qa-q-view-when time[datetime]',
      '.qa-a-item-when time[datetime]',
      '.qa-c-item-when time[datetime]',
      '.qa-q-view-when',
      '.qa-a-item-when',
      '.qa-c-item-when',
    ],
    body: ['.qa-q-view-content', '.qa-a-item-content', '.qa-c-item-content'],
    title: ['.qa-main-heading h1', 'h1'],
  }),
  forum('Askbot', {
    messages: '.post.question[data-post-id], .post.answer[data-post-id]',
    author: ['.user-card a', '.post-update-info a[href*="/users/"]'],
    date: ['.post-update-info abbr.timeago[title]', 'abbr.timeago[title]'],
    body: ['.post-body', '.question-body', '.answer-body'],
    title: ['h1 a', 'h1'],
    dropped: '.post-update-info-container, .post-controls, .comments',
  }),
  forum('Yahoo Answers', {
    messages: '#ya-question-detail, #ya-best-answer, #ya-qn-answers > li',
    author: ['.uname', 'a[href*="/activity"]'],
    date: ['.ya-localtime'],
    body: ['.ya-q-full-text', '.ya-q-text', '.answer-detail'],
    title: ['#ya-question-detail h1', 'h1'],
  }),
];
