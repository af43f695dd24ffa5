// The public story of Troyan's partnerships as the demonstration tells it: in our own words, each fact with its sources, unknown days left unknown.
import type { OccasionValues } from '#features/calendar/occasions/occasion.ts'
import type { CommitmentValues } from '#features/commitments/commitment.ts'
import type { EventValues } from '#features/events/event.ts'
import type { SymbolicActValues } from '#features/events/symbolic-act.ts'
import type { ItemValues } from '#features/meetings/agenda/item.ts'
import type { OrganisationFacts } from '#features/organisations/organisation.ts'
import type { PersonFacts } from '#features/organisations/people/person.ts'
import type { PostFacts } from '#features/organisations/people/post.ts'
import type { MilestoneValues } from '#features/partnerships/milestones/milestone.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import type { DelegateValues } from '#features/visits/delegations/delegate.ts'
import { APPROACHED } from './approach.ts'
import { FRENCH_TOWNS } from './troyan-france.ts'
import { MONTENEGRO } from './troyan-montenegro.ts'
import { CHINESE_TOWNS } from './troyan-china.ts'
import { SOURCES } from './sources.ts'

export type Sourced<T> = Omit<T, 'sources'> & { readonly sources: NonNullable<OrganisationFacts['sources']> }

/** What belongs together in the story. Names such as `dojran` and `angov` stand for the records of this or an earlier chapter. */
export type Chapter = {
  readonly organisations?: Readonly<Record<string, Sourced<OrganisationFacts>>>
  readonly people?: Readonly<
    Record<string, Sourced<PersonFacts> & { readonly posts: readonly (Omit<Sourced<PostFacts>, 'organisationId'> & { readonly at: string })[] }>
  >
  readonly partnerships?: Readonly<
    Record<string, Omit<Sourced<PartnershipValues>, 'introducedById'> & { readonly introducedBy?: string; readonly steps: readonly Sourced<MilestoneValues>[] }>
  >
  readonly events?: Readonly<Record<string, Omit<Sourced<EventValues>, 'participants'> & { readonly participants?: Readonly<Record<string, string>> }>>
  /** Dossiers, by the event they are of. `noted`: the day on which our sources tell that the visit was held; it stands where a dossier wants the day of a step. */
  readonly visits?: Readonly<
    Record<
      string,
      {
        readonly languages: readonly string[]
        readonly members: readonly (Omit<DelegateValues, 'organisationId' | 'personId'> & { readonly at: string })[]
        readonly noted: string
        readonly report: Readonly<Record<string, string>>
      }
    >
  >
  readonly acts?: readonly (Omit<Sourced<SymbolicActValues>, 'eventId'> & { readonly event?: string })[]
  /** `of`: the organisation whose occasion it is; absent: our own town's. */
  readonly occasions?: readonly (Omit<Sourced<OccasionValues>, 'organisationId'> & { readonly of?: string })[]
  /** Agenda and minutes of an event, by its name: only what a published text says was spoken of. */
  readonly papers?: Readonly<Record<string, { readonly items: readonly ItemValues[]; readonly general: LocalTextForm }>>
  readonly commitments?: readonly (Omit<Sourced<CommitmentValues>, 'eventId' | 'personId'> & { readonly event?: string; readonly person?: string })[]
}

/** GeoNames ids. */
const TOWN = { troyan: 726320, dojran: 785537, drama: 736364 }

/** The towns the demonstration cannot do without. */
export const TOWNS: readonly number[] = [...Object.values(TOWN), 3202194, 2969109, 2987945, 1805680, 1799397, APPROACHED]
export const HOME = TOWN.troyan

const OURSELVES: Chapter = {
  organisations: {
    troyan: {
      name: { bg: 'Община Троян', en: 'Municipality of Troyan' },
      kind: 'municipality',
      country: 'BG',
      placeId: TOWN.troyan,
      website: 'https://www.troyan.bg/',
      sources: [SOURCES.news],
    },
  },
  people: {
    mihaylova: {
      name: { bg: 'Донка Михайлова', en: 'Donka Mihaylova' },
      salutation: { bg: 'Уважаема госпожо кмет,', en: 'Dear Mayor Mihaylova,' },
      sources: [SOURCES.news],
      posts: [{ at: 'troyan', role: { bg: 'кмет', en: 'Mayor' }, roleClass: 'mayor', confirmedOn: '2024-10-24', sources: [SOURCES.news] }],
    },
    todorova: {
      name: { bg: 'Вероника Тодорова', en: 'Veronika Todorova' },
      sources: [SOURCES.news],
      posts: [
        { at: 'troyan', role: { bg: 'заместник-кмет', en: 'Deputy Mayor' }, roleClass: 'deputy_mayor', confirmedOn: '2024-10-24', sources: [SOURCES.news] },
      ],
    },
  },
  occasions: [
    {
      kind: 'town_day',
      name: { bg: 'Празник на Троян', en: 'Town day of Troyan' },
      rule: { repeats: 'yearly', month: 10, day: 14 },
      published: true,
      notes: {
        bg: 'С тържествено заседание на общинския съвет. През 2024 г. гости бяха двата френски побратимени града.',
        en: 'With a festive session of the municipal council. In 2024 both French twin towns were guests.',
      },
      sources: [SOURCES.frenchVisit, SOURCES.news],
    },
  ],
}

