// A made-up month with something of everything, recorded in all seven languages of the digest: what the tests of its languages tell.
import type { HappeningFacts, MonthFacts, NameFacts, PartnerFacts, PersonFacts, PromiseFacts, StepFacts } from '#features/digest/composing/month.ts'
import type { Words } from '#platform/texts/words-for.ts'

const name = (id: string, kind: NameFacts['kind'], country: string, names: Words): NameFacts => ({ id, kind, country, names })
export const HOME = name('home', 'municipality', 'BG', { bg: 'Община Узорево', en: 'Uzorevo Municipality', zh: '乌佐雷沃' })
export const PRIMEROVO = name('mk', 'municipality', 'MK', { bg: 'Община Примерово', mk: 'Општина Примерово', en: 'Primerovo', zh: '普里梅罗沃市' })
const CHAMP = name('fr1', 'municipality', 'FR', { bg: 'Льо Шан Модел', fr: 'Ville du Champ-Modèle' })
export const ARLANDE = name('fr2', 'municipality', 'FR', { bg: 'Арланд', fr: 'Commune d’Arlande' })
const PRIMJEREVO = name('me', 'municipality', 'ME', { bg: 'Примерево', sr: 'Opština Primjerevo', en: 'Primjerevo' })
const ESEMPIO = name('it', 'municipality', 'IT', { bg: 'Ла Провинча', it: 'Comune di L’Esempio', en: 'L’Esempio' })
export const EMBASSY = name('emb', 'embassy', 'BG', {
  bg: 'Посолство на България в Черна гора',
  en: 'Embassy of Bulgaria in Montenegro',
  fr: 'Ambassade de Bulgarie au Monténégro',
  it: 'Ambasciata di Bulgaria in Montenegro',
  mk: 'Амбасада на Бугарија во Црна Гора',
  sr: 'Ambasada Bugarske u Crnoj Gori',
  zh: '保加利亚驻黑山大使馆',
})

const event = (given: Partial<HappeningFacts> & Pick<HappeningFacts, 'id' | 'kind' | 'direction' | 'date' | 'partners'>): HappeningFacts => ({
  title: {},
  place: {},
  spot: {},
  atHome: false,
  occasion: {},
  summary: {},
  fields: [],
  people: [],
  ...given,
})
const person = (id: string, names: Words, role: PersonFacts['role'], of: NameFacts | null, side: PersonFacts['side']): PersonFacts => ({
  id,
  names,
  role,
  roleWords: {},
  of,
  side,
})
const step = (given: Partial<StepFacts> & Pick<StepFacts, 'id' | 'kind' | 'side' | 'date'>): StepFacts => ({
  note: {},
  documentNumber: null,
  body: '',
  until: null,
  fromType: null,
  toType: null,
  ...given,
})
const partner = (given: Partial<PartnerFacts> & Pick<PartnerFacts, 'organisation'>): PartnerFacts => ({
  partnershipId: `p-${given.organisation.id}`,
  type: 'twinning',
  stageBefore: 'active',
  stageNow: 'active',
  steps: [],
  breaks: [],
  anniversaries: [],
  fields: [],
  known: null,
  earlier: null,
  ...given,
})
const promise = (given: Partial<PromiseFacts> & Pick<PromiseFacts, 'id' | 'owedBy' | 'text' | 'partners'>): PromiseFacts => ({
  state: 'agreed',
  topic: 'cooperation',
  due: null,
  eventId: null,
  keptOn: null,
  ...given,
})

