// How Chinese names the people and things of a country, and countries it names otherwise than Intl does.
import type { CountryWords } from '../country-words.ts'

export const zh: CountryWords = {
  stems: {},
  names: {
    AE: '阿联酋',
    AU: '澳洲',
    BA: '波黑|波斯尼亚',
    BY: '白俄罗斯',
    CN: '中华人民共和国|新中国',
    CZ: '捷克共和国',
    DE: '德意志|联邦德国|西德',
    FR: '法兰西',
    GB: '英格兰|苏格兰|威尔士|北爱尔兰|大不列颠',
    GR: '希腊共和国',
    IT: '意国',
    KP: '北朝鲜',
    KR: '大韩民国|南韩',
    KZ: '哈萨克斯坦|哈萨克',
    MK: '马其顿',
    NL: '尼德兰',
    NZ: '纽西兰',
    PT: '葡国',
    RS: '南斯拉夫',
    RU: '俄联邦|俄国|苏联',
    SA: '沙特',
    US: '美利坚合众国|美利坚',
    UZ: '乌兹别克',
    TR: '土耳其共和国',
  },
}
