// Words and names of parts that go with forum messages, by language (data).

import { wordRunTest } from '../markup/word-runs.ts';
/** Class names of a message's author, where a program names them plainly. */
export const authorClass =
  /^(?:(?:post-?|message-?|comment-?|topic-?|forum-?|m-|c-)?(?:user-?name|author(?:[-_]?name)?|author[-_]?link|nick(?:[-_]?name)?|poster(?:[-_]?name)?|member-?name|display-?name|screen-?name|creator|posted-?by|user[-_]?link|login)|bigusername|normalname|hnuser|user|member|name|fn|vcard)$/i;

/** Addresses of people's pages. */
export const profileHref =
  /(?:^|[/?&;=.])(?:members?|memberlist|users?|u|profiles?|people|person|author|account|member\.php|viewprofile|showuser|user_?info|user_?profile|poster|handle|benutzer|mitglied(?:er)?|profil|membre|perfil|usuario|utente|~)(?:[/?=.;&-]|$)|action=profile|mode=viewprofile|getuser|usr_?info|user_?id=|[?&;]u(?:id)?=\d|\/@\w|\/~\w/i;

/** Parts of a message that are none of its text, by class or id. */
export const chromeName =
  /(?:^|[-_])(?:sign?ature|sig|sigblock|siggy|toolbar|tools|controls?|actions?|buttons?|button-?bar|reactions?|likes?|thanks?|rating|votes?|share|sharing|social|report|permalink|reply-?link|quote-?link|edit(?:ed|-?date|-?info|-?note)|lastedit(?:ed)?|editedby|attachments?|attach-?(?:ed|box|list)|attachedfiles|avatar|userpic|ads?|advert\w*|adsense|sponsor\w*|banner|online-?status|badges?|breadcrumb|pagination|pager|back2top|dropdown|menu|popup|modal|tooltip|moderat\w*|postfoot\w*|post-?footer|message-?footer|noprint|hidden|sr-only|screen-?reader\w*)(?:$|[-_])/i;
/** Boxes that open on a click, by class or id. */
export const openedName =
  /(?:^|[-_])(?:dropdown(?:-?(?:menu|content))?|popup|popover|modal|tooltip|share|sharing|social)(?:$|[-_])/i;
/** Names that only look so: what a message says stands in them too. */
export const notChrome =
  /^(?:has|with|no|js|un|not|is)-|selecttoquote|menu-?item-text|hasads|content|^post-?body|^message-?body/i;

/** The element of a message's text, by class or id. */
export const bodyName =
  /^(?:(?:js-)?(?:post|message|msg|comment|reply|topic|entry|item|forum|answer|discussion|talk|posting|thread)[-_]*(?:(?:post|message)[-_]*)?(?:body|text|content|contents|message|msg|html|copy)s?(?:[-_]?\d+)?|(?:body|text|content|message|user-?content|posttext|postmsg|postbody|postcontent|entry-content|usertext|bbwrapper|rich-?text|markdown|prose|bbcode|md|cooked|messagetext)(?:[-_]?\d+)?)$/i;

/** The panel beside a message that tells of its author. */
export const panelName =
  /(?:^|[-_])(?:user|userinfo|user-?details?|user-?panel|userpanel|poster|poster-?info|author|author-?info|author-?pane|profile|postprofile|avatar|member|member-?info|sidebar|postleft|postuser|info|details|statistics|stats|rank)(?:$|[-_])/i;

/** Facts of a person that a panel prints: their dates and numbers are none of the message. */
export const panelFact =
  /\b(?:join(?:ed)?|member since|registered|regist(?:riert|ration)|reg\.?[- ]?dat\w*|mitglied|dabei seit|inscri\w*|inscrit|date d.inscription|fecha de ingreso|desde|registrado|iscritto|cadastr\w*|geregistreerd|lid sinds|dołączył\w*|last (?:seen|visit|active|activity|online)|birth\w*|geburt\w*|last edit\w*|edited|modified|bearbeitet|geändert|modifi\w+|editad[oa]|зарегистрирован|регистрация)\b/i;

/** Remarks of a forum about a message: who changed it, what hangs on it. */
export const editRemark =
  /^[\s[(*]*(?:last (?:edited|modified|updated) (?:by|on|:|\d|at)|(?:post )?edited:? (?:by|\d|on|at|:|once|[a-z]+ \d{1,2}, \d{4})|this (?:post|message) (?:was|has been) (?:last )?(?:edited|modified|changed|liked)|message edited by|edit(?:ed)?:? \d+ times?|zuletzt (?:bearbeitet|geändert|editiert)|(?:beitrag )?(?:geändert|bearbeitet) (?:von|am|durch)|\[?(?:beitrag )?von \S+ am \d|dieser beitrag wurde|dernière (?:modification|édition)|modifié par|message (?:édité|modifié) par|dernier message|última edición|editado por|ultima (?:modifica|edizione)|modificato da|editado pela|laatst (?:bewerkt|gewijzigd)|bewerkt door|ostatnio (?:edytowan|zmienion)|последний раз (?:редактировал|изменял)|отредактировано|本帖最后由|本帖最後由|attached (?:files|images|thumbnails?|image\(s\)|file\(s\))|attachments? *:?$|angehängte (?:dateien|grafiken|miniaturansichten)|dateianhänge|fichiers? attachés?|images? attachées?|pièces jointes|(?:\d+ )?(?:members?|users?|people|mitglieder) (?:found|like[sd]?|reacted)|reactions?:|likes?:|you must (?:log in|be logged in)|to view (?:links|images)|click (?:here )?to expand|tap to expand|zum vergrößern anklicken|cliquez pour agrandir)/i;

/** A run of strokes that parts a text from its signature. */
export const signatureLine = /^_{6,}$/;

/** Controls of a forum as lines. */
export const isForumControl = wordRunTest({
  words:
    'reply(?: with quote)?|quote(?: (?:selected|message|post|in reply))?|multi-?quote|report(?: (?:post|abuse|to moderator|this|message))?|edit|code|(?:de)?select all|alles auswählen|tout sélectionner|seleccionar todo|seleziona tutto|selecionar tudo|zaznacz cały|выделить всё|delete|share(?: this)?(?: post)?|like|thanks?|thank|helpful|permalink|link(?: to post)?|top|back to top|up|down|profile|pm|email|www|website|find(?: all posts)?|send (?:a )?(?:private )?message|logged|offline|online|zitieren|antworten|melden|teilen|nach oben|bearbeiten|zitat(?: antwort)?|citer|répondre(?: avec citation)?|répondre en citant|signaler|partager|haut|citar|responder|denunciar|arriba|cita|rispondi|segnala|citeren|reageren|odpowiedz|cytuj|zgłoś|ответить|цитировать|пожаловаться|наверх|add message|new|\\d+ (?:kudos?|likes?|votes?|replies)|\\d{1,5}(?!\\d)|kudos',
  before: '(\\[\\s|·•»«#–—-',
  behind: ')\\]\\s|·•»«#–—:.-',
});