const DOJRAN: Chapter = {
  organisations: {
    dojran: {
      name: { bg: 'Дойран', en: 'Dojran' },
      nativeName: 'Дојран',
      nativeLanguage: 'mk',
      aliases: ['Doiran', 'Општина Дојран'],
      kind: 'municipality',
      country: 'MK',
      placeId: TOWN.dojran,
      website: 'https://dojran.gov.mk/',
      sources: [SOURCES.dojran, SOURCES.news],
    },
  },
  people: {
    angov: {
      name: { bg: 'Анго Ангов', en: 'Ango Angov' },
      salutation: { bg: 'Уважаеми господин кмете,', mk: 'Почитуван господине градоначалник,' },
      nativeName: 'Анго Ангов',
      nativeLanguage: 'mk',
      languages: ['mk'],
      sources: [SOURCES.news],
      posts: [{ at: 'dojran', role: { bg: 'кмет', en: 'Mayor' }, roleClass: 'mayor', confirmedOn: '2024-10-24', sources: [SOURCES.news] }],
    },
  },
  partnerships: {
    dojran: {
      type: 'twinning',
      fields: ['culture', 'social'],
      summary: {
        bg: 'Двете общини са побратимени от 2003 г. Връзката е подновявана два пъти, през 2018 и през 2024 г.',
        en: 'The two municipalities have been twinned since 2003. The tie was revived twice, in 2018 and in 2024.',
      },
      published: true,
      sources: [SOURCES.dojran, SOURCES.news],
      steps: [
        {
          kind: 'signing',
          side: 'both',
          date: '2003',
          note: { bg: 'Договор за побратимяване. Денят не е посочен.', en: 'Twinning contract. The day is not given.' },
          published: true,
          sources: [SOURCES.dojran],
        },
        {
          kind: 'lapse',
          side: 'them',
          // The report of 24 September 2018 looks back on a silence of "recent years" without naming them.
          date: '2018~',
          note: {
            bg: 'Дойран съобщава, че през последните години връзката не е поддържана.',
            en: 'Dojran states that the contacts had not been kept up in recent years.',
          },
          published: true,
          sources: [SOURCES.dojran],
        },
        {
          kind: 'revival',
          side: 'both',
          date: '2018-09-24',
          note: { bg: 'Двете страни решават да засилят сътрудничеството.', en: 'Both sides decide to step up their cooperation.' },
          published: true,
          sources: [SOURCES.dojran],
        },
        {
          kind: 'revival',
          side: 'both',
          date: '2024-09/2024-10',
          note: { bg: 'Второ подновяване, с гостуване в Троян.', en: 'Second revival, with a visit to Troyan.' },
          published: true,
          sources: [SOURCES.news],
        },
      ],
    },
  },
  events: {
    dojran2018: {
      kind: 'visit',
      direction: 'outgoing',
      title: { bg: 'Троянска делегация в Дойран', en: 'A delegation from Troyan in Dojran' },
      date: '2018-09-24',
      placeId: TOWN.dojran,
      summary: { bg: 'Разговор за подновяване на връзката след години без контакти.', en: 'Talks on resuming the tie after years without contact.' },
      partners: ['dojran'],
      published: true,
      sources: [SOURCES.dojran],
    },
    dojran2024: {
      kind: 'visit',
      direction: 'incoming',
      title: { bg: 'Гости от Дойран преди фестивала на сливата', en: 'Guests from Dojran ahead of the plum festival' },
      date: '2024-09/2024-10',
      placeId: TOWN.troyan,
      occasion: 'Български фестивал на сливата',
      summary: {
        bg: 'Делегация от Дойран идва в Троян. С гостуването връзката започва отново.',
        en: 'A delegation from Dojran comes to Troyan. With this visit the tie begins anew.',
      },
      fields: ['culture', 'social'],
      partners: ['dojran'],
      participants: { angov: 'кмет на Дойран' },
      published: true,
      sources: [SOURCES.news],
    },
  },
  commitments: [
    {
      owedBy: 'both',
      text: { bg: 'Да засилим сътрудничеството между двете общини', en: 'To step up cooperation between the two municipalities' },
      topic: 'cooperation',
      state: 'agreed',
      due: null,
      event: 'dojran2018',
      partners: ['dojran'],
      published: true,
      sources: [SOURCES.dojran],
    },
    {
      owedBy: 'them',
      text: { bg: 'По-тясно сътрудничество с културни и социални инициативи', en: 'Closer cooperation through cultural and social initiatives' },
      topic: 'cooperation',
      state: 'proposed',
      due: null,
      event: 'dojran2024',
      person: 'angov',
      partners: ['dojran'],
      published: true,
      sources: [SOURCES.news],
    },
  ],
}

