// How each language names the people and things of a country: adjectives and demonyms as stems, and names of countries that Intl does not know or inflects.

export type CountryLanguage = 'bg' | 'mk' | 'sr' | 'en' | 'it' | 'fr' | 'de' | 'zh'

/**
 * Stems that begin an adjective or a demonym, by country; several stand apart with a space. Compared in lower case without Latin marks;
 * what may follow the stem is in `adjectiveEnding`. Serbian stems are in Latin letters and serve Montenegrin and both alphabets.
 */
export const countryStems: Readonly<Record<CountryLanguage, Readonly<Record<string, string>>>> = {
  bg: {
    AL: 'албанск албанц', AM: 'арменск', AT: 'австрийск австриец австрийц', AZ: 'азербайджанск', BA: 'босненск', BE: 'белгийск белгиец белгийц', BY: 'беларуск',
    CA: 'канадск', CH: 'швейцарск швейцарец швейцарц', CN: 'китайск китаец китайц', CY: 'кипърск', CZ: 'чешк чех', DE: 'немск германск немец немц германц', DK: 'датск',
    EE: 'естонск', EG: 'египетск', ES: 'испанск испанец испанц', FI: 'финландск финск', FR: 'френск французин французи французойк', GB: 'британск английск британц англичан',
    GE: 'грузинск', GR: 'гръцк грък гърц', HR: 'хърватск хърват', HU: 'унгарск маджарск унгарец унгарц', IE: 'ирландск', IL: 'израелск', IN: 'индийск', IS: 'исландск',
    IT: 'италианск италианец италианц', JP: 'японск японец японц', KR: 'южнокорейск корейск кореец корейц', KZ: 'казахстанск казахск', LT: 'литовск', LU: 'люксембургск', LV: 'латвийск',
    MA: 'мароканск', MD: 'молдовск молдовец молдовц', ME: 'черногорск черногорец черногорц', MK: 'македонск северномакедонск македонец македонц', MT: 'малтийск', NL: 'холандск нидерландск холандец холандц',
    NO: 'норвежк норвежец норвежц', PL: 'полск поляк поляц', PT: 'португалск португалец португалц', RO: 'румънск румънец румънц', RS: 'сръбск сърбин сърби', RU: 'руск',
    SE: 'шведск швед', SI: 'словенск словенец словенц', SK: 'словашк словак словац', TN: 'тунизийск', TR: 'турск турчин турц', UA: 'украинск украинец украинц', US: 'американск щатск американец американц',
    UZ: 'узбекистанск узбекск', VN: 'виетнамск', XK: 'косовск', BG: 'българск българин българи',
  },
  mk: {
    AL: 'албанск', AT: 'австриск', BA: 'босанск', BE: 'белгиск', BG: 'бугарск бугарин бугари', CH: 'швајцарск', CN: 'кинеск кинези', CZ: 'чешк', DE: 'германск германци', ES: 'шпанск', FR: 'француск французи',
    GB: 'британск', GR: 'грчк грци', HR: 'хрватск', HU: 'унгарск унгарци', IT: 'италијанск италијанци', JP: 'јапонск јапонци', KR: 'јужнокорејск корејск', ME: 'црногорск', NL: 'холандск', PL: 'полск', PT: 'португалск', RO: 'романск романци',
    RS: 'српск', RU: 'руск', SE: 'шведск', SI: 'словенечк', SK: 'словачк', TR: 'турск турци', UA: 'украинск', US: 'американск', XK: 'косовск', MK: 'македонск',
  },
  sr: {
    AL: 'albansk', AT: 'austrijsk', BA: 'bosansk', BE: 'belgijsk', BG: 'bugarsk bugarin bugar', CH: 'svajcarsk', CN: 'kinesk kinez', CZ: 'cesk', DE: 'njemack nemack', ES: 'spansk', FR: 'francusk francuz', GB: 'britansk',
    GR: 'grck', HR: 'hrvatsk', HU: 'madarsk madjarsk', IT: 'italijansk italijan', JP: 'japansk japanc', KR: 'juznokorejsk korejsk', ME: 'crnogorsk', MK: 'makedonsk', NL: 'holandsk', PL: 'poljsk', PT: 'portugalsk', RO: 'rumunsk', RS: 'srpsk srbijansk',
    RU: 'rusk', SE: 'svedsk', SI: 'slovenack', SK: 'slovack', TR: 'tursk', UA: 'ukrajinsk', US: 'americk', XK: 'kosovsk',
  },
  en: {
    AL: 'albanian', AT: 'austrian', AM: 'armenian', BA: 'bosnian', BE: 'belgian', BG: 'bulgarian', CH: 'swiss', CN: 'chinese', CY: 'cypriot', CZ: 'czech', DE: 'german', DK: 'danish', EE: 'estonian', EG: 'egyptian', ES: 'spanish', FI: 'finnish',
    FR: 'french', GB: 'british english scottish welsh', GE: 'georgian', GR: 'greek', HR: 'croatian', HU: 'hungarian', IE: 'irish', IL: 'israeli', IN: 'indian', IT: 'italian', JP: 'japanese', KR: 'korean', LT: 'lithuanian', LV: 'latvian',
    MD: 'moldovan', ME: 'montenegrin', MK: 'macedonian', NL: 'dutch', NO: 'norwegian', PL: 'polish', PT: 'portuguese', RO: 'romanian', RS: 'serbian', RU: 'russian', SE: 'swedish', SI: 'slovenian slovene', SK: 'slovak', TR: 'turkish', UA: 'ukrainian', US: 'american',
  },
  it: {
    AL: 'albanes', AT: 'austriac', BE: 'belg', BG: 'bulgar', CH: 'svizzer', CN: 'cines', CZ: 'cec', DE: 'tedesc', ES: 'spagnol', FR: 'frances', GB: 'britannic ingles', GR: 'grec', HR: 'croat', HU: 'ungheres', IT: 'italian', JP: 'giappones', MK: 'macedon',
    ME: 'montenegrin', PL: 'polacc', PT: 'portoghes', RO: 'rumen romen', RS: 'serb', RU: 'russ', SI: 'sloven', SK: 'slovacc', TR: 'turc', UA: 'ucrain', US: 'american statunitens',
  },
  fr: {
    AL: 'albanais', AT: 'autrichien', BE: 'belge', BG: 'bulgare', CH: 'suisse', CN: 'chinois', CZ: 'tcheque', DE: 'allemand', ES: 'espagnol', FR: 'francais', GB: 'britannique anglais', GR: 'grec', HR: 'croate', HU: 'hongrois', IT: 'italien', JP: 'japonais',
    MA: 'marocain', MD: 'moldave', ME: 'montenegrin', MK: 'macedonien', NL: 'neerlandais', PL: 'polonais', PT: 'portugais', RO: 'roumain', RS: 'serbe', RU: 'russe', SI: 'slovene', SK: 'slovaque', TN: 'tunisien', TR: 'turc', UA: 'ukrainien', US: 'americain',
  },
  de: {
    AL: 'albanisch', AT: 'osterreichisch', BE: 'belgisch', BG: 'bulgarisch bulgaren', CH: 'schweizer', CN: 'chinesisch', CZ: 'tschechisch', DE: 'deutsch', ES: 'spanisch', FR: 'franzosisch', GB: 'britisch englisch', GR: 'griechisch', HR: 'kroatisch', HU: 'ungarisch',
    IT: 'italienisch', JP: 'japanisch', MK: 'mazedonisch nordmazedonisch', ME: 'montenegrinisch', NL: 'niederlandisch', PL: 'polnisch', PT: 'portugiesisch', RO: 'rumanisch', RS: 'serbisch', RU: 'russisch', SE: 'schwedisch', SI: 'slowenisch', SK: 'slowakisch',
    TR: 'turkisch', UA: 'ukrainisch', US: 'amerikanisch',
  },
  zh: {},
}

