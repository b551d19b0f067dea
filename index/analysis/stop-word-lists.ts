// Function words of each language that has a stemmer: articles, pronouns, prepositions, conjunctions, auxiliary verbs and
// particles, as they are written. A table of data. Words that folding makes a common noun (été, hâlâ) are left out.

const ENGLISH = `
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves what which who whom this that these those
am is are was were be been being have has had having do does did doing will would can could should may might must
a an the and but if or because as until while of at by for with about against between into through during before
after above below to from up down in out on off over under again further then once here there when where why how
all any both each few more most other some such no nor not only own same so than too very just now also
i'm i've i'd i'll it's that's there's what's you're you've we're we've they're he's she's
don't doesn't didn't isn't aren't wasn't weren't can't won't
`;

/** Words by language, apart by white space, in common spelling. */
export const STOP_WORD_LISTS: Readonly<Record<string, string>> = {
  english: ENGLISH,
  porter: ENGLISH,
  arabic: `
من في على إلى عن مع هذا هذه ذلك تلك هؤلاء أولئك الذي التي الذين اللذان اللتان اللواتي ما ماذا هو هي هم هن هما
أنا نحن أنت أنتم أنتما أنتن كان كانت كانوا يكون تكون ليس ليست لم لن لا و أو ثم أم بل لكن إن أن إذا إذ لو كما كل بعض
قد لقد سوف حتى منذ بين عند عندما حيث كيف متى أين لماذا هل أي غير فقط أيضا به بها له لها لهم فيه فيها منه منها عليه
عليها إليه إليها عنه عنها هنا هناك يا إنه إنها أنه أنها وهو وهي`,
  armenian: `
այդ այլ այն այս դու դուք եմ են ենք ես եք է էի էին էինք էիր էիք էր ըստ ի ին իսկ իր կամ համար հետ հետո մենք մեջ մի ն նա
նաև նրա նրանք որ որը որոնք որպես ու ում պիտի վրա և եւ բայց թե եթե ինչ ինչպես չի չեն չէ էլ`,
  basque: `
al anitz arabera asko baina bat batean batek bati batzuk batzuek bera beraiek berau bere bezala da dago dira ditu du dute
edo ere eta ez gainera gu gutxi guzti hala han handik hau hauek hemen hi hona honek honela hor hori horiek horrek
horrela hura izan ni noiz nola non nor nora zein zen zenbat zer zergatik ziren zituen zu zuek zuen zuten naiz gara zara`,
  catalan: `
a al als amb aquest aquesta aquests aquestes aquell aquella aquells aquelles això allò com d de del dels des el els em en
encara ens entre era eren és són ser estar està estan es et ets fins ha han has havia he hem hi ho i ja jo l la les
li m més me mentre meu meva molt n ni no nosaltres o on para pel pels per però perquè perque qual quals quan que qui què s se
sense seu seva seus seves si sobre també tan tant te teu teva tot tota tots totes tu un una unes uns us vosaltres vam van vaig ell
ella ells elles`,
  czech: `
a aby aj ale ani ano asi az až bez bude budem budeme budete budeš budou budu by byl byla byli bylo byly bych být co což či
dál do ho i já jak jako je jeho jej její jejich jen jenž ještě ji jiné již jsem jsi jsme jsou jste k kam kde kdo kdyby když
ke která které který kteří ku má mají mě mezi mi mít mně mnou moje můj my na nad nám námi nás náš ne nebo není než nic o od on
ona oni ono pak po pod podle pokud pouze pro proč proto protože před přes při s se si sice svá své svůj ta tak také takže tam
tato te tě tedy ten tento této tím to tobě tohle toho tohoto tom tomu tu tuto tvůj ty tyto u už v vám vás váš ve více však vy z
za zda zde ze že`,
  danish: `
ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dit dog du efter eller en er et
for fra ham han hans har havde have hende hendes her hun hvad hvis hvor hvordan hvorfor i ikke ind jeg jer jeres jo kan kunne
man mange med meget men mig min mine mit mod når ned noget nogle nu og også om op os over på sådan så sig sin sine sit skal
skulle som thi til ud under var været vi vil ville vor`,
  dutch: `
aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge geen geweest haar
had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jou jouw kan kon kunnen maar me meer men met mij mijn
moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want was
wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou`,
  finnish: `
ei eivät emme en et ette että he heidän heidät heille heillä heitä hän häneen hänelle hänen hänessä hänestä hänet häntä itse ja
jo joka jonka jossa josta joita jotka jotta jos kanssa keiden ketkä kuin kuka kuinka kun me meidän meidät meille meillä meitä
mikä minkä minun minut minua minulla minulle minä mitä mitkä mukaan mutta myös nämä ne niiden niille niin niissä niitä noin nuo
nyt näiden näitä olemme olen olet olette oli olimme olin olisi olivat olla olleet ollut on ovat poikki se sekä sen siinä siitä
sille sillä sinun sinut sinua sinulla sinulle sinä sitä tai te teidän teidät teille teillä teitä tuo tämä tämän tässä tästä tätä vaan
vai vaikka vain vielä yli`,
  french: `
a à ai aie aient ait as au aura aurai auraient aurait aux avaient avais avait avec avez aviez avions avoir avons ayant c ce ceci
cela celle celles celui ces cet cette ceux chez comme d dans de des donc du elle elles en es est et étaient étais était étant
êtes être eu eux fut il ils j je jusqu l la là le les leur leurs lorsqu lui m ma mais me même mes moi mon n ne ni nos notre nous
on ont ou où par pas pour puisqu qu quand que quel quelle quelles quels qui quoi s sa sans se sera serai serait ses si soi soit
sommes sont sous suis sur t ta te tes toi ton tu un une vos votre vous y ça`,
  german: `
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei bin bis bist da
damit dann das dass daß dein deine deinem deinen deiner dem den denn der deren derer des dessen dich die dies diese diesem diesen
dieser dieses dir doch dort du durch ein eine einem einen einer eines einig einige er es etwas euch euer eure für gegen gewesen hab habe
haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder
jedes jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner können könnte man manche mein meine meinem meinen
meiner mich mir mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr seid seine seinem seinen seiner selbst sich sie sind so
solche soll sollte sondern sonst über um und uns unser unsere unter viel vom von vor war waren warst was weg weil wenn werde werden
wie wieder will wir wird wirst wo wollen wollte während würde würden zu zum zur zwar zwischen`,
  hungarian: `
a ahogy ahol aki akik akkor által általában amely amelyek ami amikor amit amíg annak arra arról az azért azok azon azonban azt aztán
azzal be bár belül csak de e egy egyes egyik egyéb egész ehhez ekkor el ellen előtt én ennek ennél erre és ez ezek ezen ezért ezt
ezzel fel felé ha hanem hát hogy hogyan ide igen így ill ilyen is itt jól jó kell ki kívül le legyen lehet lenne lesz lett maga már
más még meg mely melyek mellett mert mi miért míg milyen minden mint mintha mit mivel most nagyon ne nekem neki nem nincs ő oda ők
olyan ott össze pedig rá s saját sem semmi sok sokkal számára szerint szinte talán te tehát teljes ti továbbá úgy ugyanis után utána
vagy vagyis vagyok vagyunk van vannak való volna volt voltak voltam vissza viszont`,
  irish: `
a ach ag agus an aon ar arna as ba beirt bhúr b chomh chuig chun cois d daoibh dar de den dhá do don dó dtí dá dár faoi faoin faoina
gach gan go gur i iad idir in ina inár is le leis lena linn m mar mo muid mé na nach ní nó níor o os roimh sa seo sí sibh sin sinn siad
sna sé tar thar thú trí trína tú um á ár é í ó ón óna tá bhí níl raibh bheith`,
  italian: `
a ad agli ai al all alla alle allo anche avere aveva avevano avevo c che chi ci coi col come con contro cui d da dagl dagli dai dal dall
dalla dalle dallo degl degli dei del dell della delle dello di dov dove e è ed era erano ero essere fra gli ha hai hanno ho i il
in io l la le lei li lo loro lui m ma mi mia mie miei mio ne negl negli nei nel nell nella nelle nello noi non nostra nostre nostri
nostro o per perché più qual quale quali quando quanto quel quell quella quelle quelli quello quest questa queste questi questo
s se sei si sia siamo siete sono sta stata stati stato su sua sue sugl sugli sui sul sull sulla sulle sullo suo suoi t tra tu tua
tue tuo tuoi un una uno v vi voi vostra vostre vostri vostro`,
  norwegian: `
alle at av bare begge ble blei bli blir blitt både da de deg dei deim deira den denne der dere deres det dette di din disse ditt
du dykk eg ein eit ei eller elles en enn er et ett etter for fordi fra før ha hadde han hans har hennar henne hennes her hjå ho
hun hva hvem hver hvilken hvis hvor hvordan hvorfor i ikke ikkje inn ja jeg kan kom korleis kva kven kvifor man med meg men mi
min mine mitt mot mykje ned no noe noen nå når og også om opp oss over på seg selv si sin sine sitt skal skulle slik so som
så til um upp ut uten var vart ved vere vi vil ville vore vår være vært å`,
  portuguese: `
a à ao aos aquela aquelas aquele aqueles aquilo as às até com como d da das de dela delas dele deles depois do dos e é ela elas ele
eles em entre era eram és essa essas esse esses esta está estão estas estava estavam este estes estou eu foi foram for há haver
isso isto já lhe lhes mais mas me mesmo meu meus minha minhas muito na não nas nem no nos nós nossa nossas nosso nossos num numa o
os ou para pela pelas pelo pelos por porque qual quando que quem são se seja sem ser será seu seus só somos sua suas também te tem têm
tenho ter teu teus teve tinha tu tua tuas um uma você vocês vos`,
  romanian: `
a acea aceasta această aceea aceeași acei aceia acel acela acele acelea acest acesta aceste acestea acești aceștia al ale alor am ar
are aș așa asta astea ați atât atunci au avea avem avut c ca că care cărei căror cărui ce cea cei cel cele celor cu cum când da dacă
dar de deci deja după din dintre doar e ea ei el ele era erau este ești eu face fi fie fost fără i ia iar îi îl în încă între îmi îți își
la le li lor lui m mai mi mea mei mele meu n ne ni nici niște noi nostru noastră nu o or ori pe pentru până peste prin s sa să sau săi sale se și
sînt sunt sub sunteți suntem său spre te ți tot toți toate tu un una unde unei unele unor unui v va vă vi voi vor vom`,
  russian: `
а без более бы был была были было быть в вам вас ведь во вот все всего всех вы где да даже для до его ее ей ему если есть еще ж же за
здесь и из или им ими их к как какая какой когда кто ко куда ли либо лишь между меня мне много может можно мой моя мы на над надо
нам нас не него нее ней нет ни нибудь никогда ним них но ну о об один он она они оно опять от перед по под после потом потому почти
при про с сам свою себе себя сейчас со совсем так такой там тебя тем теперь то тогда того тоже только том тот тут ты у уж уже
хоть чего чем через что чтоб чтобы чуть эта эти этим этих это этого этой этом этот эту я`,
  slovene: `
a ali bi bil bila bile bili bilo biti bo bodo bom bomo boste boš brez če čez čeprav da do ga gre h i iz in ja jaz je ji jih jim jo k kaj
kako kakor katera katere kateri kdaj kdo ker ki kje ko kot le ma me med mene meni mi mo moj moja moje mu na nad naj nam nas naš
ne nekaj nič nisem nismo niso ni njega njej njen njih njim njo o ob od on ona onadva one oni pa po pod potem pred pri proti s saj samo
se sebe sem si sicer smo so ste sva ta tak tako tam te tebe tega tej tem temu ter ti tisti to toda tu tudi tvoj u v vam vas vaš ve ves vi
vse vsi z za zakaj zato zdaj že`,
  spanish: `
a al algo algunas algunos ante antes aquel aquella aquello como con contra cual cuando de del desde donde dos durante e el él ella ellas
ellos en entre era eran eres es esa esas ese eso esos está están estaba estaban estamos estar estas estás este esto estos estoy fue
fueron ha había habían han has hasta hay he hemos la las le les lo los más me mi mí mía mis mucho muy nada ni no nos nosotros nuestra
nuestro o os otra otro para pero poco por porque que qué quien quién se sea ser si sí sido sin sobre somos son soy su sus también
tanto te tenía ti tiene tienen tengo todo todos tu tú tus tuvo un una uno unos vosotros vuestra vuestro y ya yo`,
  swedish: `
alla allt att av blev bli blir blivit de dem den denna deras dess dessa det detta dig din dina ditt du där då efter ej eller en er era ert
ett för från ha hade han hans har henne hennes hon honom hur här i icke ingen inom inte jag ju kan kunde man med mellan men mig
min mina mitt mot mycket ni nu när någon något några och om oss på samma sedan sig sin sina sitta själv skulle som så sådan sådana
sådant till under upp ut utan vad var vara varför varit varje vars vem vi vid vilka vilken vilket vår våra vårt än är åt över`,
  tamil: `
ஒரு என்று மற்றும் இந்த இது என்ற கொண்டு என்பது பல ஆகும் அல்லது அவர் நான் உள்ள அந்த இவர் என முதல் என்ன இருந்து சில என் போன்ற
வேண்டும் வந்து இதன் அது அவன் தான் பலரும் என்னும் மேலும் பின்னர் கொண்ட இருக்கும் தனது உள்ளது போது என்றும் அதன் தன் பிறகு
அவர்கள் வரை அவள் நீ ஆகிய இருந்தது உள்ளன வந்த இருந்த மிகவும் இங்கு மீது ஓர் இவை இந்தக் பற்றி வரும் வேறு இதில் போல் இப்போது
அவரது மட்டும் இந்தப் எனும் மேல் பின் சேர்ந்த ஆகியோர் எனக்கு இன்னும் அந்தப் அன்று ஒரே மிக அங்கு பல்வேறு`,
  turkish: `
acaba ama ancak artık aslında az bana bazı belki ben benden beni benim bile bir biri birkaç birşey biz bizden bize bizi bizim bu
buna bunda bundan bunlar bunları bunların bunu bunun burada çok çünkü da daha de defa değil diğer diye dolayı eğer en fakat
gibi göre hangi hatta hem hep hepsi her hiç hiçbir için ile ise işte kadar ki kendi kendine kendini kim kimse mi mı mu mü
nasıl ne neden nerede nereye niçin niye o olan olarak oldu olduğu olduğunu olmak olmayan olsa olup olur ona ondan onlar onları
onların onu onun orada oysa öyle pek rağmen sadece sanki sen senden seni senin siz sizden sizi sizin şey şimdi şöyle şu şuna şunu
tüm üzere var ve veya ya yani yok yine zaten`,
};