const ITALY: Chapter = {
  organisations: {
    italy: { name: { bg: 'Италия', en: 'Italy' }, nativeName: 'Italia', nativeLanguage: 'it', kind: 'country', country: 'IT', sources: [SOURCES.news] },
    embassyIt: { name: { bg: 'Посолство на Италия в България', en: 'Embassy of Italy in Bulgaria' }, kind: 'embassy', country: 'IT', sources: [SOURCES.news] },
  },
  people: {
    zarra: {
      name: { bg: 'Джузепина Дзара', en: 'Giuseppina Zarra' },
      salutation: { bg: 'Ваше превъзходителство,', it: 'Eccellenza,' },
      nativeName: 'Giuseppina Zarra',
      nativeLanguage: 'it',
      languages: ['it'],
      sources: [SOURCES.news],
      posts: [{ at: 'embassyIt', role: { bg: 'посланик', en: 'Ambassador' }, roleClass: 'ambassador', confirmedOn: '2024-10-24', sources: [SOURCES.news] }],
    },
  },
  partnerships: {
    italy: {
      type: 'contact',
      fields: ['environment', 'infrastructure'],
      introducedBy: 'embassyIt',
      why: {
        bg: 'Търси се град, сходен с Троян; на преден план са околната среда и водите в града.',
        en: 'A town like Troyan is sought; the environment and water in the town come first.',
      },
      summary: {
        bg: 'Разговори за побратимяване с италиански град, сходен с Троян, подновени след повече от 15 години.',
        en: 'Talks on twinning with an Italian town like Troyan, resumed after more than 15 years.',
      },
      published: true,
      sources: [SOURCES.news],
      steps: [
        {
          kind: 'lapse',
          side: 'both',
          date: '2009~',
          note: {
            bg: 'Прекъсването трае повече от 15 години, значи от 2009 г. или отпреди това.',
            en: 'The break lasted over 15 years, that is since 2009 or earlier.',
          },
          published: true,
          sources: [SOURCES.news],
        },
        {
          kind: 'revival',
          side: 'both',
          date: '2024-10',
          note: { bg: 'Разговорите започват отново с посещение на италианския посланик.', en: 'The talks begin again with a visit of the Italian ambassador.' },
          published: true,
          sources: [SOURCES.news],
        },
      ],
    },
  },
  events: {
    ambassador2024: {
      kind: 'visit',
      direction: 'incoming',
      title: { bg: 'Посланикът на Италия в Троян', en: 'The Ambassador of Italy in Troyan' },
      date: '2024-10',
      placeId: TOWN.troyan,
      summary: { bg: 'На преден план са околната среда и водите в града.', en: 'The environment and water in the town come to the fore.' },
      fields: ['environment', 'infrastructure'],
      partners: ['italy', 'embassyIt'],
      participants: { zarra: 'посланик на Италия в България' },
      published: true,
      sources: [SOURCES.news],
    },
  },
  commitments: [
    {
      owedBy: 'us',
      text: { bg: 'Да намерим италиански град, сходен с Троян, за побратимяване', en: 'To find an Italian town like Troyan to twin with' },
      topic: 'agreement',
      state: 'proposed',
      due: null,
      event: 'ambassador2024',
      partners: ['italy', 'embassyIt'],
      published: true,
      sources: [SOURCES.news],
    },
    {
      owedBy: 'both',
      text: { bg: 'Съвместни проекти за околната среда и за водите в града', en: 'Joint projects on the environment and on urban water' },
      topic: 'project',
      state: 'proposed',
      due: null,
      event: 'ambassador2024',
      partners: ['italy'],
      published: true,
      sources: [SOURCES.news],
    },
  ],
}

const DRAMA: Chapter = {
  organisations: {
    drama: {
      name: { bg: 'Драма', en: 'Drama' },
      nativeName: 'Δράμα',
      nativeLanguage: 'el',
      kind: 'municipality',
      country: 'GR',
      placeId: TOWN.drama,
      sources: [SOURCES.drama],
    },
  },
  partnerships: {
    drama: {
      type: 'contact',
      fields: ['eu_projects', 'culture', 'youth', 'business'],
      origin: { bg: 'Драма сама се обръща към Троян.', en: 'Drama itself turned to Troyan.' },
      summary: { bg: 'Гръцка община, потърсила сътрудничество с Троян.', en: 'A Greek municipality that asked Troyan to cooperate.' },
      published: true,
      sources: [SOURCES.drama],
      steps: [],
    },
  },
  events: {
    drama: {
      kind: 'visit',
      direction: 'none',
      title: { bg: 'Двудневна среща с община Драма', en: 'A two-day meeting with the Municipality of Drama' },
      // The source's index gives no day.
      date: null,
      summary: {
        bg: 'Обсъдени са европейски проекти, фестивали, дейности за младежи и бизнес.',
        en: 'EU projects, festivals, youth work and business are discussed.',
      },
      fields: ['eu_projects', 'culture', 'youth', 'business'],
      partners: ['drama'],
      published: true,
      sources: [SOURCES.drama],
    },
  },
}

export const STORY: readonly Chapter[] = [OURSELVES, FRENCH_TOWNS, DOJRAN, CHINESE_TOWNS, DRAMA, MONTENEGRO, ITALY]
