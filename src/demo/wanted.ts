// „Partner wanted“ of the demonstration: only what the news item of 24 October 2024 and the reports on the visits of that autumn say, nobody named, and that it is no notice of the municipality.
import type { WantedForm } from '#features/finder/wanted/wanted.ts'

export const TROYAN_WANTED: WantedForm = {
  about: {
    bg: `Троян е град в България. Троянската керамика е част от неговото културно наследство: през октомври 2024 г. делегация на общината я представи на керамичния форум в Джиндъджън, Китай.

След повече от 15 години прекъсване през октомври 2024 г. общината възобнови разговорите за партньорство с италиански общини.`,
    en: `Troyan is a town in Bulgaria. Troyan ceramics are part of its cultural heritage: in October 2024 a delegation of the municipality presented them at the ceramics forum in Jingdezhen, China.

In October 2024, after a break of more than 15 years, the municipality resumed talks on partnership with Italian municipalities.`,
  },
  offers: {
    bg: 'Теми, по които общината разговаря с партньорите си: култура, занаяти, участие на артисти в различни прояви, обмен на групи деца и младежи и на добри практики.',
    en: 'What the municipality discusses with its partners: culture, crafts, artists taking part in events, exchanges of groups of children and young people, and of good practice.',
  },
  seeks: {
    bg: 'Италиански град с характеристики, подобни на тези на Троян. Възможни общи теми са околната среда и управлението на водните ресурси в градската среда.',
    en: 'An Italian town with characteristics similar to those of Troyan. Possible common subjects are the environment and the management of water in towns.',
  },
  regions: {},
  contact: {
    bg: 'Това е демонстрация на софтуера, а не обява на общината. С Община Троян можете да се свържете чрез нейния сайт, www.troyan.bg.',
    en: 'This is a demonstration of the software, not a notice of the municipality. The Municipality of Troyan is reached through its own site, www.troyan.bg.',
  },
  types: ['twinning', 'project'],
  fields: ['environment', 'water'],
  countries: ['IT'],
  sizeFrom: null,
  sizeTo: null,
  email: '',
  phone: '',
  until: null,
}