/** October 2024 in Uzorevo: a tie revived, a feast with two French towns and a tree, a journey with an embassy, promises made, kept and due, a session ahead. */
export const OCTOBER: MonthFacts = {
  month: '2024-10',
  home: HOME,
  languages: ['bg', 'en'],
  partners: [
    partner({
      organisation: PRIMEROVO,
      stageBefore: 'lapsed',
      stageNow: 'renewed',
      steps: [step({ id: 's1', kind: 'revival', side: 'both', date: '2024-10-01', documentNumber: '17' })],
      breaks: [{ stepId: 's1', lapseId: 's0', years: 6, about: true }],
    }),
    partner({ organisation: CHAMP, anniversaries: [{ milestoneId: 'm1', years: 20, date: '2004', since: 'signing' }] }),
    partner({ organisation: ARLANDE, anniversaries: [{ milestoneId: 'm2', years: 20, date: '2004', since: 'signing' }] }),
    partner({
      organisation: PRIMJEREVO,
      type: 'friendship',
      fields: ['tourism'],
      known: { milestoneId: 'm0', years: 2, date: '2022', since: 'contact' },
      stageBefore: 'contact',
      stageNow: 'intent',
      steps: [step({ id: 's2', kind: 'intent', side: 'both', date: '2024-10' })],
    }),
    partner({
      organisation: ESEMPIO,
      stageBefore: 'deciding',
      stageNow: 'active',
      steps: [step({ id: 's3', kind: 'signing', side: 'both', date: '2024-10-11', until: '2029' })],
    }),
  ],
  happenings: [
    event({
      id: 'e1',
      kind: 'visit',
      direction: 'incoming',
      date: '2024-10-01',
      atHome: true,
      occasion: { bg: 'Празник на сливата', fr: 'Fête de la prune', it: 'Festa della prugna', mk: 'Празник на сливата', sr: 'Praznik šljive', zh: '李子节' },
      fields: ['culture', 'crafts'],
      partners: [PRIMEROVO],
      people: [
        person('a', { bg: 'Анго Пробов', mk: 'Анго Пробов', zh: '安戈·普罗博夫' }, 'mayor', PRIMEROVO, 'them'),
        person('b', { bg: 'Проба Служителова', en: 'Proba Sluzhitelova' }, 'mayor', HOME, 'us'),
      ],
    }),
    event({ id: 'e2', kind: 'celebration', direction: 'incoming', date: '2024-10-12/2024-10-14', atHome: true, partners: [CHAMP, ARLANDE] }),
    event({
      id: 'e3',
      kind: 'visit',
      direction: 'outgoing',
      date: '2024-10-03',
      fields: ['administration', 'business', 'youth'],
      partners: [PRIMJEREVO, EMBASSY],
      people: [person('c', { bg: 'Яна Юнакова', en: 'Yana Yunakova' }, 'council_chair', HOME, 'us')],
    }),
  ],
  acts: [
    {
      id: 'a1',
      kind: 'tree_planting',
      title: {},
      date: '2024-10-13',
      place: { bg: 'Градският парк', fr: 'Parc municipal', it: 'Parco comunale', mk: 'во градскиот парк', sr: 'u gradskom parku', zh: '市立公园' },
      eventId: 'e2',
      partners: [CHAMP, ARLANDE],
    },
  ],
  made: [
    promise({
      id: 'c1',
      owedBy: 'both',
      text: {
        fr: 'Soutenir la coopération entre potiers.',
        it: 'Sostenere la collaborazione tra i ceramisti.',
        mk: 'Да ја поддржат соработката меѓу грнчарите.',
        sr: 'Da podrže saradnju grnčara.',
        zh: '支持两地陶艺家合作',
      },
      eventId: 'e3',
      partners: [PRIMJEREVO],
    }),
    promise({
      id: 'c2',
      owedBy: 'both',
      state: 'planned',
      text: {
        fr: 'Échange régulier d’artistes',
        it: 'Scambio regolare di artisti',
        mk: 'Редовна размена на уметници',
        sr: 'Redovna razmjena umjetnika',
        zh: '艺术家定期交流',
      },
      due: '2027-10',
      partners: [PRIMJEREVO],
    }),
  ],
  kept: [
    promise({
      id: 'c3',
      owedBy: 'us',
      text: { fr: 'Envoyer le programme', it: 'Inviare il programma', mk: 'Да се испрати програмата', sr: 'Poslati program', zh: '寄送活动日程' },
      keptOn: '2024-10-08',
      partners: [ESEMPIO],
    }),
  ],
  ahead: {
    happenings: [
      event({
        id: 'e9',
        kind: 'exhibition',
        direction: 'none',
        date: '2024-11-08',
        title: { fr: 'Terre et feu', it: 'Terra e fuoco', mk: 'Земја и оган', sr: 'Zemlja i vatra', zh: '土与火' },
        partners: [ARLANDE],
      }),
    ],
    promises: [
      promise({
        id: 'c4',
        owedBy: 'them',
        text: { fr: 'Confirmer les dates', it: 'Confermare le date', mk: 'Да се потврдат датумите', sr: 'Potvrditi datume', zh: '确认日期' },
        due: '2024-11-30',
        partners: [PRIMEROVO],
      }),
    ],
    days: [
      {
        id: 'o',
        kind: 'occasion',
        names: { fr: 'fête de la ville', it: 'festa del paese', mk: 'празникот на градот', sr: 'Dan grada', zh: '城市日' },
        occasion: 'town_day',
        day: '2024-11-07',
        years: null,
        of: CHAMP,
      },
      { id: 'm3', kind: 'anniversary', names: {}, occasion: null, day: '2024-11-18', years: 5, of: ESEMPIO },
    ],
  },
  totals: { partnerships: 7, countries: 5, open: { agreed: ['c1', 'c4'], planned: ['c2'], proposed: [], invited: [] } },
}
