// How the month is told in Chinese: no plural, measure words, full-width signs, no blanks.
import { latinName } from './spelling.ts'
import { type Form, ofEach, type Tongue } from './tongue.ts'
import { CHINESE_SENTENCES } from './zh-sentences.ts'

const HAN = /^\p{Script=Han}+$/u
/** What a municipality's name may end with already. */
const UNIT = /[市县区镇乡州省]$/u

/** Between Chinese names a comma of enumeration and 和; Latin names keep theirs. */
const list = (items: readonly string[]): string => (items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join('、')}和${items.at(-1)}`)

/** A place in the office's own words; without a word for „in“ it takes 在. */
const where = (text: string): string => `在${text.replace(/^在/u, '')}`
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  return /^(?:应|为|在|值|借)/u.test(text) ? text : `值“${text}”之际`
}

const ROLES = {
  mayor: '市长',
  deputy_mayor: '副市长',
  council_chair: '议会主席',
  councillor: '议员',
  ambassador: '大使',
  consul: '领事',
  diplomat: '外交官',
  minister: '部长',
  head_of_state: '国家元首',
  head_of_government: '政府首脑',
  governor: '州长',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const

const NUMBERS = ['一', '两', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** What each kind of mission is called. */
const MISSIONS = { embassy: '大使馆', consulate: '领事馆', general_consulate: '总领事馆' } as const

export const CHINESE: Tongue = {
  language: 'zh',
  tag: 'zh-CN',
  yearMark: '年',
  monthOnce: 'second',
  between: '',
  stop: '。',
  list,
  // Intl has 十月 for a month that stands alone; a day has 10月1日.
  asWritten: (written) => {
    const months = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
    return written.replace(/^(十[一二]?|[一二三四五六七八九])月$/u, (_, month: string) => `${months.indexOf(month) + 1}月`)
  },
  when: {
    day: '{a}',
    days: '{a}至{b}',
    month: '{a}',
    year: '{a}',
    between: '{a}至{b}间',
    betweenAbout: '约{a}至{b}间',
    either: '{a}或{b}',
    about: '{a}前后',
    dueDay: '{a}前',
    duePeriod: '{a}底前',
    dueAbout: '{a}前后',
  },
  numbers: { m: NUMBERS, f: NUMBERS, n: NUMBERS },
  clause: null,
  forms: { where: ofEach(where), occasion, until: ofEach((text) => text.replace(/前$/u, '')) },
  roles: ROLES,
  spelled: latinName('zh'),
  called: (text, { kind }) => (kind === 'municipality' && HAN.test(text) && !UNIT.test(text) ? `${text}市` : text),
  // 示例市市长张三: the town, the post, the name; a name in Latin letters stands the same way.
  person: ({ name, words, role, of }) => {
    if (words !== '') return `${words}${name}`
    const title = ROLES[role]
    // Whoever is sent speaks for the country, not for the house: 意大利驻保加利亚大使.
    return title === '' ? name : `${of?.replace(/(?:大使|总?领事)馆$/u, '') ?? ''}${title}${name}`
  },
  types: { contact: '一般往来', friendship: '友好交流城市', project: '项目合作伙伴', twinning: '友好城市', honorary: '荣誉伙伴' },
  fields: {
    administration: '地方治理',
    agriculture: '农业',
    business: '经贸',
    crafts: '手工艺',
    culture: '文化',
    education: '教育',
    energy: '能源',
    environment: '环境保护',
    eu_projects: '欧盟项目',
    health: '卫生健康',
    heritage: '文化遗产',
    humanitarian: '人道援助',
    infrastructure: '基础设施',
    science: '科学',
    security: '公共安全',
    social: '社会事务',
    sport: '体育',
    tourism: '旅游',
    water: '水资源',
    youth: '青年',
  },
  topics: { agreement: '协议', aid: '援助', business: '经贸', cooperation: '合作', event: '活动', exchange: '交流', project: '项目', visit: '访问', other: '' },
  occasions: { town_day: '城市日', festival: '节庆活动' },
  mission: (kind, sent, host) => `${sent}${host === null ? '' : `驻${host}`}${MISSIONS[kind]}`,
  kinds: {
    visit: '访问',
    meeting: '会晤',
    forum: '论坛',
    festival: '节庆活动',
    signing: '签署仪式',
    celebration: '庆祝活动',
    ceremony: '典礼',
    exhibition: '展览',
    exchange: '交流活动',
    council_session: '议会会议',
    letter: '书信往来',
    call: '远程会谈',
    other: '活动',
  },
  patterns: CHINESE_SENTENCES,
}