/** What may follow a stem (lower case, without marks), up to the word's end. */
export const adjectiveEnding: Readonly<Record<CountryLanguage, string>> = {
  bg: '(?:и|ия|ият|а|ата|о|ото|ите|ка|ката|ки|ките|ът|ин|ският|ски|)',
  mk: '(?:и|иот|иов|а|ата|ото|о|ите|ин|)',
  sr: '(?:i|a|e|u|o|og|om|oj|oga|ome|im|ih|ima|)',
  en: '(?:s|)',
  it: '(?:o|a|i|e|he|hi|)',
  fr: '(?:e|s|es|ne|nes|que|ques|)',
  de: '(?:e|en|er|es|em|)',
  zh: '',
}

/** Names people write besides the ones Intl gives, in lower case without Latin marks. Serbian has its cases, since a text hardly ever has the nominative. */
export const countryNames: Readonly<Record<CountryLanguage, Readonly<Record<string, string>>>> = {
  bg: {
    MK: 'република северна македония|северна македония|македония|рс македония', GB: 'великобритания|обединеното кралство|англия|шотландия|уелс', US: 'съединените американски щати|съединените щати|сащ|америка', KR: 'южна корея|република корея|корея',
    CN: 'китай|кнр|китайската народна република', NL: 'холандия|нидерландия', DE: 'германия|федерална република германия', CZ: 'чехия|чешката република', RU: 'русия|руската федерация', MD: 'молдова|република молдова|молдавия',
    BA: 'босна и херцеговина|босна', AE: 'оае|обединените арабски емирства', XK: 'косово', BY: 'беларус|белорусия', TR: 'турция|република турция', JP: 'япония', SK: 'словакия', UZ: 'узбекистан',
  },
  mk: { MK: 'република северна македонија|северна македонија|македонија', CN: 'кина|нр кина', GB: 'велика британија|обединетото кралство|англија', US: 'сад|соединетите американски држави', KR: 'јужна кореја', NL: 'холандија', CZ: 'чешка', GR: 'грција', BA: 'босна и херцеговина|бих', HR: 'хрватска', UA: 'украина' },
  sr: {
    AL: 'albanija|albanije|albaniji', AT: 'austrija|austrije|austriji', BA: 'bosna i hercegovina|bosne i hercegovine|bosni i hercegovini|bih', BG: 'bugarska|bugarske|bugarskoj|bugarsku|bugarskom', CN: 'kina|kine|kini|kinu|kinom', DE: 'nemacka|nemacke|nemackoj|njemacka|njemacke|njemackoj',
    FR: 'francuska|francuske|francuskoj', GR: 'grcka|grcke|grckoj', HR: 'hrvatska|hrvatske|hrvatskoj|hrvatsku', HU: 'madarska|madarske|madarskoj|madjarska|madjarske|madjarskoj', IT: 'italija|italije|italiji|italiju', ME: 'crna gora|crne gore|crnoj gori|crnu goru', MK: 'sjeverna makedonija|severna makedonija|sjeverne makedonije|severne makedonije|sjevernoj makedoniji|severnoj makedoniji|makedonija|makedonije|makedoniji',
    PL: 'poljska|poljske|poljskoj', RO: 'rumunija|rumunije|rumuniji|rumuniju', RS: 'srbija|srbije|srbiji|srbiju|republike srbije', RU: 'rusija|rusije|rusiji', SI: 'slovenija|slovenije|sloveniji', TR: 'turska|turske|turskoj|tursku', CY: 'kipar|kipra|kipru', UA: 'ukrajina|ukrajine|ukrajini', US: 'sad|amerika|amerike', CZ: 'ceska|ceske|ceskoj', SK: 'slovacka|slovacke|slovackoj', XK: 'kosovo|kosova|kosovu', ES: 'spanija|spanije|spaniji', JP: 'japan|japana|japanu',
  },
  en: { MK: 'north macedonia|macedonia|republic of north macedonia', GB: 'united kingdom|uk|great britain|england|scotland|wales', US: 'united states of america|united states|usa|us', CN: 'china|pr china', CZ: 'czech republic|czechia', TR: 'turkey|turkiye', KR: 'south korea|republic of korea', NL: 'netherlands|holland', BA: 'bosnia and herzegovina|bosnia', MD: 'moldova|republic of moldova' },
  it: { MK: 'macedonia del nord|macedonia', GB: 'regno unito|gran bretagna|inghilterra', US: 'stati uniti|usa', CZ: 'repubblica ceca', NL: 'paesi bassi|olanda', MD: 'moldavia|moldova' },
  fr: { MK: 'macedoine du nord|macedoine', GB: 'royaume-uni|grande-bretagne|angleterre', US: 'etats-unis', CZ: 'republique tcheque|tchequie', NL: 'pays-bas', MD: 'moldavie' },
  de: { MK: 'nordmazedonien|mazedonien', GB: 'vereinigtes konigreich|grosbritannien|england', US: 'vereinigte staaten|usa', CZ: 'tschechien|tschechische republik', NL: 'niederlande|holland', MD: 'moldau|moldawien' },
  zh: {},
}

