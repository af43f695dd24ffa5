// What the reader must know of a language, as data: cue words, roles, months, feasts. Adding a language is adding a file of this shape.

/**
 * A cue is a short pattern over folded text (lower case, Latin without marks): a space is any white space, `*` any letters up to the
 * word's end, `…` up to sixty characters inside the sentence; `( | )`, `( | )?` group as usual. It matches whole words.
 */
export type Cue = string
export type Cues = readonly Cue[]

export const roleClasses = [
  'mayor',
  'deputy_mayor',
  'council_chair',
  'councillor',
  'ambassador',
  'consul',
  'diplomat',
  'minister',
  'head_of_state',
  'head_of_government',
  'governor',
  'official',
  'business',
  'academic',
  'culture',
  'clergy',
  'association',
  'other',
] as const
export type RoleClass = (typeof roleClasses)[number]
export type EventKind =
  | 'visit'
  | 'meeting'
  | 'forum'
  | 'festival'
  | 'signing'
  | 'celebration'
  | 'ceremony'
  | 'exhibition'
  | 'exchange'
  | 'council_session'
  | 'other'
export type RelationStatus = 'twinned' | 'twinning_decided' | 'twinning_proposed' | 'agreement' | 'renewed' | 'long_standing' | 'existing' | 'new_contact'
export type Topic = 'agreement' | 'aid' | 'business' | 'cooperation' | 'event' | 'exchange' | 'project' | 'visit' | 'other'
export type CommitmentState = 'agreed' | 'planned' | 'proposed' | 'invited'
export type ActKind = 'tree_planting' | 'gift' | 'award' | 'monument' | 'wreath' | 'guest_book' | 'flag' | 'other'
export type Field =
  | 'administration'
  | 'agriculture'
  | 'business'
  | 'crafts'
  | 'culture'
  | 'education'
  | 'energy'
  | 'environment'
  | 'eu_projects'
  | 'health'
  | 'heritage'
  | 'humanitarian'
  | 'infrastructure'
  | 'science'
  | 'security'
  | 'social'
  | 'sport'
  | 'tourism'
  | 'water'
  | 'youth'

export type LanguageCode = 'bg' | 'mk' | 'sr' | 'en' | 'it' | 'fr' | 'de' | 'zh'

/** A feast by month and day (`to` for its last day), or by days from Easter Sunday (western or eastern reckoning). */
export type Feast =
  | { cue: Cue; from: [month: number, day: number]; to?: [month: number, day: number] }
  | { cue: Cue; easter: 'west' | 'east'; days: [number, number] }

