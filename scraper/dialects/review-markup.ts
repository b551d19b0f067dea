// Reviews that readers leave under a product: classes of the programs that shops use for them (data).

/** One review, or one answer of the shop, each. */
export const reviewElements: readonly string[] = [
  '.jdgm-rev, .jdgm-rev__reply',
  '.spr-review, .spr-review-reply',
  '.stamped-review, .stamped-review-reply',
  '.yotpo-review',
  '.oke-w-review, .okeReviews-review',
  '.loox-review',
  '.R-ReviewsList__item',
  '.bv-content-review, .BVRRContentReview',
  '[data-hook=review]',
];

export const reviewAuthors: readonly string[] = [
  '.jdgm-rev__author, .jdgm-rev__replier',
  '.spr-review-header-byline strong',
  '.stamped-review-header .author',
  '.yotpo-user-name',
  '.oke-w-reviewer-name',
  '.R-ReviewsList__item--author',
  '.bv-author, .BVRRNickname',
  '.a-profile-name',
];

export const reviewDates: readonly string[] = [
  '.jdgm-rev__timestamp',
  '.spr-review-header-byline',
  '.stamped-review-header .created',
  '.yotpo-review-date',
  '.oke-w-review-date',
  '.bv-content-datetime-stamp, .BVRRReviewDate',
  '[data-hook=review-date]',
];

export const reviewHeadlines: readonly string[] = [
  '.jdgm-rev__title',
  '.spr-review-header-title',
  '.stamped-review-header-title',
  '.yotpo-review .content-title',
  '.oke-reviewContent-title',
  '.bv-content-title, .BVRRReviewTitle',
  '[data-hook=review-title]',
];

export const reviewBodies: readonly string[] = [
  '.jdgm-rev__body, .jdgm-rev__reply-content',
  '.spr-review-content-body, .spr-review-reply-content',
  '.stamped-review-content-body',
  '.content-review',
  '.oke-reviewContent-body',
  '.R-ReviewsList__item--body',
  '.bv-content-summary-body-text, .BVRRReviewText',
  '[data-hook=review-body]',
];
