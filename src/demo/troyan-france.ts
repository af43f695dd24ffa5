// Troyan's two French towns, as the demonstration tells of them.
import { SOURCES } from './sources.ts'
import type { Chapter } from './troyan.ts'

/** GeoNames ids. */
const TOWN = { troyan: 726320, vigneux: 2969109, pernes: 2987945 }

export const FRENCH_TOWNS: Chapter = {
  organisations: {
    pernes: {
      name: { bg: 'Перн ле Фонтен', en: 'Pernes-les-Fontaines' },
      nativeName: 'Pernes-les-Fontaines',
      nativeLanguage: 'fr',
      kind: 'municipality',
      country: 'FR',
      placeId: TOWN.pernes,
      sources: [SOURCES.pernes, SOURCES.news],
    },
    vigneux: {
      name: { bg: 'Виньо на Сена', en: 'Vigneux-sur-Seine' },
      nativeName: 'Vigneux-sur-Seine',
      nativeLanguage: 'fr',
      aliases: ['Виньо сюр Сен'],
      kind: 'municipality',
      country: 'FR',
      placeId: TOWN.vigneux,
      sources: [SOURCES.vigneux, SOURCES.news],
    },
    committeeVigneux: {
      name: { bg: 'Комитет за побратимяване на Виньо на Сена', en: 'Twinning Committee of Vigneux-sur-Seine' },
      nativeName: 'Comité de jumelage de Vigneux-sur-Seine',
      nativeLanguage: 'fr',
      kind: 'other',
      country: 'FR',
      placeId: TOWN.vigneux,
      website: 'http://www.comite-jumelage-vigneux-sur-seine.org/',
      sources: [SOURCES.vigneux],
    },
    committeePernes: {
      name: { bg: 'Комитет за побратимяване на Перн ле Фонтен', en: 'Twinning Committee of Pernes-les-Fontaines' },
      kind: 'other',
      country: 'FR',
      placeId: TOWN.pernes,
      sources: [SOURCES.charter, SOURCES.frenchVisit],
    },
  },
  people: {
    enkin: {
      name: { bg: 'Енкин', en: 'Enkin' },
      notes: {
        bg: 'Кмет на Троян при подписването на клетвата през 2004 г. Източникът дава само фамилията.',
        en: 'Mayor of Troyan when the oath was signed in 2004. The source gives only the family name.',
      },
      sources: [SOURCES.pernes],
      // How long he held the post the source does not say.
      posts: [],
    },
    gabert: {
      name: { bg: 'Габер', en: 'Gabert' },
      nativeName: 'Gabert',
      nativeLanguage: 'fr',
      aliases: ['Габерт'],
      languages: ['fr'],
      notes: {
        bg: 'Източникът дава само фамилията. Дали още е кмет, не знаем.',
        en: 'The source gives only the family name. Whether he is still mayor we do not know.',
      },
      sources: [SOURCES.pernes],
      posts: [{ at: 'pernes', role: { bg: 'кмет', en: 'Mayor' }, roleClass: 'mayor', confirmedOn: '2004-05-22', sources: [SOURCES.pernes] }],
    },
  },
  partnerships: {
    pernes: {
      type: 'twinning',
      fields: ['culture', 'crafts', 'youth', 'administration'],
      summary: {
        bg: 'Побратимен град в Прованс. Клетвата е подписана от двамата кметове на 22 май 2004 г.',
        en: 'A twin town in Provence. The oath was signed by the two mayors on 22 May 2004.',
      },
      published: true,
      sources: [SOURCES.pernes, SOURCES.charter, SOURCES.news],
      steps: [
        {
          kind: 'signing',
          side: 'both',
          date: '2004-05-22',
          note: { bg: 'Клетва за побратимяване, подписана от кметовете Енкин и Габер.', en: 'Twinning oath, signed by the mayors Enkin and Gabert.' },
          published: true,
          sources: [SOURCES.pernes],
        },
      ],
    },
    vigneux: {
      type: 'twinning',
      fields: ['culture', 'crafts', 'youth', 'administration'],
      summary: {
        bg: 'Побратимен град край Париж. Френският комитет сочи 2000 г. за начало.',
        en: 'A twin town near Paris. The French committee gives 2000 as its beginning.',
      },
      published: true,
      sources: [SOURCES.vigneux, SOURCES.news],
      steps: [
        {
          kind: 'signing',
          side: 'both',
          date: '2000',
          note: { bg: 'Годината е по френския комитет. Денят не е посочен.', en: 'The year is the French committee’s. The day is not given.' },
          published: true,
          sources: [SOURCES.vigneux],
          // The municipality's own news item of October 2024 counts otherwise; a third year, 1988, is told of, but no page that says so was found.
          readings: [{ date: '2004~', words: '20 години', sources: [SOURCES.news] }],
        },
      ],
    },
  },
  events: {
    oath2004: {
      kind: 'signing',
      direction: 'none',
      title: { bg: 'Клетва за побратимяване с Перн ле Фонтен', en: 'Twinning oath with Pernes-les-Fontaines' },
      date: '2004-05-22',
      summary: { bg: 'Подписват двамата кметове.', en: 'Signed by the two mayors.' },
      partners: ['pernes'],
      participants: { enkin: 'кмет на Троян', gabert: 'кмет на Перн ле Фонтен' },
      published: true,
      sources: [SOURCES.pernes],
    },
    charter: {
      kind: 'signing',
      direction: 'none',
      title: { bg: 'Харта за побратимяване между двата комитета', en: 'Twinning charter between the two committees' },
      // A second document beside the oath; our source gives no day.
      date: null,
      summary: {
        bg: 'Отделен документ, подписан от председателите на двата комитета за побратимяване.',
        en: 'A separate document, signed by the chairs of the two twinning committees.',
      },
      partners: ['pernes', 'committeePernes'],
      published: true,
      sources: [SOURCES.charter],
    },
    french2024: {
      kind: 'visit',
      direction: 'incoming',
      title: { bg: 'Френските побратими на празника на Троян', en: 'The French twin towns at Troyan’s town day' },
      date: '2024-10',
      placeId: TOWN.troyan,
      occasion: 'Празник на Троян',
      summary: {
        bg: 'Делегацията на Виньо води кмет, тази на Перн – председателят на комитета за побратимяване. Срещи с керамици, приложното училище и пресконференция. Двата френски града се запознават покрай Троян.',
        en: 'A mayor leads the delegation of Vigneux, the chair of the twinning committee that of Pernes. Meetings with ceramists, the school of applied arts and a press conference. The two French towns get to know each other through Troyan.',
      },
      fields: ['culture', 'crafts', 'education'],
      partners: ['vigneux', 'pernes', 'committeePernes'],
      published: true,
      sources: [SOURCES.frenchVisit, SOURCES.news],
    },
    session2024: {
      kind: 'council_session',
      direction: 'none',
      title: { bg: 'Тържествена сесия на общинския съвет с френските гости', en: 'Festive council session with the French guests' },
      date: '2024-10-14',
      placeId: TOWN.troyan,
      occasion: 'Празник на Троян',
      partners: ['vigneux', 'pernes'],
      published: true,
      sources: [SOURCES.frenchVisit],
    },
  },
  visits: {
    french2024: {
      languages: ['bg', 'fr'],
      // The sources name the posts of those who led the delegations, and nobody.
      members: [
        { side: 'guests', at: 'vigneux', role: { bg: 'кмет', en: 'Mayor', fr: 'maire' }, isHead: true, languages: ['fr'] },
        {
          side: 'guests',
          at: 'committeePernes',
          role: { bg: 'председател на комитета за побратимяване', en: 'Chair of the twinning committee', fr: 'président(e) du comité de jumelage' },
          languages: ['fr'],
        },
      ],
      noted: '2024-10-24',
      report: {
        bg: 'Гостите от Виньо на Сена и от Перн ле Фонтен идват за празника на Троян и се запознават помежду си. Срещат се с керамици и с приложното училище, има и пресконференция. На 14 октомври общинският съвет заседава тържествено с тях, а в градския парк засаждат дърво на приятелството. Предложени са обмен на деца и младежи, общи прояви на артисти и занаятчии и обмяна на добри практики. Написано по публичните съобщения, посочени при събитието; имената на гостите в тях липсват.',
        en: 'The guests from Vigneux-sur-Seine and Pernes-les-Fontaines come for Troyan’s town day and get to know each other. They meet ceramists and the school of applied arts, and there is a press conference. On 14 October the municipal council holds a festive session with them, and a tree of friendship is planted in the town park. Exchanges of children and young people, joint events of artists and craftspeople and the sharing of good practice are proposed. Written from the public reports named with the event, which do not give the guests’ names.',
      },
    },
  },
  acts: [
    {
      kind: 'tree_planting',
      title: { bg: 'Дърво на приятелството с Виньо и Перн', en: 'Tree of friendship with Vigneux and Pernes' },
      date: '2024-10',
      placeText: 'градски парк, Троян',
      event: 'french2024',
      partners: ['vigneux', 'pernes'],
      published: true,
      sources: [SOURCES.news],
    },
  ],
  commitments: [
    {
      owedBy: 'both',
      text: { bg: 'Обмен на групи деца и младежи', en: 'Exchange of groups of children and young people' },
      topic: 'exchange',
      state: 'proposed',
      due: null,
      event: 'french2024',
      partners: ['vigneux', 'pernes'],
      published: true,
      sources: [SOURCES.news],
    },
    {
      owedBy: 'both',
      text: { bg: 'Култура и занаяти: артисти от единия град в прояви на другия', en: 'Culture and crafts: artists of one town in the events of the other' },
      topic: 'cooperation',
      state: 'proposed',
      due: null,
      event: 'french2024',
      partners: ['vigneux', 'pernes'],
      published: true,
      sources: [SOURCES.news],
    },
    {
      owedBy: 'both',
      text: { bg: 'Да си разменяме добри практики', en: 'To share good practice' },
      topic: 'exchange',
      state: 'proposed',
      due: null,
      event: 'french2024',
      partners: ['vigneux', 'pernes'],
      published: true,
      sources: [SOURCES.news],
    },
  ],
}