export type Language = {
  code: LanguageCode
  /** Frequent little words by which the language is recognised. */
  common: Cues
  /** Words before a full stop that do not end a sentence. */
  abbreviations: Cues
  /** A line that ends with one of these goes on in the next. */
  goesOn: Cues
  /** Words that, written large behind an abbreviation that may end a sentence, begin the next one. */
  opens?: Cues
  dates: {
    months: readonly Cue[]
    weekdays: readonly Cue[]
    numbers: Readonly<Record<string, number>>
    /** Days of a month in words: „втори юни“; behind the word for twenty or thirty too. */
    ordinals?: Readonly<Record<string, number>>
    today: Cues
    yesterday: Cues
    tomorrow: Cues
    dayBeforeYesterday: Cues
    thisWeek: Cues
    /** Saturday and Sunday. */
    weekend?: Cues
    lastWeek: Cues
    nextWeek: Cues
    thisMonth: Cues
    lastMonth: Cues
    nextMonth: Cues
    thisYear: Cues
    lastYear: Cues
    nextYear: Cues
    /** Before or after a weekday or month: the one gone by, the one to come. */
    last: Cues
    next: Cues
    seasons: readonly [spring: Cue, summer: Cue, autumn: Cue, winter: Cue]
    /** Which third of a month: at the beginning, in the middle, at the end of it. */
    thirds?: readonly [early: Cue, middle: Cue, late: Cue]
    feasts: readonly Feast[]
    /** Between two days: "1 до 4 юни". */
    to: Cue
    /** Between two whole days that are one stretch: „30 май до 1 юни“; unlike `to`, no "and". */
    until: Cue
    /** Behind a year and a comma: „от 2008 г., когато“. */
    when: Cue
    /** What may stand before a year or month to make it a date; and behind a year. */
    before: Cue
    yearWord: Cue
    /** "within a month" and "in the next five years": a horizon with a number in place of N. */
    horizons: readonly { cue: Cue; unit: 'day' | 'week' | 'month' | 'year' }[]
    /** "six years ago", with a number in place of N. */
    ago?: readonly { cue: Cue; unit: 'day' | 'week' | 'month' | 'year' }[]
    /** Days told from the one spoken of before: „на следващия ден“, „два дни по-късно“; N is a number. */
    after?: readonly { cue: Cue; days: number | 'N' }[]
    endOf: Cue
    /** „since 2008“: since when something is so, where `names.from` does not say it too. */
    since?: Cue
    by: Cue
    /** What, right before a date, makes it the date of a thing and of nothing that happens here: „изграден през“. */
    ofThings?: Cues
    /** Further written forms as regular expressions with groups y, m, d. */
    forms: readonly string[]
  }
  names: {
    /** Small words inside a place name: Перн *ле* Фонтен. */
    connectors: Cues
    /** Small words that end a place name: Врънячка *баня*. */
    endings?: Cues
    /** Small words inside a place name that translate a foreign one: *на* Сена = sur. */
    translated: Readonly<Record<string, string>>
    /** Words that end in other forms by case: [ending, replacement], tried in order. */
    cases: readonly (readonly [string, string])[]
    /** Neighbours' letters as this language writes them: [here, there]; a name is looked up in both spellings. */
    spelled?: readonly (readonly [string, string])[]
    /** The same for the words before the last of a name: Nov*og* Pazara. */
    casesBefore?: readonly (readonly [string, string])[]
    /** Endings of a person's names by the case the role before them stands in: the first entry one of whose cues is the role's first word counts. */
    persons?: readonly { roles: Cues; first: readonly (readonly [string, string])[]; last: readonly (readonly [string, string])[] }[]
    /** How a town ends right behind a post where no word stands between (gradonačelnik *Vranja* Petar Petrović), and how no given name before a surname does. */
    genitive?: Cue
    /** Endings of surnames: a word before one is a given name and no town. */
    surnameEnds?: Cue
    /** Small words inside a person's name: Hubert *de* Vries. */
    particles: Cues
    /** Words that begin no name but may be the surname behind a given one: Giuseppe *Sala*. */
    surnames?: Cues
    /** A town's name stands before its people as it is (English): a Dolno choir. */
    attributive?: true
    /** Every noun is written large (German): a name the list of towns lacks then needs more than a word for a town before it. */
    largeNouns?: true
    /** How the first word of a role ends when it is several people's. */
    pluralRole: Cue
    /** A sentence may begin with its verb, and a name follow right behind. */
    verbFirst?: true
    /** Words before a role that make it several people's where the role itself does not show it: *die* Bürgermeister. */
    several?: Cues
    /** Before the name a letter is to, on a line of its own: „До г-н Х“. */
    addressed?: Cues
    /** Between a post of several people and the name of the one who leads them: „съветници, водени от“. */
    led?: Cues
    /** Between a post and the name of who came into it: „за председател бе избрана“. */
    appointed?: Cues
    /** Before the post somebody has today, behind one of former days: „тогавашният учител Х, днес кмет“. */
    now?: Cues
    /** Capitalised words that are no part of a person's or town's name. */
    never: Cues
    /** Everyday words that are names of towns too: „Сума“, „Мост“; such a word is a town only where that is said of it. */
    everyday?: ReadonlySet<string>
    /** Titles before a person's name. */
    titles: Cues
    /** Mr and Mrs: one surname behind it is enough. */
    honorifics: Cues
    /** Professor, Doctor: what stands right behind is a surname, and no town's name. */
    learned?: Cues
    /** Titles that are a post by themselves where no other is said: „проф.“ */
    professors?: Cues
    of: Cue
    in: Cue
    from: Cue
    and: Cue
    /** Behind a comma: what follows is about others, „…, а двамата кметове“. */
    others: Cue
    /** The same before a country's adjective only, „като турската делегация“; before a post it says what somebody is. */
    meanwhile?: Cue
    /** Right before an adjective, says that it is not so: „не сръбският“. */
    not: Cue
    /** How what is called after a town ends, and how its people do: ловеш*ки*, ловчан*и*. */
    calledAfter?: { things: Cue; people: Cue }
    with: Cue
    /** Further words that say where something takes place: „по улиците на“, „край“. */
    around?: Cue
    /** „наши ученици“: right before people who are ours. */
    our?: Cue
    /** „сътрудничество в туризма между Х и У“: behind it stand those of whom something is said, not where; left out where `with` holds it. */
    between?: Cue
  }
  /** Words right before a foreign place that make it a town one has to do with. */
  town: Cues
  /** The same, but too loose for a name the gazetteer does not have. */
  townMaybe: Cues
  /** Words right before a name that make it a street, a river, a hotel … and no town. */
  notTown: Cues
  /** Nouns for people who come and go: guests, pupils, singers, a choir, a team. */
  people: Cues
  /** Words around a place that only pass it by: distances, roads, capitals. */
  passing: Cues
  /** How a sentence begins that tells of the twins of the town just spoken of: „Побратимен е с“. */
  theirTwins?: Cues
  /** Words of a sentence that speaks of ourselves without naming home: we, our, both towns; without them no sentence is another town's. */
  ourselves?: Cues
  /** Right before a foreign town whose people say „we“: „ние в“. */
  theirWe?: Cues
  /** "an Italian town": nouns that with a country's adjective and no name stand for the country. */
  someTown: Cues
  roles: readonly { role: RoleClass; cues: Cues }[]
  /** Verbs that part a role from a later name. */
  verbs: Cues
  /**
   * `ours`: what before or behind says that it is one of our own state. `state`: how the word for a state begins behind its adjective:
   * „Френската република“. `honorary` and `general`: how the words begin that tell such consuls from others.
   */
  embassy: { ambassador: Cues; consul: Cues; diplomat: Cues; mission: Cues; consulate: Cues; ours: Cues; state: Cue; honorary: Cue; general: Cue }
  /**
   * `abroad`: houses of a kind our own country has none of (лицей). `named`: houses that count only with a name of their own. `legal`:
   * what our own companies have behind their names. `adjective`: how an adjective before a body's noun ends, `subject`: what it is
   * for, behind it; both belong to its name. `foreignNames`: words of other languages by which a name in quotation marks tells what it is and that
   * it is abroad: „Образец Колидж“.
   */
  bodies: {
    company: Cues
    school: Cues
    other: Cues
    abroad?: Cues
    named?: Cues
    legal?: Cues
    foreignNames?: { company: Cues; school: Cues }
    adjective?: Cue
    subject?: Cue
  }
  /** Things of our own: "our town", "the municipality", "the town park". */
  home: Cues
  /** Words for the partner when not named: guests, hosts, the delegation, both towns. */
  partner: Cues
  /** „гостът“: one of theirs alone, whom the text named before. */
  guest?: Cues
  /** By these a last paragraph that names nobody still goes on about them: „на раздяла“, „разменихме“; without them it is a notice of our own. */
  parting?: Cues
  incoming: Cues
  outgoing: Cues
  /** Words that begin a clause without a comma before them: *che*, *qui*, *that*. */
  relatives?: Cues
  /** Adverbs for where home is, and for where the partner is. */
  here: Cues
  there: Cues
  /** A delegation, with the words that may part it from the town it is of: who travels. */
  envoys?: Cues
  /** Who leads a delegation: what stands right before the post or the name („водена от“), and right behind it („води делегацията“); `ours` stands before a delegation of our own. */
  leading?: { before: Cues; behind: Cues; ours: Cues }
  /** „тамошната“: right before a school or club it is of the place just spoken of. */
  local?: Cues
  /** With whose help something came about, right before them: they are not said to have been there. */
  through?: Cues
  /** Verbs of what is opened, shown or held: a thing, and nobody's coming. */
  staged?: Cues
  /** What comes without anybody coming, with the words around it: „дойде само телеграма“. */
  sent?: Cues
  /** A visit paid back: who speaks of it after guests came will go, after having been away will be visited. */
  returning?: Cues
  /** Cues of going somewhere; the place behind is the goal. */
  goingTo: Cues
  future: Cues
  /** Verbs of a host: with a foreign town before them the way is outwards. */
  hosting: Cues
  /** „бе посрещната от“: who follows is the host. */
  hostedBy?: Cues
  /** Verbs of inviting; who follows them right away is the guest. */
  inviting?: Cues
  /** What words for a town's people end in: Exemplon*nais*, modell*ese*. */
  demonym?: Cue
  /** A return visit: one to come goes the other way than the one the text tells of. */
  returnVisit?: Cues
  /** Nouns for an invitation: by whose one goes, there one goes. */
  invitation: Cues
  /**
   * What leads to an occasion: `sure` whatever stands behind („по повод“), `maybe` where a feast is named behind it („за“). `whole` are phrases that are one
   * by themselves, where a language puts the word for it at the end; `ends` never stand inside one: with the full article („кметът“) the sentence's subject begins.
   */
  occasions?: { sure?: Cues; maybe?: Cues; whole?: Cues; ends?: Cues }
  /** Of the `people`, those who travel for the town they are of. */
  delegation: Cues
  /** Of the `people`, those at home who receive and do not travel. */
  hostFamilies?: Cues
  /** Of the `people`, those whom one calls one's own though they are the partner's. */
  friends?: Cues
  /** How the word behind a distance begins. */
  kilometres: Cue
  /** What makes a text a calendar of a year to come, in its first lines. */
  calendar: Cues
  /** What makes a text a report on a year, in its first lines. */
  report: Cues
  /** What makes a text the minutes of a meeting, in its first lines. */
  minutes: Cues
  /** Whose minutes, in their first lines, are of a council's own sitting. */
  councilMinutes: Cues
  /** What a line of minutes calls the meeting to come. */
  nextMeeting: Cues
  /** That an invitation was accepted. */
  accepted: Cues
  /** Little words right before a verb that make it a wish or a task: „да подпише“, "to sign". */
  wished: Cues
  /** What makes a council's sitting a feast with guests. */
  solemn: Cues
  /** „колегата си“: a post said by another's; the person has the post of the one named before. */
  colleague: Cues
  /** „нейният предшественик“: one who had, or will have, the post of who was named before. */
  predecessor?: Cues
  /** What makes a line say whose answers the text below it gives: „Разговор с“, with a post behind it. */
  interview?: Cues
  online: Cues
  negated: Cues
  /** How the verb of a visit begins that does not come about, parted from it by a comma: „посещението, планирано за май, се отлага“. */
  calledOff?: Cues
  events: readonly { kind: EventKind; cues: Cues }[]
  relations: {
    twinned: Cues
    unsure: Cues
    decided: Cues
    agreement: Cues
    renewed: Cues
    longStanding: Cues
    existing: Cues
    newContact: Cues
    /** Words that ask or deny: whether towns are twinned, that nobody spoke of it. */
    asked: Cues
    /** Beside a twinning: that it comes to an end. */
    ended?: Cues
    /** Beside a twinning: that its proposal was turned down. */
    rejected?: Cues
    /** N is the number of years. */
    years: Cues
    breakYears: Cues
    since: Cues
  }
  fields: Readonly<Partial<Record<Field, Cues>>>
  commitments: readonly { state: CommitmentState; cues: Cues }[]
  notCommitment: Cues
  /** Who pays for it: part of a promise right before it, and a promise by itself only where none stands there. */
  costs?: Cues
  topics: readonly { topic: Topic; cues: Cues }[]
  acts: readonly { kind: ActKind; cues: Cues }[]
  /** Where a sentence falls into clauses that may each hold a promise. */
  clauseBreaks: Cues
}
