// Words that stand around names and dates of comments, by language (data).

import { wordRunTest } from '../markup/word-runs.ts';
/** Verbs behind a name: "NAME says:". Longest first where one starts another. */
export const saysWords =
  'says|said|wrote|writes|replied|commented|comments|responded|added|adds|remarked|opined|sagt|sagte|schreibt|schrieb|meint|meinte|kommentiert|kommentierte|antwortete|hat geschrieben|a dit|a écrit|a commenté|dit|écrit|ecrit|dijo|dice|escribió|escribio|comentó|comento|ha dicho|respondió|disse|diz|escreveu|comentou|falou|ha detto|ha scritto|ha commentato|scrive|scritto|zegt|zei|schreef|schrijft|reageerde|pisze|napisał|napisała|napisał\\(a\\)|powiedział|powiedziała|mówi|skomentował|говорит|пишет|написал|написала|сказал|сказала|комментирует|ответил|dedi ki|diyor ki|demiş ki|yazdı|der ki|dedi|säger|skrev|skriver|sa|siger|sier|sanoo|kirjoitti|napsal|píše|spune|a spus|va dir|diu|sagde|řekl\\(a\\)|řekl|řekla|kaže|rekao|είπε|сказав|mengatakan|nói|يقول|אמר|说|說|提到|さんは書きました|さんのコメント|さんの発言|さんより|より|says said';

/** What Drupal and b2evolution put behind a name about who bears it. */
export const unverifiedMark =
  /\s*\[(?:visitor|member|visiteur|membre|besucher|mitglied|visitante|miembro)\]\s*$|\s*\((?:not verified|unverified|nicht (?:überprüft|verifiziert)|non vérifié|no verificado|não verificado|non verificato|niet (?:gecontroleerd|geverifieerd)|niezweryfikowany|не проверено|ej verifierad|ikke bekræftet|ikke verifisert|neověřeno|onaylanmadı|未検証)\)\s*$/i;

/** Words before a name: "Comment by NAME". */
export const byWords =
  '(?:left |submitted |posted |written |published |added |sent |wrote )?by|comment(?:ed)? (?:by|from)|(?:ping|track)back (?:by|from)|(?:ping|track)back|posted by|kommentar (?:von|af|av|fra)|(?:verfasst |geschrieben |veröffentlicht |erstellt )?von|(?:commentaire |écrit |rédigé |posté |publié |envoyé )?(?:par|de)|rétrolien (?:par|depuis|de)|(?:comentario |escrito |publicado |enviado |posteado )?por|(?:comentário |postado )?(?:por|de)|(?:commento |scritto |inviato |postato )?(?:da|di)|(?:reactie |geplaatst |geschreven )?(?:door|van)|(?:komentarz |napisany )?przez|(?:skrivet |postat )?av|(?:комментарий )?от|автор|author|autor|auteur|autore|name|yazan|gönderen|投稿者|名前|from|comment';

/** What else stands in a line of name and date: nothing of it is text of the comment. */
export const fillerWords =
  'on at the in of a this and posted comment comments commented left by from to um uhr am den der vom von dem kommentar schrieb le la à a h par dit el las los a las às as em de del il alle ore di da om op de door o godz dnia w v в г года kl klo den at: date: time: permalink permanent link link perma direct # reply replies respond quote cite edit delete remove report flag share like unlike antworten zitieren bearbeiten löschen melden répondre signaler citer modifier responder editar citar rispondi modifica cita reageer beantwoorden odpowiedz edytuj zgłoś ответить цитировать yanıtla cevapla 返信 編集 post author autor auteur autore yazar says said wrote replied sagt dit dice disse zegt pisze writes mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi pazar saat tarihinde utc gmt est edt cst cdt mst mdt pst pdt cet cest am pm a.m p.m no nr number pingback trackback pingback: trackback: via';

/** Lines that are nothing but controls. */
export const isCommentControl = wordRunTest({
  words:
    'reply|reply to (?:this )?comment|respond|quote|edit|e|delete|remove|report(?: (?:abuse|this|comment))?|flag(?: (?:as )?inappropriate)?|permalink|permanent link|link|perma-?link|share|like|unlike|up|down|vote|top|parent|antworten?|zitieren|zitat|bearbeiten|löschen|melden|direktlink|répondre|citer|modifier|signaler(?: un abus)?|supprimer|responder|editar|citar|denunciar|rispondi|modifica|cita|reageer|beantwoorden|odpowiedz|edytuj|zgłoś|cytuj|ответить|цитировать|ссылка|yanıtla|cevapla|svar|svara|返信|編集|post author|author|autor(?:in)?|auteur|op',
  before: '(\\[\\s|·•»«–—-',
  behind: ')\\]\\s|·•»«–—:-',
});

/** Remarks of the blog's program about a comment. */
export const moderationRemark =
  /^(?:\(?(?:your comment is awaiting (?:moderation|approval)|your reply is awaiting moderation|dein kommentar (?:muss noch freigeschaltet werden|wartet auf (?:freischaltung|moderation)|befindet sich in der moderation)|votre commentaire est en attente de modération|tu comentario está (?:pendiente|esperando) [^.]{0,20}moderación|il tuo commento è in attesa di moderazione|je reactie wacht op moderatie|o seu comentário aguarda moderação|seu comentário está aguardando moderação|twój komentarz oczekuje na moderację|ваш комментарий ожидает (?:модерации|проверки))\.?[^\n]{0,80})$/i;

/** Words for comments in headings and counts. */
export const commentNouns =
  'comments?|repl(?:y|ies)|responses?|reactions?|thoughts?|kommentare?n?|antworten?|gedanken?|reaktionen?|meinungen|commentaires?|réponses?|reponses?|réactions?|réflexions?|pensées?|comentarios?|respuestas?|reflexiones|pensamientos?|comentários?|respostas?|ideias sobre|pensamentos?|commenti|commento|rispost[ae]|pensieri|pensiero|reacties?|antwoorden|gedachten?|komentarz(?:e|y)?|odpowiedzi|przemyśleń|myśli|комментари(?:й|я|ев|и)|отзыв(?:а|ов|ы)?|ответ(?:а|ов|ы)?|мысл(?:ь|и|ей)|yorumlar?|yorum|cevap|düşünce|kommentarer?|svar|tankar|kommenttia?|コメント|件|komentár(?:e|ov)?|komentář[eů]?|comentarii|comentaris?|respostes';
