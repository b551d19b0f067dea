// Words and elements that say whether a discussion is open, closed, empty, or drawn by a script (data).

/** A text without one of these words says nothing about comments. */
export const aboutComments =
  /comment|respons|discussion|kommen|reacti|reag|coment|komentar|komentow|коммент|обсужд|yorum|コメント|评论|評論/i;

/** Comments are closed. */
export const closedCue = new RegExp(
  [
    '(?:comments?|commenting|responses|discussion|trackbacks|comment (?:form|thread|section))(?: (?:and|for|on|to|here|about) [^.]{0,80})? (?:is|are|has been|have been) (?:now |currently |also )?(?:closed|disabled|locked|turned off|switched off)',
    '(?:comments?|commenting|discussion) (?:closed|disabled|off|locked)(?![\\p{L}])',
    'comments[^.]{0,40}are currently closed',
    'new comments are not allowed',
    '(?:closed|not open) (?:to|for) (?:new |further )?comments',
    'no longer (?:accepting|taking|open (?:to|for)) (?:new )?comments',
    'kommentar(?:e|funktion|bereich)(?: [^.]{0,60})? (?:ist|sind|wurden?) (?:derzeit |zur ?zeit |momentan |leider |hier )?(?:geschlossen|deaktiviert|abgeschaltet|gesperrt|nicht (?:mehr )?möglich)',
    'kommentare (?:geschlossen|deaktiviert)',
    'kommentieren ist (?:derzeit |hier )?nicht (?:mehr )?möglich',
    'keine (?:neuen |weiteren )?kommentare (?:mehr )?möglich',
    'commentaires(?: [^.]{0,60})? (?:sont|ont été) (?:actuellement )?(?:fermés|clos|désactivés)',
    'commentaires (?:fermés|clos|désactivés)',
    'comentarios(?: [^.]{0,60})? (?:están|han sido) (?:actualmente )?(?:cerrados|desactivados|deshabilitados)',
    'comentarios (?:cerrados|desactivados|deshabilitados)',
    'comentários(?: [^.]{0,60})? (?:estão|foram) (?:atualmente )?(?:encerrados|fechados|desativados|desabilitados)',
    'comentários (?:encerrados|fechados|desativados|desabilitados)',
    'commenti(?: [^.]{0,60})? sono (?:attualmente )?(?:chiusi|disabilitati|disattivati)',
    'commenti (?:chiusi|disabilitati|disattivati)',
    'reacties(?: [^.]{0,60})? zijn (?:momenteel )?(?:gesloten|uitgeschakeld)',
    'reacties (?:gesloten|uitgeschakeld)',
    'reageren is (?:hier )?niet (?:meer )?mogelijk',
    'możliwość komentowania(?: [^.]{0,100})? (?:jest|została) (?:wyłączona|zablokowana)',
    'koment(?:arze|owanie)(?: [^.]{0,60})? (?:są |jest |zostały |zostało )?(?:wyłączone|zamknięte|zablokowane)',
    '(?:комментарии|комментирование|обсуждение)(?: [^.]{0,60})? (?:закрыт|отключен|запрещен)\\p{L}*',
    'yorum(?:lar|a)?(?: [^.]{0,40})? (?:kapalı|kapatıldı|kapatılmıştır)',
    'コメントは?[^。]{0,12}(?:受け付けて|受けつけて)(?:い|お)りません',
    'コメントを?は?[^。]{0,8}受け付けていません',
    'コメントは(?:停止|終了|締め切)',
  ].join('|'),
  'iu',
);