/** What follows an American town behind a comma is no second town. */
export const americanStates: ReadonlySet<string> = new Set(
  ('alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|' +
    'nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|колорадо|калифорния|флорида|илинойс|тексас|охайо|орегон|пенсилвания|мичиган|масачузетс').split('|'),
)

/** English names as embassies and registers write them, where Intl's differ. */
export const englishNames: Readonly<Record<string, string>> = { CZ: 'Czech Republic', TR: 'Turkey', BA: 'Bosnia and Herzegovina', XK: 'Kosovo', EU: 'European Union' }

/** Every ISO 3166-1 country a municipality may meet: all two-letter codes Intl knows as regions, without groupings and outlying bits. */
export const countryCodes: readonly string[] = (
  'AD AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BR BT BW BY CA CD CG CH CI CL CM CN CO CR CU CV CY CZ DE DK DO DZ EC EE EG ES ET FI FJ FR GA GB GE GH GM GN GQ GR GT HK HN HR HT HU ' +
  'ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KP KR KW KZ LA LB LI LK LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PS PT PY QA ' +
  'RO RS RU RW SA SC SD SE SG SI SK SL SM SN SO SR SV SY TD TG TH TJ TM TN TO TR TT TW TZ UA UG US UY UZ VA VE VN XK YE ZA ZM ZW'
).split(' ')
