// Names of months by language, full and short, lower case and without accents (data).

const table = `
january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec
januar janner jaenner jan|februar feb|marz maerz mrz mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt|november nov|dezember dez
janvier janv|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct|novembre nov|decembre dec
enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sep set|octubre oct|noviembre nov|diciembre dic
gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set|ottobre ott|novembre nov|dicembre dic
janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez
januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt|november nov|december dec
stycznia styczen sty|lutego luty lut|marca marzec|kwietnia kwiecien kwi|maja maj|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpien sie|wrzesnia wrzesien wrz|pazdziernika pazdziernik paz|listopada listopad lis|grudnia grudzien gru
января январь янв|февраля февраль фев|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек
ocak oca|subat sub|mart|nisan nis|mayis|haziran haz|temmuz tem|agustos agu|eylul eyl|ekim eki|kasim kas|aralik ara
januari jan|februari feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september sep|oktober okt|november nov|december dec
januar jan|februar feb|marts|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt|november nov|desember des
ledna|unora|brezna|dubna|kvetna|cervna|cervence|srpna|zari|rijna|listopadu|prosince
sijecnja|veljace|ozujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenog|prosinca
ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie
gener|febrer|marc|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre
січня січ|лютого лют|березня бер|квітня кві|травня тра|червня чер|липня лип|серпня сер|вересня вер|жовтня жов|листопада лис|грудня гру
януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
януара|фебруара|марта|априла|маја|јуна|јула|августа|септембра|октобра|новембра|децембра
ιανουαριου ιανουαριος ιαν|φεβρουαριου φεβρουαριος φεβ|μαρτιου μαρτιος μαρ|απριλιου απριλιος απρ|μαιου μαιος μαι|ιουνιου ιουνιος ιουν|ιουλιου ιουλιος ιουλ|αυγουστου αυγουστος αυγ|σεπτεμβριου σεπτεμβριος σεπ|οκτωβριου οκτωβριος οκτ|νοεμβριου νοεμβριος νοε|δεκεμβριου δεκεμβριος δεκ
januar jan|februar febr|marcius marc|aprilis apr|majus maj|junius jun|julius jul|augusztus aug|szeptember szept|oktober okt|november nov|december dec
sausio|vasario|kovo|balandzio|geguzes|birzelio|liepos|rugpjucio|rugsejo|spalio|lapkricio|gruodzio
janvaris|februaris|marts|aprilis|maijs|junijs|julijs|augusts|septembris|oktobris|novembris|decembris
jaanuar|veebruar|marts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember
januari|pebruari februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesakuuta|heinakuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta
`;

/** Words that mean another month in another language: the language of the page decides. */
const ambiguous: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  listopada: { pl: 11, hr: 10 },
  listopadu: { cs: 11 },
  srpnja: { hr: 7 },
  srpna: { cs: 8 },
};

function buildMonths(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const line of table.trim().split('\n')) {
    line.split('|').forEach((names, index) => {
      for (const name of names.split(' ').map(foldWord)) if (!months.has(name)) months.set(name, index + 1);
    });
  }
  return months;
}

const months = buildMonths();

/** Number of a month from 1, or null when the word is no month. Any case, with or without accents. */
export function monthNumber(word: string, language: string | null): number | null {
  const folded = foldWord(word);
  const own = language === null ? undefined : ambiguous[folded]?.[language];
  return own ?? months.get(folded) ?? null;
}

function foldWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}
