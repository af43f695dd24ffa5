// Jingdezhen and Ningbo, as the demonstration tells of them: exhibitions, a forum and an exchange of artists carried by others.
import { SOURCES } from './sources.ts'
import type { Chapter } from './troyan.ts'

/** GeoNames ids. */
const TOWN = { troyan: 726320, jingdezhen: 1805680, ningbo: 1799397 }

export const CHINESE_TOWNS: Chapter = {
  organisations: {
    jingdezhen: {
      name: { bg: 'Джиндъджън', en: 'Jingdezhen' },
      nativeName: '景德镇',
      nativeLanguage: 'zh',
      aliases: ['Дзиндъджън'],
      kind: 'municipality',
      country: 'CN',
      placeId: TOWN.jingdezhen,
      sources: [SOURCES.news, SOURCES.forum],
    },
    ningbo: {
      name: { bg: 'Нинбо', en: 'Ningbo' },
      nativeName: '宁波',
      nativeLanguage: 'zh',
      kind: 'municipality',
      country: 'CN',
      placeId: TOWN.ningbo,
      sources: [SOURCES.ningbo],
    },
    taoxichuan: {
      name: { bg: 'Арт център Таосичуан', en: 'Taoxichuan Art Center' },
      kind: 'other',
      country: 'CN',
      placeId: TOWN.jingdezhen,
      sources: [SOURCES.oreshak],
    },
    oreshak: {
      name: { bg: 'Национално изложение на занаятите, Орешак', en: 'National Crafts Exhibition, Oreshak' },
      kind: 'other',
      country: 'BG',
      sources: [SOURCES.oreshak],
    },
  },
  partnerships: {
    jingdezhen: {
      type: 'project',
      fields: ['crafts', 'culture'],
      summary: {
        bg: 'Два града на керамиката: изложби, форум и обмен на творци за пет години.',
        en: 'Two towns of ceramics: exhibitions, a forum and an exchange of artists over five years.',
      },
      published: true,
      sources: [SOURCES.news, SOURCES.forum, SOURCES.mayors],
      steps: [
        {
          kind: 'first_contact',
          side: 'both',
          date: '2023-09',
          note: {
            bg: 'Най-ранният контакт, за който имаме източник: изложбата и гостуването в Троян.',
            en: 'The earliest contact we have a source for: the exhibition and the visit to Troyan.',
          },
          published: true,
          sources: [SOURCES.forum],
        },
        {
          kind: 'intent',
          side: 'both',
          date: '2024-10',
          note: {
            bg: 'Намерение за редовен обмен на творци през следващите пет години.',
            en: 'Intent to exchange artists regularly over the next five years.',
          },
          published: true,
          sources: [SOURCES.news],
        },
      ],
    },
    ningbo: {
      type: 'contact',
      fields: ['crafts', 'culture'],
      summary: { bg: 'Голяма гостуваща изложба на троянски майстори през 2019 г.', en: 'A large visiting exhibition by Troyan’s craftspeople in 2019.' },
      published: true,
      sources: [SOURCES.ningbo],
      steps: [
        {
          kind: 'first_contact',
          side: 'both',
          date: '2019',
          note: { bg: 'Най-ранният контакт, за който имаме източник.', en: 'The earliest contact we have a source for.' },
          published: true,
          sources: [SOURCES.ningbo],
        },
      ],
    },
  },
  events: {
    ningbo2019: {
      kind: 'exhibition',
      direction: 'outgoing',
      title: { bg: 'Троянски занаяти в Нинбо', en: 'Crafts from Troyan in Ningbo' },
      date: '2019',
      placeId: TOWN.ningbo,
      summary: {
        bg: '17 души пътуват с 386 експоната от 82 автори. Разходите поемат китайските организатори.',
        en: 'Seventeen people travel with 386 exhibits by 82 authors. The Chinese organisers bear the costs.',
      },
      fields: ['crafts', 'culture'],
      partners: ['ningbo'],
      published: true,
      sources: [SOURCES.ningbo],
    },
    exhibition2023: {
      kind: 'exhibition',
      direction: 'incoming',
      title: { bg: 'Керамика от Джиндъджън в Троян', en: 'Ceramics from Jingdezhen in Troyan' },
      date: '2023-09',
      placeId: TOWN.troyan,
      summary: {
        bg: '58 творби на 12 автори. Пристига китайска делегация от осем души.',
        en: '58 works by 12 authors. A Chinese delegation of eight arrives.',
      },
      fields: ['crafts', 'culture'],
      partners: ['jingdezhen'],
      published: true,
      sources: [SOURCES.forum, SOURCES.news],
    },
    forum2024: {
      kind: 'forum',
      direction: 'outgoing',
      title: { bg: 'Троян на керамичния форум в Джиндъджън', en: 'Troyan at the ceramics forum in Jingdezhen' },
      date: '2024-10',
      placeId: TOWN.jingdezhen,
      occasion: 'Покана от Джиндъджън',
      summary: {
        bg: 'Четирима от Троян сред над 400 участници. Кметът говори за троянската керамика като наследство.',
        en: 'Four people from Troyan among over 400 participants. The Mayor speaks of Troyan’s ceramics as heritage.',
      },
      fields: ['crafts', 'culture', 'heritage'],
      partners: ['jingdezhen'],
      participants: { mihaylova: 'кмет на Община Троян' },
      published: true,
      sources: [SOURCES.forum, SOURCES.news],
    },
    mayors2025: {
      kind: 'forum',
      direction: 'outgoing',
      title: { bg: '„Диалог на кметовете“ в Джиндъджън', en: '“Dialogue of Mayors” in Jingdezhen' },
      date: '2025',
      placeId: TOWN.jingdezhen,
      summary: {
        bg: 'От Троян пътуват двама заместник-кметове и специалист по култура.',
        en: 'Two deputy mayors and a specialist in culture travel from Troyan.',
      },
      fields: ['crafts', 'culture'],
      partners: ['jingdezhen'],
      published: true,
      sources: [SOURCES.mayors],
    },
    residencies: {
      kind: 'signing',
      direction: 'none',
      title: {
        bg: 'Изложението в Орешак и Таосичуан се договарят за обмен на творци',
        en: 'The Oreshak exhibition and Taoxichuan agree on an exchange of artists',
      },
      // The source's index gives no day.
      date: null,
      summary: {
        bg: 'Обменът се изпълнява от изложението в Орешак, не от общината: то подбира творците за резиденциите.',
        en: 'The exchange is carried out by the exhibition at Oreshak and not by the municipality: it selects the artists for the residencies.',
      },
      fields: ['crafts', 'culture'],
      partners: ['taoxichuan', 'oreshak', 'jingdezhen'],
      published: true,
      sources: [SOURCES.oreshak],
    },
  },
  commitments: [
    {
      owedBy: 'both',
      text: { bg: 'Да подкрепяме сътрудничеството между керамици от двата града', en: 'To support cooperation between ceramists of the two towns' },
      topic: 'cooperation',
      state: 'agreed',
      due: null,
      event: 'exhibition2023',
      partners: ['jingdezhen'],
      published: true,
      sources: [SOURCES.news],
    },
    {
      owedBy: 'both',
      text: { bg: 'Редовен обмен на творци в продължение на пет години', en: 'Regular exchange of artists over five years' },
      topic: 'exchange',
      state: 'planned',
      due: '2024-10/2029-10',
      event: 'forum2024',
      partners: ['jingdezhen', 'taoxichuan', 'oreshak'],
      published: true,
      sources: [SOURCES.news, SOURCES.oreshak],
    },
  ],
}