/** None has been written yet. */
export const noneCue =
  /^\W*(?:no (?:comments|responses|replies)(?: yet| so far)?|there are (?:currently )?no comments|be the first to (?:comment|leave a comment|post a comment)|(?:noch |bisher )?keine kommentare|(?:il n['’]y a )?aucun commentaire|pas (?:encore )?de commentaires?|(?:sin|no hay|aún no hay|todavía no hay) comentarios|(?:nenhum comentário|sem comentários|ainda não há comentários)|nessun commento|non ci sono (?:ancora )?commenti|(?:nog )?geen reacties|er zijn (?:nog )?geen reacties|brak komentarzy|(?:комментариев (?:пока )?нет|(?:пока )?нет комментариев)|henüz (?:hiç )?yorum (?:yok|yapılmamış|yapılmadı|yazılmamış)|(?:まだ)?コメントは(?:まだ)?(?:ありません|ない))/iu;

/** People who log in may write. */
export const loginCue =
  /(?:log(?:ged)?[ -]?in|login|sign(?:ed)? in|register(?:ed)?)[^.]{0,40} to (?:post|leave|write|add|make|submit)?\s*(?:a |new |your )?comments?|(?:angemeldet|eingeloggt|anmelden|einloggen)[^.]{0,40} kommentar|(?:connecté|connecter|identifier)[^.]{0,50} commentaires?|(?:iniciar sesión|conectado|registrado|identificarte)[^.]{0,50} coment(?:ario|ar)|(?:login|logado|sessão)[^.]{0,50} coment(?:ário|ar)|(?:login|connesso|autenticato|accedere|registrat[oi])[^.]{0,50} comment[oi]|(?:ingelogd|inloggen)[^.]{0,50} (?:reactie|reageren)|(?:zalogowan\p{L}+|zalogować|zaloguj)[^.]{0,50} koment|(?:войти|войдите|авторизован\p{L}*|авторизоваться|авторизуйтесь|зарегистрир\p{L}+)[^.]{0,60} коммент|коммент[^.]{0,60}(?:авториз|войти|войдите)|yorum[^.]{0,40} (?:giriş|oturum)|コメント[^。]{0,14}ログイン/iu;

/** Where a longer text may hold one of these. */
export const factPlaces =
  '.nocomments, .no-comments, .comments-closed, .comments-disabled, .postmetadata, .post-metadata, .postmetabox, .comment-form, #commentsForm, .comment-footer, .entry-utility, .post-meta';

/** Elements for such remarks alone: where tags are left open the last comment seems to hold them. */
export const remarkPlaces = '.nocomments, .no-comments, .comments-closed, .comments-disabled';

/** What people write a comment in. */
export const openForm =
  '#commentform, #respond form, form[action*="wp-comments-post"], form[action*="mt-comments"], form.comment-form, #comment-form, #comment-editor, #comment-editor-src, iframe[src*="jetpack-comment"], iframe[name=jetpack_remote_comment], #comments a[href*="comment.g"], #comments a[href*="blogger.com/comment/"]';

/** What a script of the page or of a service fills with comments. */
export const scripted =
  '#disqus_thread, #dsq-content, .fb-comments, #fb-comments, .fb_comments, .fb_iframe_widget[data-href], .idc-thread, #IDCommentsHead, #idc-container, #idc-container-parent, .js-kit-comments, #hypercomments_widget, #cusdis_thread, .utterances, iframe.utterances-frame, .giscus, iframe.giscus-frame, #commento, #remark42, #isso-thread, #livefyre-comments, #livefyre, #coral_talk_stream, #coral_thread, #hyvor-talk-view, hyvor-talk-comments, #graphcomment, #discourse-comments, #gitalk-container, #gitment, #vcomments, #waline, #twikoo, #SOHUCS, #uyan_frame, .ds-thread, #ghost-comments-root, .powr-comments, #echo-comments, #vk_comments, #mc-container, #muut, .muut, [data-spotim-module], #remarkbox-div, #fastcomments-widget, #comentario, #talkyard-comments, .ty_Cmts, #just-comments, #schnack-comments, #replybox, #htmlcommentbox, #HCB_comment_box, #viafoura, vf-conversations';

/** Scripts that draw comments where they stand or behind links. */
export const scripts =
  'script[src*="utteranc.es"], script[src*="giscus.app"], script[src*=".disqus.com/embed"], script[src*="intensedebate.com/js"], script[src*="js-kit.com"], script[src*="haloscan.com"], script[src*="hypercomments.com"], script[src*="cusdis.com"], script[src*="fastcomments.com"], script[src*="graphcomment.com"], script[src*="cackle.me"]';
