// Danilovgrad and the retailer Voli, as the demonstration tells of them: a twinning on its way through two councils, and talks about trade.
import { SOURCES } from './sources.ts'
import type { Chapter } from './troyan.ts'

/** GeoNames ids. */
const TOWN = { troyan: 726320, danilovgrad: 3202194 }

export const MONTENEGRO: Chapter = {
  organisations: {
    danilovgrad: {
      name: { bg: 'Даниловград', en: 'Danilovgrad' },
      nativeName: 'Danilovgrad',
      nativeLanguage: 'sr',
      aliases: ['Opština Danilovgrad'],
      kind: 'municipality',
      country: 'ME',
      placeId: TOWN.danilovgrad,
      sources: [SOURCES.news, SOURCES.danilovgrad],
    },
    embassyMe: {
      name: { bg: 'Посолство на България в Черна гора', en: 'Embassy of Bulgaria in Montenegro' },
      kind: 'embassy',
      country: 'ME',
      sources: [SOURCES.news],
    },
    voli: {
      name: { bg: 'Воли', en: 'Voli' },
      nativeName: 'Voli',
      nativeLanguage: 'sr',
      kind: 'company',
      country: 'ME',
      notes: { bg: 'Търговска верига, сред водещите в Черна гора.', en: 'A retail chain, among the leading ones in Montenegro.' },
      sources: [SOURCES.news],
    },
  },
  partnerships: {
    danilovgrad: {
      type: 'twinning',
      fields: ['business', 'culture', 'education', 'social', 'sport', 'administration'],
      introducedBy: 'embassyMe',
      origin: {
        bg: 'Българският посланик в Черна гора кани Троян в Даниловград и подкрепя следващите гостувания.',
        en: 'The Bulgarian ambassador to Montenegro invited Troyan to Danilovgrad and supported the visits that followed.',
      },
      summary: {
        bg: 'Побратимяване, за което са гласували и двата общински съвета. Подписването предстои да бъде отбелязано.',
        en: 'A twinning both municipal councils have voted for. The signing is still to be recorded.',
      },
      published: true,
      sources: [SOURCES.danilovgrad, SOURCES.news],
      steps: [
        {
          kind: 'first_contact',
          side: 'both',
          date: '2024-09/2024-10',
          note: {
            bg: 'Гостуване на кмета на Троян по покана на българския посланик.',
            en: 'Visit of the Mayor of Troyan at the invitation of the Bulgarian ambassador.',
          },
          published: true,
          sources: [SOURCES.news],
        },
        {
          kind: 'intent',
          side: 'both',
          date: '2024-09/2024-10',
          note: { bg: 'По време на гостуването се обсъжда побратимяване.', en: 'Twinning is discussed during the visit.' },
          published: true,
          sources: [SOURCES.news],
        },
        {
          kind: 'council_decision',
          side: 'them',
          date: '2024-10/2025-11',
          note: { bg: 'Съветът на Даниловград решава пръв. Денят не е посочен.', en: 'The council of Danilovgrad decides first. The day is not given.' },
          published: true,
          sources: [SOURCES.danilovgrad],
        },
        {
          kind: 'council_decision',
          side: 'us',
          date: '2025-11-27',
          note: { bg: 'Общинският съвет на Троян гласува за побратимяването.', en: 'The municipal council of Troyan votes for the twinning.' },
          published: true,
          sources: [SOURCES.danilovgrad],
        },
      ],
    },
    voli: {
      type: 'contact',
      fields: ['business'],
      summary: {
        bg: 'Разговори за място на троянски производители в черногорската търговска мрежа.',
        en: 'Talks on bringing producers from Troyan to the shelves of a Montenegrin retailer.',
      },
      published: true,
      sources: [SOURCES.news],
      steps: [
        {
          kind: 'first_contact',
          side: 'both',
          date: '2024-09/2024-10',
          note: { bg: 'Среща със собственика на фирмата.', en: 'Meeting with the owner of the company.' },
          published: true,
          sources: [SOURCES.news],
        },
      ],
    },
  },
  events: {
    danilovgrad2024: {
      kind: 'visit',
      direction: 'outgoing',
      title: { bg: 'Кметът на Троян в Даниловград', en: 'The Mayor of Troyan in Danilovgrad' },
      date: '2024-09/2024-10',
      placeId: TOWN.danilovgrad,
      occasion: 'Покана от българския посланик в Черна гора',
      summary: {
        bg: 'Говори се за побратимяване, за добри практики в управлението, за култура и за икономика.',
        en: 'The talks turn on twinning, good practice in administration, culture and the economy.',
      },
      fields: ['administration', 'culture', 'business'],
      partners: ['danilovgrad', 'embassyMe'],
      participants: { mihaylova: 'кмет на Община Троян', todorova: 'заместник-кмет на Община Троян' },
      published: true,
      sources: [SOURCES.news],
    },
    voli2024: {
      kind: 'meeting',
      direction: 'outgoing',
      title: { bg: 'Среща със собственика на „Воли“', en: 'Meeting with the owner of Voli' },
      date: '2024-09/2024-10',
      summary: {
        bg: 'Какво могат да продават троянските фирми на черногорския пазар.',
        en: 'What companies from Troyan could sell on the Montenegrin market.',
      },
      fields: ['business'],
      partners: ['voli'],
      published: true,
      sources: [SOURCES.news],
    },
    council2025: {
      kind: 'council_session',
      direction: 'none',
      title: { bg: 'Троянският общински съвет гласува за побратимяване с Даниловград', en: 'Troyan’s municipal council votes to twin with Danilovgrad' },
      date: '2025-11-27',
      placeId: TOWN.troyan,
      summary: {
        bg: 'Посочени са икономика, култура, образование, социални дейности, спорт и обмен между двете администрации.',
        en: 'The economy, culture, education, social affairs, sport and exchange between the two administrations are named.',
      },
      fields: ['business', 'culture', 'education', 'social', 'sport', 'administration'],
      partners: ['danilovgrad'],
      published: true,
      sources: [SOURCES.danilovgrad],
    },
  },
  papers: {
    danilovgrad2024: {
      items: [
        {
          title: { bg: 'Побратимяване между Троян и Даниловград', en: 'Twinning of Troyan and Danilovgrad' },
          broughtBy: 'both',
          state: 'discussed',
          minutes: {
            bg: 'Обсъдена е възможността двете общини да се побратимят, като знак за дългосрочни отношения.',
            en: 'The two sides discussed whether the two municipalities could become twins, as a sign of lasting relations.',
          },
        },
        {
          title: { bg: 'Добри практики, култура и икономика', en: 'Good practice, culture and the economy' },
          broughtBy: 'both',
          state: 'discussed',
          minutes: {
            bg: 'Побратимяването би улеснило обмена на добри практики в управлението, културния обмен и икономиката.',
            en: 'Twinning would make it easier to exchange good practice in administration, culture and the economy.',
          },
        },
        {
          title: { bg: 'Троянски продукти на черногорския пазар', en: 'Products from Troyan on the Montenegrin market' },
          state: 'discussed',
          minutes: {
            bg: 'Предложено е троянски фирми да участват в представяне на регионални продукти на пазара в Черна гора.',
            en: 'It was proposed that companies from Troyan take part in a presentation of regional products on the market of Montenegro.',
          },
        },
      ],
      general: {
        bg: 'Съставено по новината на Община Троян от 24 октомври 2024 г. Протокол от самата среща не е публикуван; кой какво е казал, не е известно.',
        en: 'Put together from the news item of the Municipality of Troyan of 24 October 2024. No minutes of the meeting itself were published; who said what is not known.',
      },
    },
  },
  commitments: [
    {
      owedBy: 'both',
      text: {
        bg: 'Побратимяване на Троян и Даниловград след решенията на двата съвета',
        en: 'Twinning of Troyan and Danilovgrad, now that both councils have decided',
      },
      topic: 'agreement',
      state: 'planned',
      due: null,
      event: 'council2025',
      partners: ['danilovgrad'],
      published: true,
      sources: [SOURCES.danilovgrad],
    },
    {
      owedBy: 'both',
      text: {
        bg: 'Троянски фирми да участват в представяне на регионални продукти в Черна гора',
        en: 'Companies from Troyan to take part in a presentation of regional products in Montenegro',
      },
      topic: 'business',
      state: 'proposed',
      due: null,
      event: 'danilovgrad2024',
      partners: ['danilovgrad'],
      published: true,
      sources: [SOURCES.news],
    },
    {
      owedBy: 'both',
      text: { bg: 'Преговорите с търговската верига „Воли“ да стигнат до договореност', en: 'To bring the talks with the retailer Voli to an arrangement' },
      topic: 'business',
      state: 'planned',
      due: null,
      event: 'voli2024',
      partners: ['voli'],
      published: true,
      sources: [SOURCES.news],
    },
  ],
}
