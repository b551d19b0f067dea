// Names of schema.org for posts, questions, comments and answers in microdata (data). Selectors are tried in order.
import type { CommentMarkup } from '../reading/comments/comment-records.ts';
import type { PostMarkup } from '../reading/post/post-fields.ts';
import { genericComments, genericPosts } from './generic-markup.ts';

export const schemaOrgComments: CommentMarkup = {
  ...genericComments,
  // Answers and the comments on them have ids of different names: the items tell more.
  areElementsSure: true,
  elements: [
    '[itemprop=comment], [itemprop=acceptedAnswer], [itemprop=suggestedAnswer]',
    '[itemtype$="/UserComments"], [itemtype$="/Comment"]',
    '[itemtype$="/Answer"]',
  ],
  idsOfElements: genericComments.idPatterns,
  author: [
    '[itemprop=author] [itemprop=name]',
    '[itemprop=creator] [itemprop=name]',
    '[itemprop=creator]',
    ...genericComments.author,
  ],
  date: [
    '[itemprop=commentTime]',
    '[itemprop=dateCreated]',
    '[itemprop=datePublished]',
    '[itemprop=dateModified]',
    ...genericComments.date,
  ],
  body: [
    '[itemprop=commentText]',
    '[itemprop=text]',
    '[itemprop=articleBody]',
    '[itemprop=description]',
    ...genericComments.body,
  ],
  subject: ['[itemprop=headline]'],
  dropped: `${genericComments.dropped}, [itemprop=upvoteCount], [itemprop=downvoteCount], [itemprop=replyToUrl]`,
};

export const schemaOrgPosts: PostMarkup = {
  ...genericPosts,
  containers: ['[itemprop=mainEntity]', ...genericPosts.containers],
  title: {
    inPost: ['[itemprop=headline]', '[itemprop=name]', ...genericPosts.title.inPost],
    onPage: ['[itemprop=headline]', '[itemprop=mainEntity] [itemprop=name]', ...genericPosts.title.onPage],
  },
  body: ['[itemprop=articleBody]', '[itemprop=text]', ...genericPosts.body],
};
